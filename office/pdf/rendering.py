"""HTML to PDF in a child process with limits, because a page can be made to cost hours or gigabytes."""

import logging
import os
import subprocess
import sys
import time
from pathlib import Path

from office.pdf import press
from office.pdf.fonts import configure_fonts

SECONDS = 30
MEGABYTES = 512
SUDDEN = 0.2  # of the seconds: whoever dies earlier was hardly stopped by a limit
MOST_HTML = 8 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent.parent
_log = logging.getLogger("zhike.pdf")


class PdfError(Exception):
    """No PDF was made; the text says why in one sentence."""


class PdfUnavailable(PdfError):  # noqa: N818 - reads as what it says
    """The system's libraries for PDF are missing; pages still print from the browser."""


class PdfTooHeavy(PdfError):  # noqa: N818
    """The page needs more time or memory than one PDF may take."""


def render_pdf(html: str, *, storage_dir: Path, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """The PDF of a whole HTML page.

    The page may name `data:` addresses and our own files as `static:css/report.css`; all else is left out, and embedded
    files never come through. `storage_dir` keeps fontconfig's cache. `seconds` bounds processor and wall time, `megabytes`
    the address space. Raises PdfTooHeavy, PdfUnavailable or PdfError.
    """
    page = html.encode("utf-8")
    if len(page) > MOST_HTML:
        raise PdfTooHeavy(
            f"The page has {len(page) // 1024:,} KB of HTML; a PDF takes at most {MOST_HTML // 1024:,} KB."
        )
    done = _press(page, storage_dir, seconds, megabytes)
    remarks = done.stderr.decode("utf-8", errors="replace").splitlines()
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        for remark in remarks:
            _log.warning("%s", remark)
        return done.stdout
    _log.error("the press ended with %s: %s", done.returncode, _last(remarks))
    raise _fault(done.returncode, _last(remarks), seconds, megabytes)


def _press(page: bytes, storage_dir: Path, seconds: int, megabytes: int) -> "subprocess.CompletedProcess[bytes]":
    """One press; one that a signal ends long before its limits could is followed by a second."""
    command = [sys.executable, "-m", "office.pdf.press", str(seconds), str(megabytes)]
    surroundings = os.environ | {"FONTCONFIG_FILE": str(configure_fonts(storage_dir)), "PYTHONPATH": str(_ROOT)}
    for is_last in (False, True):
        began = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603 - our own module, no shell, no outside word
                command, input=page, capture_output=True, timeout=seconds, check=False, cwd=_ROOT, env=surroundings
            )
        except subprocess.TimeoutExpired:
            _log.error("the press took more than %s seconds", seconds)
            raise PdfTooHeavy(f"The page took more than {seconds} seconds.") from None
        if is_last or done.returncode >= 0 or time.monotonic() - began > seconds * SUDDEN:
            break
        _log.warning("a press was ended by signal %s at once; the page is pressed once more", -done.returncode)
    return done


def _last(remarks: list[str]) -> str:
    return remarks[-1] if remarks else "no word"


def _fault(code: int, last: str, seconds: int, megabytes: int) -> PdfError:
    if code == press.UNAVAILABLE:
        return PdfUnavailable(f"The libraries for PDF are missing on this machine: {last}")
    if code == press.TOO_HEAVY or code < 0 or "MemoryError" in last:
        return PdfTooHeavy(f"The page needs more than {seconds} seconds or {megabytes} MB.")
    return PdfError(f"The page could not be set (code {code}): {last}")
