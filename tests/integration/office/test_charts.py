"""Charts on pages and on paper: what is written into the SVG, what the figure adds, and that ink reaches the page."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from office.charts.bubbles import Bubble, Head, bubble_grid
from office.charts.figures import Column, Figure, Row, Table
from office.charts.months import Month, months
from office.charts.palette import LIGHT
from office.charts.shapes import Disc, Rule
from office.formatting.writers import amount_writer, percent_writer
from office.pdf.rendering import render_pdf
from office.templatetags.charts import FONTS, draw
from office.views import gallery_charts

ROOT = Path(__file__).resolve().parents[3]
EVIL = '"><script>alert(1)</script>'


def drawn(figure: Figure, *, paper: bool = False) -> str:
    return render_to_string("components/charts/figure.html", {"figure": figure, "paper": paper})


def every_figure() -> list[Figure]:
    return [*gallery_charts.figures("zh-hans"), gallery_charts.legend(), *gallery_charts.wide_figures()]


@pytest.mark.parametrize("place", range(15))
def test_a_chart_needs_no_style_of_its_own_and_names_its_font(place: int) -> None:
    text = drawn(every_figure()[place])
    assert "style=" not in text
    assert "var(" not in text
    assert "foreignObject" not in text
    assert text.count("<text") == text.count(f'font-family="{FONTS}"')
    for width, height, box in re.findall(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)" width="([\d.]+)"', text):
        assert width == box
        assert float(height) > 0


def test_the_conclusion_is_the_label_and_the_rows_are_a_table() -> None:
    table = Table("by month", (Column("Month", words=True), Column("Revenue")), (Row(("11-2026", "4"), "/rows/"),))
    picture = months([Month("11", 4)], write=amount_writer("en", "CNY"))
    figure = Figure(title="Revenue", label="It fell.", picture=picture, table=table, csv_url="/csv/")
    text = drawn(figure)
    assert 'role="img" aria-label="It fell."' in text
    assert '<caption class="sr">by month</caption>' in text
    assert '<th scope="row"><a class="link" href="/rows/">11-2026</a></th><td class="num">4</td>' in text
    assert 'href="/csv/"' in text
    assert "<details" not in drawn(figure, paper=True)


def test_without_a_picture_the_reason_stands() -> None:
    figure = Figure(title="Revenue", label="", picture=None, reason="6 months of cost are missing")
    assert "6 months of cost are missing" in drawn(figure)
    assert "<svg" not in drawn(figure)


def test_names_and_addresses_cannot_leave_their_place() -> None:
    bubbles = [Bubble(EVIL, 1, 4, "r", "c", url=EVIL, title=EVIL)]
    picture = bubble_grid(bubbles, [Head("r", EVIL)], [Head("c", EVIL, EVIL)], write=percent_writer())
    text = drawn(Figure(title=EVIL, label=EVIL, picture=picture))
    assert "<script" not in text
    assert text.count('href="&quot;&gt;') == 1


def test_neighbours_of_one_look_are_written_together_and_every_place_is_kept() -> None:
    lines = [Rule(1, 2, 3, 4, "edge"), Rule(5, 6, 7.5, 8, "edge"), Rule(0, 0, 1, 1, "accent")]
    assert draw(lines) == (
        f'<path fill="none" class="s-edge" stroke="{LIGHT["edge"]}" stroke-width="1" d="M1 2L3 4M5 6L7.5 8"/>'
        f'<line x1="0" y1="0" x2="1" y2="1" class="s-accent" stroke="{LIGHT["accent"]}" stroke-width="1"/>'
    )
    discs = draw([Disc(1, 2, 4, "ink", title=EVIL), Disc(3, 4, 5, "ink", url=EVIL)])
    assert discs.count(f'fill="{LIGHT["ink"]}"') == 1
    assert re.findall(r'cx="(\d)" cy="(\d)" r="(\d)"', discs) == [("1", "2", "4"), ("3", "4", "5")]
    assert "<script" not in discs


def test_paper_and_screen_have_the_same_colours() -> None:
    sheet = (ROOT / "static/css/zhike.css").read_text(encoding="utf-8")
    light = sheet[: sheet.index('[data-theme="dark"]')]
    tokens = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", light))
    shared = {tone: colour for tone, colour in LIGHT.items() if tone in tokens}
    assert len(shared) > 20
    long = {
        tone: colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        for tone, colour in tokens.items()
    }
    assert {tone: long[tone] for tone in shared} == shared


def test_every_tone_that_changes_in_the_dark_is_recoloured_on_screen() -> None:
    sheet = (ROOT / "static/css/zhike.css").read_text(encoding="utf-8")
    text = "".join(drawn(figure) for figure in every_figure())
    used = set(re.findall(r'class="([fs]-[a-z0-9-]+)(?: ([fs]-[a-z0-9-]+))?"', text))
    names = {name for pair in used for name in pair if name}
    fixed = {"f-on-young", "f-on-old", *(f"f-tenure-{step}" for step in range(1, 6))}
    assert len(names) > 20
    assert {name for name in names - fixed if f".chart .{name} " not in sheet} == set()


@pytest.mark.slow
def test_charts_reach_the_paper(tmp_path: Path) -> None:
    with translation.override("zh-hans"):
        body = "".join(drawn(figure, paper=True) for figure in every_figure())
    page = f'<html lang="zh-hans"><link rel="stylesheet" href="static:css/paper.css"><body>{body}</body></html>'
    document = pypdfium2.PdfDocument(render_pdf(page, storage_dir=tmp_path))
    found: set[tuple[int, ...]] = set()
    for sheet in document:
        image = sheet.render(scale=2).to_pil().convert("RGB")
        found |= {colour for _count, colour in image.getcolors(1 << 24) or []}
    wanted = {"series-1", "series-2", "danger", "good", "ink", "tie-4", "tenure-5", "sunken", "band"}
    assert {tone for tone in wanted if tuple(bytes.fromhex(LIGHT[tone][1:])) not in found} == set()
    assert "鲸鱼曲线" in "".join(sheet.get_textpage().get_text_range() for sheet in document)
