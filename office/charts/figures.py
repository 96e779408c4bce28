"""A picture with its words and its table: what `templates/components/charts/figure.html` shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from office.charts.shapes import Picture


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column. Figures stand right; `words` stand left."""

    head: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text, its name first. `url` leads to what the row is about: the way there by keyboard."""

    cells: tuple[str, ...]
    url: str = ""

    @property
    def name(self) -> str:
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a picture, in the reader's own writing of numbers."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"The row {row.name} has {len(row.cells)} cells for {len(self.columns)} columns.")

    def lines(self) -> Iterator[tuple[Row, Sequence[tuple[str, Column]]]]:
        """Each row with its cells after the first, beside their columns."""
        for row in self.rows:
            yield row, tuple(zip(row.cells[1:], self.columns[1:], strict=True))


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`label` is the conclusion in one sentence: it is read aloud instead of the picture.

    `picture` is None when there is nothing to draw; then `reason` says what is missing. `narrow` is the same picture for a
    phone, made with a smaller width. `level` is the level of the heading.
    """

    title: str
    label: str
    picture: Picture | None
    table: Table | None = None
    narrow: Picture | None = None
    note: str = ""
    reason: str = ""
    csv_url: str = ""
    table_url: str = ""
    """Where the rows are asked for when somebody opens them: a large table would weigh more than the page."""
    level: int = 2
