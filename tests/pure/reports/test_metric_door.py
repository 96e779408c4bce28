"""The door through which any figure is checked from outside: whatever comes in, one answer goes out, in order."""

import io
import json
from inspect import signature
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from reports.indicators.door import answer
from reports.indicators.registry import METRICS

GOOD = '{"name": "add_months", "input": {"x": "2025-08-31", "n": 6}}'
EVENT = {"at": "2026-03-02", "kind": "visit", "users": [], "contacts": []}


def asked(name: str, **given: object) -> dict[str, object]:
    reply: dict[str, object] = json.loads(answer(json.dumps({"name": name, "input": given})))
    return reply


@pytest.mark.parametrize(
    ("line", "name", "told"),
    [
        pytest.param("", None, "the line is empty", id="empty line"),
        pytest.param("   \n", None, "the line is empty", id="blank line"),
        pytest.param("{broken", None, "not JSON", id="broken JSON"),
        pytest.param(b"\xff\xfe{}", None, "utf-8", id="not text"),
        pytest.param("[1, 2]", None, "expected an object", id="not an object"),
        pytest.param('{"input": {}}', None, "no metric has this name", id="no name"),
        pytest.param('{"name": 7, "input": {}}', None, "no metric has this name", id="a number as name"),
        pytest.param('{"name": "os.system", "input": {}}', "os.system", "no metric has this name", id="unknown name"),
        pytest.param('{"name": "nps", "input": [1]}', None, "", id="input is a list"),
        pytest.param('{"name": "add_months"}', "add_months", "missing input x, n", id="no input"),
        pytest.param(
            '{"name": "add_months", "input": {"x": "2025-08-31"}}',
            "add_months",
            "missing input n",
            id="keyword missing",
        ),
        pytest.param(
            '{"name": "add_months", "input": {"x": "2025-08-31", "n": 1, "m": 2}}',
            "add_months",
            "unknown input m; it takes x, n",
            id="wrong keyword",
        ),
        pytest.param(
            '{"name": "relationship_risk", "input": {"revenue_share": NaN, "penetration": 1, "days_to_renewal": 1}}',
            None,
            "NaN is not a number",
            id="not a number",
        ),
        pytest.param("[" * 100_000, None, "nested too deeply", id="nested without end"),
        pytest.param('{"name": "\\ud800", "input": {}}', "\ud800", "no metric", id="half a character"),
    ],
)
def test_a_line_that_cannot_be_answered_gets_its_reason(line: str | bytes, name: str | None, told: str) -> None:
    reply = json.loads(answer(line))
    assert told in reply["error"]
    assert "result" not in reply
    assert name is None or reply["name"] == name


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"x": "2025-08-31", "n": "six"}, "n: 'six' is not a whole number", id="a word for a number"),
        pytest.param({"x": "2025-08-31", "n": 1.5}, "n: 1.5 is not a whole number", id="half a month"),
        pytest.param({"x": "2025-08-31", "n": True}, "n: True is not a whole number", id="a truth for a number"),
        pytest.param({"x": "2025-08-31", "n": None}, "n: None is not a whole number", id="nothing for a number"),
        pytest.param({"x": "2025-02-30", "n": 1}, "x: '2025-02-30' is not a date", id="30 February"),
        pytest.param({"x": "20250228", "n": 1}, "x: '20250228' is not a date", id="a date without dashes"),
        pytest.param({"x": 20250228, "n": 1}, "x: 20250228 is not a date", id="a number for a date"),
        pytest.param({"x": "2025-08-31", "n": 10**30}, "is not a whole number", id="a number beyond reason"),
        pytest.param({"x": "2025-08-31", "n": 10**9}, "outside the calendar", id="a date beyond the calendar"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(given: dict[str, object], told: str) -> None:
    assert told in str(asked("add_months", **given)["error"])


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param(
            {**EVENT, "at": "31.3.2026"}, "events[1].at: '31.3.2026' is not a date", id="a date of another land"
        ),
        pytest.param({**EVENT, "at": "2026-03-31T16:30"}, "offset", id="a time without an offset"),
        pytest.param({"at": "2026-03-31"}, "events[1]: kind is missing", id="a key missing"),
        pytest.param({**EVENT, "contacts": "c1"}, "events[1].contacts: expected a list", id="one for a list"),
        pytest.param({**EVENT, "kind": "dinner"}, "'dinner' is not a kind", id="a kind nobody knows"),
        pytest.param(["2026-03-31"], "events[1]: expected an object", id="a list for a row"),
    ],
)
def test_a_wrong_row_is_named_with_its_place(event: object, told: str) -> None:
    assert told in str(asked("temperature", as_of="2026-04-01", events=[EVENT, event])["error"])


def test_a_key_nobody_reads_is_told_instead_of_silently_dropped() -> None:
    reply = asked("temperature", as_of="2026-04-01", events=[{**EVENT, "qualty": 5}])
    assert reply["ignored"] == ["events[0].qualty"]


def test_null_for_something_that_may_be_absent_says_nothing() -> None:
    said = asked("temperature", as_of="2026-04-01", events=[{**EVENT, "quality": None, "recorded": None}], mode=None)
    assert said == asked("temperature", as_of="2026-04-01", events=[EVENT])
    assert "kind: None is not text" in str(
        asked("temperature", as_of="2026-04-01", events=[{**EVENT, "kind": None}])["error"]
    )


