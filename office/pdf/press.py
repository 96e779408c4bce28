"""The child process that sets a PDF: HTML comes in on stdin, the PDF goes out on stdout, remarks on stderr.

`python -m office.pdf.press SECONDS MEGABYTES`. It limits itself before it reads a byte: processor seconds, address space.
What it fetches: `data:` addresses and `static:` ones, the latter from a fixed list of our own files. Nothing else, so a name
or a note that brings `<img src="http://…">` into a page reaches neither the network nor a file.
"""

import logging
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

TOO_HEAVY, UNAVAILABLE = 3, 4
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
STATIC_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


def limit(seconds: int, megabytes: int) -> None:
    """Refuse more than so many processor seconds and so much address space; where a system knows no limit, go on."""
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def own_files() -> dict[str, Path]:
    """`static:css/report.css` → its path: the only files a page may name."""
    return {
        f"static:{path.relative_to(STATIC).as_posix()}": path
        for path in STATIC.rglob("*")
        if path.suffix in STATIC_TYPES and path.is_file() and not path.is_symlink()
    }


def set_pages(html: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = own_files()

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if path := files.get(url):
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": STATIC_TYPES[path.suffix]})
            return super().fetch(url, headers)

    fetcher = ClosedFetcher(allowed_protocols={"data"}, allow_redirects=False)
    document = HTML(string=html, url_fetcher=fetcher).render()
    document.metadata.attachments = []
    for page in document.pages:
        page.links = [link for link in page.links if link[0] != "attachment"]
    return bytes(document.write_pdf())


class Remarks(logging.Handler):
    """WeasyPrint's warnings, one a line; an image beyond all measure ends the work instead of leaving a gap."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        print(" ".join(message[:300].split()), file=sys.stderr)  # noqa: T201 - the parent reads it
        causes = [type(getattr(argument, "__cause__", None)).__name__ for argument in record.args or ()]
        if "DecompressionBombError" in causes:
            stop(TOO_HEAVY)


def stop(code: int) -> None:
    sys.stderr.flush()
    os._exit(code)


def main(seconds: str, megabytes: str) -> None:
    limit(int(seconds), int(megabytes))
    logging.basicConfig(handlers=[Remarks()], level=logging.WARNING, force=True)
    html = sys.stdin.buffer.read().decode("utf-8")
    try:
        import weasyprint  # noqa: F401 - needs the system's Pango, which may be missing
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201
        stop(UNAVAILABLE)
    try:
        pdf = set_pages(html)
    except (MemoryError, RecursionError):
        stop(TOO_HEAVY)
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    stop(0)  # Pango may still sort fonts on a thread of its own, which does not survive an orderly end


if __name__ == "__main__":
    main(*sys.argv[1:])
