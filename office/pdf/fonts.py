"""The fonts of our PDFs: plain TrueType files of `fonts/`, found through fontconfig.

Every web font route was slow or printed wrong characters that text extraction does not show; see
docs/decisions/pdf-fonts.md. Families: "Noto Sans SC" and "Noto Sans TC", each at 400 and 700.
"""

import os
import threading
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent.parent.parent / "fonts"

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="lang" compare="contains"><string>zh-tw</string></test>
    <edit name="family" mode="append" binding="strong"><string>Noto Sans TC</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append" binding="strong">
      <string>Noto Sans SC</string><string>Noto Sans TC</string>
    </edit>
  </match>
</fontconfig>
"""


def configure_fonts(storage_dir: Path) -> Path:
    """Write fontconfig's configuration below `storage_dir` and return its path.

    It goes into FONTCONFIG_FILE before WeasyPrint is imported; afterwards fontconfig knows no other fonts than ours, so
    a PDF looks the same on every machine. The file is replaced in one step, whoever else is starting.
    """
    folder = storage_dir / "fontconfig"
    cache = folder / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    path = folder / "fonts.conf"
    wanted = _CONFIGURATION.format(fonts=escape(str(FOLDER)), cache=escape(str(cache)))
    if not path.exists() or path.read_text(encoding="utf-8") != wanted:
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        draft.write_text(wanted, encoding="utf-8")
        draft.replace(path)
    return path