def test_amounts_and_dates_are_text_and_other_numbers_are_numbers() -> None:
    profit = asked("customer_pnl", lines={"sales": 100.10, "product_cost": "100.1"})["result"]
    assert isinstance(profit, dict)
    assert (profit["net_revenue"], profit["net_profit"], profit["net_margin"]) == ("100.10", "0.00", "0.0000")
    assert asked("relationship_risk", revenue_share="0.2", penetration=40, days_to_renewal=73)["result"] == (
        pytest.approx(0.096)
    )


HUGE = "100000000000000000000000"
SHIFT = {"premium_now": 1, "total_now": 2, "premium_prior": 1, "total_prior": 2}
MONTHS_OF_TREND = {"monthly": {"2026-03": 5}, "as_of": "2026-03-31"}


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        pytest.param("premium_shift", {**SHIFT, "up": HUGE, "down": 4}, "more than a million", id="too many to test"),
        pytest.param("premium_shift", {**SHIFT, "up": -1, "down": 4}, "negative", id="fewer than none moved"),
        pytest.param(
            "churn_lift",
            {"groups": [{"value": "ads", "n": 5, "lost": 1}], "total": HUGE, "lost": 9},
            "more than a million",
            id="too many customers",
        ),
        pytest.param(
            "cac_inflation",
            {"spend_now": 1, "new_now": -1, "spend_prior": 1, "new_prior": 5},
            "negative",
            id="fewer than none won",
        ),
        pytest.param("ltv", {"m": 300, "r": "0.8", "i": "0.1", "g": HUGE}, "out of reach", id="growth beyond reason"),
        pytest.param(
            "capital_cost",
            {"slices": [], "start": "2026-01-01", "end": "9999-12-31", "annual_rate": "0.08"},
            "out of reach",
            id="a period without a day after it",
        ),
        pytest.param("last_complete_month", {"as_of": "0001-01-01"}, "outside the calendar", id="before year 1"),
        pytest.param(
            "purchase_trend",
            {**MONTHS_OF_TREND, "si": {"03": 1.0}},
            "no seasonal index above 0 for 2025-04",
            id="a season with gaps",
        ),
        pytest.param(
            "purchase_trend",
            {**MONTHS_OF_TREND, "si": {f"{month:02d}": 0 for month in range(1, 13)}},
            "no seasonal index above 0 for 2025-04",
            id="a season of nothing",
        ),
        pytest.param("tier", {"dims": [], "as_of": "2026-03-31", "prev": "SA"}, "'SA' is not a tier", id="two tiers"),
        pytest.param("tier", {"dims": [], "as_of": "2026-03-31", "prev": ""}, "'' is not a tier", id="no tier"),
        pytest.param(
            "tier",
            {"dims": [{"weight": 1, "score": 90}], "as_of": "2026-03-31", "thresholds": {"S": 90, "B": 55}},
            "no threshold for tier A",
            id="a tier without a line",
        ),
        pytest.param(
            "retention_estimate",
            {"retained": 0, "at_risk": 1, "company_retained": 3, "company_at_risk": 20, "k": -1},
            "cannot be negative",
            id="a weight below zero",
        ),
    ],
)
def test_what_cannot_be_computed_is_told_in_words(name: str, given: dict[str, object], told: str) -> None:
    error = str(asked(name, **given)["error"])
    assert told in error
    assert "Error" not in error
    assert "decimal" not in error


def test_a_rate_of_nobody_without_a_weight_is_unknown() -> None:
    found = asked("retention_estimate", retained=0, at_risk=0, company_retained=9, company_at_risk=20, k=0)
    assert found["result"] == {"r": None, "status": "insufficient"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
DATES = st.sampled_from(["2026-03-31", "2026-02-30", "2026-03-31T16:30Z", "2026-03", "2026-W14"])
ANYTHING = JSON | DATES | st.lists(DATES) | st.dictionaries(DATES, st.booleans() | st.integers())


@given(st.sampled_from(sorted(METRICS)), st.data())
def test_whatever_is_asked_an_answer_comes_back(name: str, data: st.DataObject) -> None:
    given = {key: data.draw(ANYTHING) for key in signature(METRICS[name]).parameters}
    reply = json.loads(answer(json.dumps({"name": name, "input": given})))
    assert reply["name"] == name
    assert ("result" in reply) != ("error" in reply)


def test_every_input_of_every_metric_has_a_reader() -> None:
    for name, metric in METRICS.items():
        for key in signature(metric).parameters:
            assert "no reader" not in answer(json.dumps({"name": name, "input": {key: {}}}))
            assert "no reader" not in answer(json.dumps({"name": name, "input": {key: "x"}}))
            assert "no reader" not in answer(json.dumps({"name": name, "input": {key: [{}]}}))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(f"{GOOD}\n\n{{broken\n".encode() + b"\xff\n" + GOOD.encode())
    return path


def test_a_batch_answers_every_line_in_order_and_never_stops_half_way(batch: Path) -> None:
    out = io.StringIO()
    call_command("metric", "--batch", str(batch), stdout=out)
    replies = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [reply.get("result") for reply in replies] == ["2026-02-28", None, None, None, "2026-02-28"]


def test_a_batch_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    call_command("metric", "--batch", stdout=out)
    assert json.loads(out.getvalue()) == {"name": "add_months", "result": "2026-02-28"}


def test_the_names_can_be_listed() -> None:
    out = io.StringIO()
    call_command("metric", "--list", stdout=out)
    assert "temperature" in out.getvalue().split()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("metric", "--batch", str(tmp_path / "none.jsonl"))
