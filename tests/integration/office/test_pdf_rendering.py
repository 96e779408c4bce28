"""The engine reaches no network and no file, gives up in time, and serves the next page afterwards."""

import base64
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pypdf
import pytest

from office.pdf import press, rendering
from office.pdf.rendering import PdfError, PdfTooHeavy, PdfUnavailable, render_pdf

CANARY = "canary-4711-in-a-file"


@pytest.fixture
def canary():
    """A server on this machine that counts who asks; `/redirect` sends the asker on to `/secret`."""
    asked = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            if self.path == "/redirect":
                self.send_response(302)
                self.send_header("Location", "/secret")
            else:
                self.send_response(200)
                self.send_header("Content-Type", "text/css")
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = asked
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def attacks(address: str, file: str) -> dict[str, str]:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{address}/svg"/><image href="{file}"/><use xlink:href="{address}/use#a"/></svg>'
    )
    packed = base64.b64encode(svg.encode()).decode()
    return {
        "image": f'<img src="{address}/img"><img src="{file}">',
        "image by redirect": f'<img src="{address}/redirect">',
        "stylesheet": f'<link rel="stylesheet" href="{address}/css"><link rel="stylesheet" href="{file}">',
        "import in a style": f'<style>@import url("{address}/import"); @import "{file}";</style>',
        "font and background": f"<style>@font-face{{font-family:a;src:url({address}/font)}}"
        f"p{{font-family:a;background:url({address}/background)}}</style><p>a",
        "object and embed": f'<object data="{address}/object"></object><embed src="{file}">',
        "drawing inside the page": svg,
        "drawing as an image": f'<img src="data:image/svg+xml;base64,{packed}">',
        "attachment in the head": f'<link rel="attachment" href="{file}"><link rel="attachment" href="{address}/attached">',
        "attachment on a link": f'<a rel="attachment" href="{file}">file</a><a rel="attachment" href="{address}/a">web</a>',
        "attachment brought along": '<link rel="attachment" href="data:text/plain,inside"><a rel="attachment" '
        'href="data:text/plain,inside">x</a>',
        "other protocols": '<img src="ftp://127.0.0.1/x"><img src="gopher://127.0.0.1/x"><img src="jar:file:///etc/passwd!/x">',
        "base address": f'<base href="{address}/"><img src="relative.png"><link rel="stylesheet" href="relative.css">',
        "way out of our own files": '<link rel="stylesheet" href="static:../pyproject.toml">'
        '<link rel="stylesheet" href="static:css/../../manage.py">',
        "inline style": f'<p style="list-style:url({address}/list);content:url({address}/content)">a',
    }


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("attack", attacks("", ""))
def test_a_page_reaches_neither_network_nor_file(attack, canary, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    body = attacks(canary.address, secret.as_uri())[attack]
    pdf = render_pdf(f"<!doctype html><html><body><p>Before</p>{body}<p>After</p></body></html>", storage_dir=tmp_path)
    assert canary.asked == []
    assert CANARY.encode() not in pdf
    reader = pypdf.PdfReader(BytesIO(pdf))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Before" in text
    assert "After" in text
    assert CANARY not in text
    assert dict(reader.attachments) == {}
    assert b"/EmbeddedFile" not in pdf
    assert all(CANARY.encode() not in stream for stream in streams(reader))


def streams(reader: pypdf.PdfReader) -> list[bytes]:
    found = []
    for number in range(1, len(reader.xref_objStm) + sum(len(section) for section in reader.xref.values()) + 1):
        entry = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(entry, pypdf.generic.StreamObject):
            found.append(entry.get_data())
    return found


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_canary_would_notice(canary):
    """Control: WeasyPrint's own fetcher does follow the redirect and does embed the file."""
    page = f'<link rel="attachment" href="{canary.address}/redirect">'
    program = f"import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string={page!r}).write_pdf())"
    pdf = subprocess.run(
        [rendering.sys.executable, "-c", program], capture_output=True, check=True, timeout=60, cwd="/"
    ).stdout
    assert canary.asked == ["/redirect", "/secret"]
    assert [CANARY.encode()] in dict(pypdf.PdfReader(BytesIO(pdf)).attachments).values()


def test_our_own_files_are_those_of_the_static_folder_and_may_be_named(tmp_path, monkeypatch):
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "paper.css").write_text("@page{size:123pt 77pt}")
    (tmp_path / "static" / "css" / "notes.txt").write_text("not a kind we hand out")
    (tmp_path / "static" / "css" / "link.css").symlink_to(tmp_path / "elsewhere.css")
    monkeypatch.setattr(press, "STATIC", tmp_path / "static")
    assert list(press.own_files()) == ["static:css/paper.css"]
    pdf = press.set_pages('<link rel="stylesheet" href="static:css/paper.css">a')
    assert float(pypdf.PdfReader(BytesIO(pdf)).pages[0].mediabox.width) == 123


