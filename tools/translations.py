"""Gathers what people read, and compiles what translators wrote.

    python tools/translations.py extract    sources → locale/*/LC_MESSAGES/django.po (needs GNU gettext)
    python tools/translations.py compile    django.po → django.mo (needs nothing; the .mo files are committed)

Message ids are English, so English needs no catalogue.
"""

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("zh_Hans", "zh_Hant")
NOT_OURS = (".venv/*", "var/*", "tests/*", "bench/*", "tools/*", "static/*", "docs/*", "fonts/*")


def catalogue(root: Path, locale: str) -> Path:
    return root / "locale" / locale / "LC_MESSAGES" / "django.po"


def extract(root: Path = ROOT) -> None:
    """Bring the catalogues below `root` up to date with its sources; translations stay, what is gone leaves."""
    ignored = [word for pattern in NOT_OURS for word in ("--ignore", pattern)]
    chosen = [word for locale in LOCALES for word in ("--locale", locale)]
    for locale in LOCALES:
        catalogue(root, locale).parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-wrap", "--no-obsolete", "--add-location", "file"]
    subprocess.run([*command, *ignored, *chosen], cwd=root, check=True, stdout=subprocess.DEVNULL)


def compile_all(root: Path = ROOT) -> None:
    for locale in LOCALES:
        path = catalogue(root, locale)
        entries = polib.pofile(str(path), wrapwidth=0)
        path.with_suffix(".mo").write_bytes(entries.to_binary())
        print(
            f"{locale}: {len(entries.translated_entries())} of {len([e for e in entries if not e.obsolete])} translated"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["extract"]:
            extract()
        case ["compile"]:
            compile_all()
        case _:
            sys.exit(__doc__)
