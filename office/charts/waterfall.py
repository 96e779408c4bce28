"""From a first sum to a last one, line by line: the profit and loss of a customer, the movements of retained revenue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from office.charts.scales import Scale, reach
from office.charts.shapes import Box, Number, Picture, Rule, Words, Write, fitted, near, width_of

ROW, BAR, OLD_BAR, GAP = 31.0, 11.0, 4.0, 14.0
LEAST_BARS = 120.0
NARROW = 480.0
BOLD = 1.06  # how much wider a strong text is


@dataclass(frozen=True, slots=True)
class Step:
    """One line. A total starts at zero; a change starts where the line before ended.

    None is unknown: it is written as `reason` and moves nothing. `before` is the same line a year ago.
    """

    name: str
    value: Number | None
    total: bool = False
    before: Number | None = None
    note: str = ""
    tone: str = ""
    reason: str = ""
    url: str = ""
    """Where the line is explained: its name, its value and its bar lead there."""


@dataclass(frozen=True, kw_only=True)
class Waterfall(Picture):
    kind: ClassVar[str] = "waterfall"
    rules: tuple[Rule, ...]
    links: tuple[Rule, ...]
    bars: tuple[Box, ...]
    old_bars: tuple[Box, ...]
    axis: Rule
    labels: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of text end, and the bars begin and end."""

    name: float
    value: float
    before: float
    bars: float
    bars_end: float
    notes: bool


def waterfall(
    steps: Sequence[Step], *, write: Write, width: float = 720, now_text: str = "", before_text: str = ""
) -> Waterfall:
    """A row per step: name, value, the value a year ago where one is given, a bar, a note.

    `now_text` and `before_text` head the two columns of figures. A narrow picture leaves out the notes and the year ago: the
    table has them.
    """
    top = ROW if now_text or before_text else 0.0
    columns = _columns(steps, write, width, (now_text, before_text))
    spans, olds = _spans([(s.value, s.total) for s in steps]), _spans([(s.before, s.total) for s in steps])
    ends = [end for span in (*spans, *olds) if span for end in span]
    scale = Scale(*reach(ends), columns.bars, columns.bars_end)
    labels = _heads(columns, now_text, before_text)
    bars, old_bars, links, rules = [], [], [], []
    previous: tuple[float, float] | None = None  # where the last bar ended: its x and its foot
    for place, (step, span, old) in enumerate(zip(steps, spans, olds, strict=True)):
        y = top + place * ROW
        labels += _labels(step, columns, y, write, width)
        rules.append(Rule(0, y + ROW, width, y + ROW, "ink" if place == len(steps) - 1 else "line"))
        if span:
            bar = _bar(
                span,
                scale,
                y + (ROW - BAR) / 2 - (2 if old and columns.before > columns.value else 0),
                BAR,
                _tone(step),
                step.name,
                step.url,
            )
            bars.append(bar)
            if previous and not step.total:
                links.append(Rule(previous[0], previous[1], previous[0], bar.y, "line-2"))
            previous = (scale.at(span[1]), bar.y + BAR)
        if old and columns.before > columns.value:
            old_bars.append(
                _bar(old, scale, y + (ROW + BAR) / 2, OLD_BAR, "line-2", f"{before_text} {step.name}".strip())
            )
    height = top + ROW * len(steps) + 1
    axis = Rule(scale.at(0), top + 4, scale.at(0), height - 5, "line-2")
    return Waterfall(
        width=width,
        height=height,
        rules=tuple(rules),
        links=tuple(links),
        bars=tuple(bars),
        old_bars=tuple(old_bars),
        axis=axis,
        labels=tuple(labels),
    )


def _spans(lines: Sequence[tuple[Number | None, bool]]) -> list[tuple[float, float] | None]:
    """From where to where each line goes; None where it is unknown."""
    found: list[tuple[float, float] | None] = []
    running = 0.0
    for value, total in lines:
        if value is None:
            found.append(None)
            continue
        start = 0.0 if total else running
        running = start + float(value)
        found.append((start, running))
    return found


def _columns(steps: Sequence[Step], write: Write, width: float, texts: tuple[str, str]) -> Columns:
    values = max([width_of(_value(step, write)) for step in steps] + [width_of(texts[0])]) * BOLD
    room = max(width * 0.3, width - values - 2 * GAP - LEAST_BARS) if width < NARROW else width * 0.3
    names = min(max((width_of(step.name) for step in steps), default=0) * BOLD, room)
    olds = [width_of(write(step.before)) for step in steps if step.before is not None]
    value = names + GAP + min(values, width * 0.3)
    before = value + (GAP + max([*olds, width_of(texts[1])]) if olds else 0)
    if width - before - GAP < LEAST_BARS:
        before = value
    note = min(max((width_of(step.note) for step in steps), default=0), width * 0.28)
    room = width - before - GAP - (note + GAP if note else 0)
    notes = bool(note) and room >= LEAST_BARS
    end = width - note - GAP if notes else width - 4
    return Columns(near(names), near(value), near(before), near(before + GAP), near(end), notes)


def _value(step: Step, write: Write) -> str:
    return step.reason if step.value is None else write(step.value)


def _tone(step: Step) -> str:
    if step.tone:
        return step.tone
    if step.total:
        return "danger" if step.value is not None and step.value < 0 else "ink"
    return "series-6"


def _bar(span: tuple[float, float], scale: Scale, y: float, height: float, tone: str, title: str, url: str = "") -> Box:
    """A change of nothing is still a hairline; so is a value too small to see."""
    left, right = sorted(scale.at(end) for end in span)
    return Box(left, near(y), near(max(right - left, 1)), height, tone, title=title, url=url)


def _labels(step: Step, columns: Columns, y: float, write: Write, width: float) -> list[Words]:
    base = y + ROW / 2 + 4
    lost = step.total and step.value is not None and step.value < 0
    tone = "danger" if lost else "ink"
    unknown = step.value is None
    found = [
        Words(0, base, fitted(step.name, columns.name), tone=tone, strong=step.total, url=step.url),
        Words(
            columns.value,
            base,
            fitted(_value(step, write), columns.value - columns.name - 4),
            "end",
            "ink-3" if unknown else tone,
            strong=step.total and not unknown,
            url=step.url,
        ),
    ]
    if step.before is not None and columns.before > columns.value:
        found.append(Words(columns.before, base, write(step.before), "end", "ink-3"))
    if columns.notes and step.note:
        room = width - columns.bars_end - GAP
        found.append(Words(near(columns.bars_end + GAP), base, fitted(step.note, room), tone="ink-3"))
    return found


def _heads(columns: Columns, now_text: str, before_text: str) -> list[Words]:
    found = [Words(columns.value, 19, now_text, "end", "ink-3")] if now_text else []
    if before_text and columns.before > columns.value:
        found.append(Words(columns.before, 19, before_text, "end", "ink-3"))
    return found
