"""Shapes of `office.charts` written as SVG, with the light colours of paper and the class by which a screen recolours them."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import groupby

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from office.charts.palette import LIGHT
from office.charts.shapes import Box, Disc, Path, Picture, Rule, Shape, Words

register = template.Library()

FONTS = "Noto Sans SC, Noto Sans TC, sans-serif"


@register.filter
def template_of(picture: Picture) -> str:
    """The template that draws a picture."""
    return f"components/charts/{picture.kind}.html"


@register.simple_tag
def draw(shapes: Shape | Iterable[Shape]) -> SafeString:
    """One shape, or a layer of them. Texts, titles and addresses are escaped where they are written."""
    layer = (shapes,) if isinstance(shapes, Box | Disc | Rule | Path | Words) else shapes
    runs = (list(run) for _look, run in groupby(layer, key=look))
    return mark_safe("".join(together(run) for run in runs))  # noqa: S308


def look(shape: Shape) -> tuple[type[Shape], str]:
    """What neighbours of a layer have in common where they can be written together."""
    return type(shape), stroked(shape) if isinstance(shape, Rule) else painted(shape) if isinstance(shape, Disc) else ""


def together(run: Sequence[Shape]) -> str:
    """Neighbours of one look: many lines are one path, many discs share their paint. A map has hundreds of either."""
    first = run[0]
    if len(run) > 1 and isinstance(first, Rule):
        ends = "".join(f"M{one.x1:g} {one.y1:g}L{one.x2:g} {one.y2:g}" for one in run if isinstance(one, Rule))
        return f'<path fill="none" {stroked(first)} d="{ends}"/>'
    if len(run) > 1 and isinstance(first, Disc):
        discs = "".join(linked(one, "circle", placed(one)) for one in run if isinstance(one, Disc))
        return f"<g {painted(first)}>{discs}</g>"
    return "".join(written(shape) for shape in run)


@singledispatch
def written(shape: object) -> str:
    raise TypeError(f"{type(shape).__name__} is no shape of a chart.")


@written.register
def _box(shape: Box) -> str:
    place = f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'
    return linked(shape, "rect", f"<rect {place} {painted(shape)}")


@written.register
def _disc(shape: Disc) -> str:
    return linked(shape, "circle", f"{placed(shape)} {painted(shape)}")


def placed(shape: Disc) -> str:
    return f'<circle cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.radius:g}"'


@written.register
def _rule(shape: Rule) -> str:
    ends = f'x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}"'
    return f"<line {ends} {stroked(shape)}/>"


@written.register
def _path(shape: Path) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
    if shape.fill:
        return f'<polygon class="f-{shape.fill}" fill="{LIGHT[shape.fill]}" points="{points}"/>'
    return f'<polyline fill="none" {stroked(shape)} stroke-linejoin="round" stroke-linecap="round" points="{points}"/>'


@written.register
def _words(shape: Words) -> str:
    if not shape.text:
        return ""
    weight = ' font-weight="600"' if shape.strong else ""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    tone = f'class="f-{shape.tone}" fill="{LIGHT[shape.tone]}"'
    font = f'font-family="{FONTS}" font-size="{shape.size:g}"'
    text = f'<text x="{shape.x:g}" y="{shape.y:g}" {tone} {font}{weight}{anchor}>{escape(shape.text)}</text>'
    if not shape.url:
        return text
    # Without a title of their own, words repeat the link of the bar beside them: one stop for the keyboard is enough.
    told = f'aria-label="{escape(shape.title)}"' if shape.title else 'tabindex="-1"'
    return f'<a href="{escape(shape.url)}" {told}>{text}</a>'


def stroked(shape: Rule | Path) -> str:
    """Class, colour and weight of a line."""
    colour = f'class="s-{shape.tone}" stroke="{LIGHT[shape.tone]}"'
    return f'{colour} stroke-width="{shape.weight:g}"{dashes(shape.dashed)}'


def painted(shape: Box | Disc) -> str:
    """Class, fill and edge of what has an inside."""
    names = [name for tone, name in ((shape.fill, f"f-{shape.fill}"), (shape.edge, f"s-{shape.edge}")) if tone]
    edge = f' stroke="{LIGHT[shape.edge]}"' if shape.edge else ""
    fill = LIGHT[shape.fill] if shape.fill else "none"
    return f'class="{" ".join(names)}" fill="{fill}"{edge}{dashes(shape.dashed)}'


def dashes(dashed: bool) -> str:
    return ' stroke-dasharray="4 3"' if dashed else ""


def linked(shape: Box | Disc, name: str, outline: str) -> str:
    """The shape with its title; as a link for the pointer, while the table has the same link for the keyboard."""
    whole = f"{outline}><title>{escape(shape.title)}</title></{name}>" if shape.title else f"{outline}/>"
    return f'<a href="{escape(shape.url)}" tabindex="-1">{whole}</a>' if shape.url else whole
