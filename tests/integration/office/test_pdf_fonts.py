"""Pixels, not text: a wrong glyph hides from text extraction, because the PDF still names the right character."""

import logging
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from office.pdf.fonts import FOLDER, configure_fonts
from office.pdf.rendering import render_pdf

SIDE = 200
SIMPLIFIED = "客户成功季度报告上海建筑科技有限公司质量交付价格喆堃祎翀彧昉㛃曌龑●■▲◆○█→①％，。《》“”¥€№AgQ38あ"
TRADITIONAL = "客戶成功季度報告臺灣門骨角直過即喆堃龔邨裏着，。「」"


def own_file(family: str, weight: int) -> Path:
    return FOLDER / f"NotoSans{family}-{'Bold' if weight == 700 else 'Regular'}.ttf"


def pages_of_one_character(text: str, family: str, weight: int) -> str:
    letters = "".join(f"<p>{letter}</p>" for letter in text)
    return (
        f"<!doctype html><html lang='zh-{'Hant' if family == 'TC' else 'Hans'}'><style>"
        f"@page{{size:{SIDE}px {SIDE}px;margin:0}} body{{margin:0;font:{weight} 140px/{SIDE}px 'Noto Sans {family}'}}"
        f"p{{margin:0;text-align:center;break-after:page}} p:last-child{{break-after:auto}}</style>{letters}</html>"
    )


def drawn(letter: str, font: Path) -> Image.Image:
    image = Image.new("L", (SIDE * 2, SIDE * 2), 255)
    ImageDraw.Draw(image).text((SIDE // 2, SIDE // 2), letter, font=ImageFont.truetype(font, 140), fill=0)
    return image


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Common ink ÷ ink of either, of two characters moved onto one another; 1 = the same."""
    inks = []
    for image in (one, other):
        ink = image.point(lambda value: 255 if value < 128 else 0)
        inks.append(ink.crop(ink.getbbox()))
    size = tuple(max(ink.size[axis] for ink in inks) for axis in (0, 1))
    first, second = (_on(ink, size) for ink in inks)
    common = sum(ImageChops.multiply(first, second).histogram()[128:])
    either = sum(ImageChops.lighter(first, second).histogram()[128:])
    return common / either


def _on(ink: Image.Image, size: tuple[int, int]) -> Image.Image:
    sheet = Image.new("L", size, 0)
    sheet.paste(ink, (0, 0))
    return sheet


@pytest.fixture
def remarks(caplog):
    logger = logging.getLogger("zhike.pdf")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    ("family", "text"),
    [pytest.param("SC", SIMPLIFIED, id="simplified"), pytest.param("TC", TRADITIONAL, id="traditional")],
)
def test_every_character_on_paper_is_the_character_of_our_font(family, text, weight, tmp_path, remarks):
    document = pypdfium2.PdfDocument(render_pdf(pages_of_one_character(text, family, weight), storage_dir=tmp_path))
    assert len(document) == len(text)
    alike = {
        letter: likeness(page.render(scale=4 / 3).to_pil().convert("L"), drawn(letter, own_file(family, weight)))
        for letter, page in zip(text, document, strict=True)
    }
    assert {letter: value for letter, value in alike.items() if value < 0.85} == {}
    assert "notdef" not in remarks.text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("季", "合", id="another character"),
        pytest.param("已", "己", id="a character that is nearly the same"),
        pytest.param("户", "戶", id="the traditional form"),
    ],
)
def test_the_comparison_would_notice(right, wrong):
    font = own_file("SC", 400)
    assert likeness(drawn(right, font), drawn(right, font)) == 1
    assert likeness(drawn(right, font), drawn(wrong, font)) < 0.85


def test_bold_is_a_weight_of_its_own():
    assert likeness(drawn("客", own_file("SC", 400)), drawn("客", own_file("SC", 700))) < 0.85


def test_a_character_no_font_knows_is_reported(tmp_path, remarks):
    render_pdf("<p>\U0001f9ff</p>", storage_dir=tmp_path)
    assert "notdef" in remarks.text


def test_the_configuration_knows_our_fonts_only_and_survives_a_path_with_blanks(tmp_path):
    place = tmp_path / "a b & c"
    path = configure_fonts(place)
    text = path.read_text(encoding="utf-8")
    assert str(FOLDER) in text
    assert "a b &amp; c" in text
    assert "include" not in text
    before = path.stat().st_mtime_ns
    assert configure_fonts(place) == path
    assert path.stat().st_mtime_ns == before
