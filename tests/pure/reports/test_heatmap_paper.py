"""A large heat map on A4: several pictures that fit a page, each circle once and as large as on any other of them."""

from functools import partial

import pytest

from office.charts.bubbles import Bubble, Head, bubble_grid
from reports.portfolio import heatmap_paper


@pytest.mark.parametrize(("industries", "regions", "least"), [(2, 3, 1), (12, 12, 6), (12, 6, 4)])
def test_every_circle_stands_on_one_picture_that_fits_the_page(industries, regions, least):
    rows = [Head(f"i{place}", f"行业{place}", "8.1%") for place in range(industries)]
    columns = [Head(f"r{place}", f"地区{place}", "8.1%") for place in range(regions)]
    bubbles = [
        Bubble(f"{row.key}{column.key}{size}", 0.1 / size, 2, row.key, column.key)
        for row in rows
        for column in columns
        for size in (1, 2, 40)
    ]
    draw = partial(bubble_grid, bubbles, write=lambda share: f"{share:.0%}", width=heatmap_paper.WIDTH)
    filled = {(one.row, one.column) for one in bubbles}
    found = heatmap_paper.pieces(draw, [*rows, Head("empty", "没有客户")], columns, filled)
    assert not any(words.text == "没有客户" for one in found for words in one.labels)
    assert least <= len(found) <= 2 * least
    assert all(one.width <= heatmap_paper.WIDTH + 2 and one.height <= heatmap_paper.HEIGHT for one in found)
    titles = [disc.title for one in found for disc in one.discs]
    assert len(titles) == len(set(titles)) == len(bubbles)
    assert {disc.radius for one in found for disc in one.discs if "1 10%" in disc.title} == {40.0}
