"""Says what is wrong with the translations, and answers 1 when something is.

Every message of the sources is translated in both Chinese catalogues, none fuzzy; placeholders are the message's own; the
compiled files are those of the catalogues; Traditional Chinese holds no character that only Simplified Chinese writes.
`--quick` leaves the sources aside and needs no GNU gettext.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from opencc import OpenCC
from translations import LOCALES, ROOT, catalogue, extract

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdr]|%[sdr]|\{[a-z_0-9]*\}")
Key = tuple[str | None, str]


def key(entry: polib.POEntry | polib.MOEntry) -> Key:
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def wanted_keys() -> set[Key]:
    """The messages of the sources as they are now, gathered in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "zhike"
        left_out = shutil.ignore_patterns(".git", ".venv", "var", "fonts", "tests", "*.mo", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=left_out)
        extract(copy)
        return {key(entry) for entry in polib.pofile(str(catalogue(copy, LOCALES[0]))) if not entry.obsolete}


def faults_of_entry(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "is marked fuzzy"
    if not all(texts(entry)):
        yield "is not translated"
        return
    # A plural's message may leave out the number that the singular says in words.
    allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in texts(entry):
        found = set(PLACEHOLDER.findall(text))
        if found - allowed:
            yield f"has placeholders of its own: {' '.join(sorted(found - allowed))}"
        if not entry.msgid_plural and allowed - found:
            yield f"loses placeholders: {' '.join(sorted(allowed - found))}"


class Script:
    """Which characters only Simplified Chinese writes: they have another traditional form, and Big5 lacks them."""

    def __init__(self) -> None:
        self.traditional = OpenCC("s2t")

    def simplified_only(self, text: str) -> set[str]:
        return {sign for sign in set(text) if self.traditional.convert(sign) != sign and not self.in_big5(sign)}

    @staticmethod
    def in_big5(sign: str) -> bool:
        try:
            sign.encode("cp950")
        except UnicodeEncodeError:
            return False
        return True


def faults_of_locale(locale: str, wanted: set[Key] | None) -> Iterator[str]:
    path = catalogue(ROOT, locale)
    if not path.exists():
        yield f"{locale}: there is no catalogue {path.relative_to(ROOT)}"
        return
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    script = Script()
    for entry in entries:
        for fault in faults_of_entry(entry):
            yield f"{locale}: “{entry.msgid}” {fault}"
        if locale == "zh_Hant" and (signs := script.simplified_only("".join(texts(entry)))):
            yield f"{locale}: “{entry.msgid}” is written with simplified {' '.join(sorted(signs))}"
    known = {key(entry) for entry in entries}
    for context, message in sorted((wanted or known) - known, key=str):
        yield f"{locale}: “{message}”{f' ({context})' if context else ''} is missing; run tools/translations.py extract"
    for _context, message in sorted(known - (wanted or known), key=str):
        yield f"{locale}: “{message}” is no longer said anywhere; run tools/translations.py extract"
    yield from faults_of_compiled(locale, path, entries)


def faults_of_compiled(locale: str, path: Path, entries: list[polib.POEntry]) -> Iterator[str]:
    compiled = path.with_suffix(".mo")
    shown = {key(entry): texts(entry) for entry in polib.mofile(str(compiled))} if compiled.exists() else {}
    if shown != {key(entry): texts(entry) for entry in entries if all(texts(entry)) and not entry.fuzzy}:
        yield f"{locale}: the compiled catalogue is not that of django.po; run tools/translations.py compile"


def main() -> int:
    wanted = None if "--quick" in sys.argv else wanted_keys()
    faults = [fault for locale in LOCALES for fault in faults_of_locale(locale, wanted)]
    print("\n".join(faults) or "Both Chinese catalogues are whole.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
