"""Shares as lying bars, each with the line it should not cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Scale
from office.charts.shapes import Box, Number, Picture, Rule, Words, Write, fitted, near, width_of

ROW, BAR, GAP = 31.0, 11.0, 14.0
TONES = {"bad": "danger", "warn": "warn", "good": "good"}


@dataclass(frozen=True, slots=True)
class Share:
    """One bar. `state` (bad, warn, good) colours it; `state_text` says the same in words. None is unknown: `reason` stands."""

    name: str
    value: Number | None
    limit: Number | None = None
    state: str = ""
    state_text: str = ""
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ShareBars(Picture):
    kind: ClassVar[str] = "share_bars"
    rules: tuple[Rule, ...]
    rails: tuple[Box, ...]
    bars: tuple[Box, ...]
    limits: tuple[Rule, ...]
    labels: tuple[Words, ...]


def share_bars(rows: Sequence[Share], *, write: Write, width: float = 640, whole: Number | None = None) -> ShareBars:
    """A row per share: name, figure, bar with its limit as an ink tick, the state in words.

    The rail is `whole` long, by default as long as the largest value or limit.
    """
    known = [float(value) for row in rows for value in (row.value, row.limit) if value is not None]
    most = float(whole) if whole is not None else max(known, default=0) * 1.04
    names = min(max((width_of(row.name) for row in rows), default=0), width * 0.34)
    figures = max((width_of(write(row.value)) for row in rows if row.value is not None), default=0)
    states = min(max((width_of(row.state_text) for row in rows), default=0), width * 0.3)
    value_end = near(names + GAP + figures)
    scale = Scale(0, most or 1, near(value_end + GAP), near(width - (states + GAP if states else 4)))
    rules, rails, bars, limits, labels = [], [], [], [], []
    for place, row in enumerate(rows):
        y = place * ROW
        base, tone = y + ROW / 2 + 4, TONES.get(row.state, "ink-2")
        rules.append(Rule(0, y + ROW, width, y + ROW))
        labels.append(Words(0, base, fitted(row.name, names), tone="ink"))
        if row.value is None:
            labels.append(Words(scale.start, base, fitted(row.reason, width - scale.start), tone="ink-3"))
            continue
        title = f"{row.name} {write(row.value)}"
        top = y + (ROW - BAR) / 2
        rails.append(Box(scale.start, top, near(scale.end - scale.start), BAR, "sunken"))
        end = min(max(scale.at(row.value), scale.start), scale.end)
        bars.append(Box(scale.start, top, near(max(end - scale.start, 1)), BAR, tone, title=title, url=row.url))
        labels.append(
            Words(value_end, base, write(row.value), "end", tone if row.state == "bad" else "ink", strong=True)
        )
        if row.limit is not None:
            x = scale.at(row.limit)
            limits.append(Rule(x, top - 4, x, top + BAR + 4, "ink", 2))
        if row.state_text:
            labels.append(Words(near(scale.end + GAP), base, fitted(row.state_text, states), tone=tone))
    return ShareBars(
        width=width,
        height=ROW * len(rows) + 1,
        rules=tuple(rules),
        rails=tuple(rails),
        bars=tuple(bars),
        limits=tuple(limits),
        labels=tuple(labels),
    )
