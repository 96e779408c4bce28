"""The geometry of a small trend line."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

Number = Decimal | float | int


class Trace(NamedTuple):
    """Points of an SVG polyline, its last point, and the healthy band from the top edge; all in viewBox units."""

    points: str
    last_x: str
    last_y: str
    band_y: str
    band_height: str


def trace(
    values: Sequence[Number | None],
    *,
    width: int = 84,
    height: int = 24,
    low: Number | None = None,
    high: Number | None = None,
) -> Trace | None:
    """The trend line of `values`, oldest first; it starts where the values start. None with fewer than two values.

    `low` and `high` bound the healthy range and are drawn as a band clipped to the picture.
    """
    known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    bounds = [float(edge) for edge in (low, high) if edge is not None]
    bottom = min([value for _, value in known] + bounds)
    reach = max([value for _, value in known] + bounds) - bottom or 1.0
    margin = 2.0

    def x(index: int) -> float:
        return margin + index * (width - 2 * margin) / (len(values) - 1)

    def y(value: float) -> float:
        return height - margin - (value - bottom) * (height - 2 * margin) / reach

    points = [(x(index), y(value)) for index, value in known]
    top = y(float(high)) if high is not None else 0.0
    foot = y(float(low)) if low is not None else float(height)
    return Trace(
        points=" ".join(f"{px:.1f},{py:.1f}" for px, py in points),
        last_x=f"{points[-1][0]:.1f}",
        last_y=f"{points[-1][1]:.1f}",
        band_y=f"{top:.1f}",
        band_height=f"{max(0.0, foot - top):.1f}",
    )
