"""The judge of our translations judges rightly and finds no fault with the catalogues.

Whether they hold every message of the sources is asked where GNU gettext is installed: `tools/check_translations.py`.
"""

from pathlib import Path

import allauth
import check_translations
import django
import django_filters
import polib
import pytest
import simple_history


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


@pytest.mark.parametrize("locale", check_translations.LOCALES)
def test_a_catalogue_is_whole_and_compiled(locale):
    assert list(check_translations.faults_of_locale(locale, None)) == []


LIBRARIES = (
    (django, "conf/locale/en"),
    (django, "contrib/admin/locale/en"),
    (django, "contrib/auth/locale/en"),
    (allauth, "locale/en"),
    (simple_history, "locale/zh_Hans"),
    (django_filters, "locale/zh_CN"),
)


def test_borrowed_words_are_still_the_libraries_own():
    catalogues = [Path(library.__file__).parent / folder / "LC_MESSAGES" / "django.po" for library, folder in LIBRARIES]
    said = {entry.msgid for catalogue in catalogues for entry in polib.pofile(str(catalogue))}
    ours = polib.pofile(str(check_translations.catalogue(check_translations.ROOT, "zh_Hans")))
    borrowed = {entry.msgid for entry in ours if ("config/borrowed_words.py", "") in entry.occurrences}
    assert len(borrowed) > 100
    assert borrowed - said == set()
