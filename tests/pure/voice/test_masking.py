import time

import pytest

from voice.listening.verbatims import redact
from voice.masking import private_spans


@pytest.mark.parametrize(
    ("text", "names", "shown"),
    [
        pytest.param("李工说电话打不通", ["李工"], "██说电话打不通", id="form of address"),
        pytest.param("找江晚照，江晚照不在", ["江晚照"], "找███，███不在", id="every occurrence"),
        pytest.param("李不在", ["李"], "李不在", id="one character hides nothing"),
        pytest.param("Ask an expert, An Li", ["An Li"], "Ask an expert, █████", id="whole Latin words in any case"),
        pytest.param("Lin is in Berlin", ["Lin"], "███ is in Berlin", id="not inside a word"),
        pytest.param("打13800138000或138 0013 8000", [], "打███████████或█████████████", id="mobiles"),
        pytest.param("座机 021-12345678", [], "座机 ████████████", id="land line"),
        pytest.param("+86 13800138000", [], "███████████████", id="country code"),
        pytest.param("写信 a.b@example.com。", [], "写信 ███████████████。", id="mail"),
        pytest.param(
            "1,840 条里有 1,210 条，2026-11-16 确认", [], "1,840 条里有 1,210 条，2026-11-16 确认", id="figures stay"
        ),
        pytest.param("", ["江晚照"], "", id="nothing"),
    ],
)
def test_what_an_edition_hides_by_itself(text: str, names: list[str], shown: str) -> None:
    assert redact(text, private_spans(text, names)) == shown


@pytest.mark.parametrize("letter", ["a", "1", "@", "0", "+", "-", "."])
def test_long_texts_take_no_time(letter: str) -> None:
    start = time.perf_counter()
    private_spans(letter * 20_000, ["江晚照", "An Li"])
    assert time.perf_counter() - start < 0.5