def png_of_20000_by_20000() -> str:
    """Its header says so; the size alone must end the work."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    side = 20_000
    header = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    lines = zlib.compress(bytes(1 + side * 3))
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return base64.b64encode(picture).decode()


BOMBS = {
    "a table of 100,000 rows": lambda: f"<table>{'<tr><td>客户<td>1<td>2' * 100_000}</table>",
    "a page 1e9 pixels wide, of dots": lambda: f"<style>@page{{size:1e9px}}</style>{'<i>.</i> ' * 90_000}",
    "tables 200 deep": lambda: f"{'<table><tr><td>a' * 200}",
    "a page longer than we take": lambda: "x" * (rendering.MOST_HTML + 1),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_fails_with_a_reason_and_the_next_page_is_served(bomb, tmp_path):
    with pytest.raises(PdfTooHeavy, match=r"more than \d+ seconds or \d+ MB|more than \d+ seconds|at most"):
        render_pdf(BOMBS[bomb](), storage_dir=tmp_path, seconds=2)
    assert render_pdf("<p>next</p>", storage_dir=tmp_path).startswith(b"%PDF-")


def test_a_box_of_a_billion_pixels_is_cut_by_its_page(tmp_path):
    pdf = render_pdf("<div style='height:1000000000px;background:red'></div>", storage_dir=tmp_path)
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1


def test_an_image_beyond_all_measure_fails_with_a_reason(tmp_path):
    with pytest.raises(PdfTooHeavy):
        render_pdf(f'<img src="data:image/png;base64,{png_of_20000_by_20000()}">', storage_dir=tmp_path)


def test_missing_libraries_are_said_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "_ROOT", tmp_path)
    package = tmp_path / "office" / "pdf"
    package.mkdir(parents=True)
    for name in ("press.py", "fonts.py", "__init__.py"):
        (package / name).write_bytes((rendering.Path(rendering.__file__).parent / name).read_bytes())
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")')
    with pytest.raises(PdfUnavailable, match="libpango"):
        render_pdf("<p>a</p>", storage_dir=tmp_path)


def test_a_crash_of_another_kind_is_an_error_too(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "_ROOT", tmp_path)
    (tmp_path / "office").mkdir()
    with pytest.raises(PdfError, match="could not be set"):
        render_pdf("<p>a</p>", storage_dir=tmp_path)


PRESS = """import os, pathlib, signal, sys
seen = pathlib.Path("seen")
seen.write_text(seen.read_text() + "." if seen.exists() else ".")
if len(seen.read_text()) <= {deaths}:
    os.kill(os.getpid(), signal.SIGSEGV)
sys.stdout.write("%PDF-" + sys.stdin.read())
"""


@pytest.mark.parametrize(("deaths", "presses"), [(0, 1), (1, 2), (2, 2)])
def test_a_press_that_dies_at_once_is_followed_by_one_more(deaths, presses, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(rendering, "_ROOT", tmp_path)
    package = tmp_path / "office" / "pdf"
    package.mkdir(parents=True)
    (package / "press.py").write_text(PRESS.format(deaths=deaths))
    if deaths < presses:
        assert render_pdf("<p>客户", storage_dir=tmp_path).decode() == "%PDF-<p>客户"
    else:
        with pytest.raises(PdfTooHeavy):
            render_pdf("<p>客户", storage_dir=tmp_path)
        assert "the press ended with -11: no word" in caplog.text
    assert len((tmp_path / "seen").read_text()) == presses
    assert "客户" not in caplog.text
