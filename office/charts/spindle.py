"""The shape of a portfolio: stages from top to bottom as centred bars, so that a spindle or a pyramid is seen as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Scale
from office.charts.shapes import Box, Number, Picture, Rule, Words, Write, fitted, near, width_of

ROW, BAR, GAP = 36.0, 30.0, 16.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `outside` marks a stage that does not count in the shape (prospects, lost): it is drawn as an outline."""

    name: str
    count: Number
    note: str = ""
    outside: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Spindle(Picture):
    kind: ClassVar[str] = "spindle"
    axis: Rule
    bars: tuple[Box, ...]
    labels: tuple[Words, ...]


def spindle(stages: Sequence[Stage], *, write: Write, width: float = 560) -> Spindle:
    """A bar per stage, as wide as its count; name on the left, count and note on the right."""
    texts = [" · ".join(filter(None, (write(stage.count), stage.note))) for stage in stages]
    left = min(max((width_of(stage.name) for stage in stages), default=0), width * 0.3) + GAP
    right = width - min(max(map(width_of, texts), default=0), width * 0.36) - GAP
    most = max((float(stage.count) for stage in stages), default=0)
    middle, scale = near((left + right) / 2), Scale(0, most or 1, 0, right - left)
    bars, labels = [], []
    for place, (stage, text) in enumerate(zip(stages, texts, strict=True)):
        y = place * ROW + (ROW - BAR) / 2
        wide = max(scale.at(stage.count), 1) if stage.count else 0
        if wide:
            bars.append(
                Box(
                    near(middle - wide / 2),
                    y,
                    near(wide),
                    BAR,
                    "canvas" if stage.outside else "series-1",
                    "edge" if stage.outside else "",
                    f"{stage.name} {text}",
                    stage.url,
                    dashed=stage.outside,
                )
            )
        base = place * ROW + ROW / 2 + 4
        labels.append(Words(0, base, fitted(stage.name, left - 8), tone="ink-3" if stage.outside else "ink"))
        labels.append(Words(near(right + GAP), base, fitted(text, width - right - GAP), tone="ink-2"))
    height = ROW * len(stages)
    return Spindle(
        width=width,
        height=height,
        axis=Rule(middle, 0, middle, height, "line-2"),
        bars=tuple(bars),
        labels=tuple(labels),
    )
