"""The grid of the heat map cut into pictures that stay legible on A4: a few regions each, as many industries as fit."""

from collections.abc import Callable, Collection, Iterator, Sequence

from office.charts.bubbles import BubbleGrid, Head

WIDTH, HEIGHT = 640.0, 640.0
"""Within the margins of A4 and below the head of the page, one unit to a pixel: letters keep their nine points."""
REGIONS = 5
Draw = Callable[[Sequence[Head], Sequence[Head]], BubbleGrid]


def pieces(
    draw: Draw, rows: Sequence[Head], columns: Sequence[Head], filled: Collection[tuple[str, str]]
) -> list[BubbleGrid]:
    """Pictures of all cells with something in them (`filled`: row key, column key), and of the rows that these need.

    `draw` has every bubble each time, so that areas compare across pictures.
    """
    parts = -(-len(columns) // REGIONS)
    wide = -(-len(columns) // parts)
    chunks = [columns[start : start + wide] for start in range(0, len(columns), wide)]
    return [picture for chunk in chunks for picture in _upright(draw, _needed(rows, chunk, filled), chunk)]


def _needed(rows: Sequence[Head], columns: Sequence[Head], filled: Collection[tuple[str, str]]) -> list[Head]:
    return [row for row in rows if any((row.key, column.key) in filled for column in columns)]


def _upright(draw: Draw, rows: Sequence[Head], columns: Sequence[Head]) -> Iterator[BubbleGrid]:
    """As many rows a picture as stay within the height; one that is higher alone stands alone."""
    whole = draw(rows, columns)
    if whole.height <= HEIGHT:
        yield whole
        return
    edges = [rule.y1 for rule in whole.rules[: len(rows) + 1]]
    start = 0
    while start < len(rows):
        room = HEIGHT - edges[0] + edges[start]
        end = max(start + 1, sum(edge <= room for edge in edges) - 1)
        yield draw(rows[start:end], columns)
        start = end
