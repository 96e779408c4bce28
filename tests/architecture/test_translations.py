"""The judge of our translations judges rightly; continuous integration lets it read the catalogues and the sources."""

import check_translations
import polib
import pytest


def entry(message: str, text: str | list[str], **more: object) -> polib.POEntry:
    if isinstance(text, list):
        return polib.POEntry(msgid=message, msgid_plural=message + "s", msgstr_plural=dict(enumerate(text)), **more)
    return polib.POEntry(msgid=message, msgstr=text, **more)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        pytest.param(entry("Save", ""), "is not translated", id="empty"),
        pytest.param(entry("Save", "保存", flags=["fuzzy"]), "is marked fuzzy", id="guessed"),
        pytest.param(entry("%(n)s days", "天"), "loses placeholders: %(n)s", id="lost placeholder"),
        pytest.param(
            entry("%(n)s days", "%(m)s %(n)s 天"), "has placeholders of its own: %(m)s", id="invented placeholder"
        ),
        pytest.param(entry("{n} day", [""]), "is not translated", id="plural without text"),
    ],
)
def test_a_fault_is_named(written, fault):
    assert fault in list(check_translations.faults_of_entry(written))


@pytest.mark.parametrize(
    "written", [entry("%(n)s days", "%(n)s 天"), entry("one day", ["{n} 天"]), entry("Save", "保存")]
)
def test_a_good_translation_has_none(written):
    if written.msgid_plural:
        written.msgid_plural = "{n} days"
    assert list(check_translations.faults_of_entry(written)) == []


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("客户关系", {"户", "关"}),
        ("客戶關係", set()),
        ("台北裡里后後只隻面麵", set()),
        ("报告", {"报"}),
    ],
)
def test_simplified_characters_are_seen_in_traditional_text(text, simplified):
    assert check_translations.Script().simplified_only(text) == simplified
