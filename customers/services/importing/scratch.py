"""The staging table of one import: a private database on disk without a name, gone with the process that opened it.

It computes the ordinal of each repeat and keeps rejected rows in order, so that memory stays flat for any file, on both
engines alike and without a lock on the archive while the file is read.
"""

import json
import marshal  # the quickest there is; what it writes is read by this process alone
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple

from customers.importing.problems import Problem

SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE staged (row INTEGER PRIMARY KEY, one TEXT, other TEXT, fields BLOB);
CREATE TABLE rejected (row INTEGER PRIMARY KEY, problems TEXT);
CREATE TABLE repeats (row INTEGER PRIMARY KEY, ordinal INTEGER);
CREATE TABLE counters (key TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
"""


class Staged(NamedTuple):
    """A checked row on its way into the archive; `ordinal` counts its repeats within the file."""

    row: int
    ordinal: int
    fields: dict[str, Any]


class Window(NamedTuple):
    """Consecutive rows of the file: the good ones, and how many between them were rejected when the file was read."""

    last: int
    rows: list[Staged]
    rejected: int


class Scratch:
    def __init__(self) -> None:
        # Transactions by hand: each batch is one, so that thousands of rows do not become thousands of writes.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(SCHEMA)

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def add(self, rows: Sequence[tuple[int, str, str, dict[str, Any]]], rejected: Mapping[int, list[Problem]]) -> None:
        """Stage one batch: (row, key, second part of the key, fields) and the rows that the file itself rules out."""
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT INTO staged VALUES (?, ?, ?, ?)",
            [(row, one, other, marshal.dumps(fields)) for row, one, other, fields in rows],
        )
        self._base.execute("COMMIT")
        self.reject(rejected)

    def reject(self, rejected: Mapping[int, list[Problem]]) -> None:
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT OR REPLACE INTO rejected VALUES (?, ?)",
            [(row, json.dumps([problem.as_json() for problem in found])) for row, found in rejected.items()],
        )
        self._base.execute("COMMIT")

    def count_repeats(self) -> None:
        """Number the rows of one key; only second and later ones are kept."""
        self._base.execute(
            """
            INSERT INTO repeats SELECT row, ordinal FROM (
                SELECT row, row_number() OVER (PARTITION BY one, other ORDER BY row) AS ordinal FROM staged
            ) WHERE ordinal > 1 ORDER BY row
            """
        )

    def windows(self, size: int, *, after: int = 0, to: int | None = None) -> Iterator[Window]:
        """Rows of the file in order, `size` at a time, rejected ones counted where they stood."""
        last, final = after, self._end() if to is None else to
        while last < final:
            found = self._base.execute(
                """
                SELECT row FROM (SELECT row FROM staged WHERE row > :last UNION ALL SELECT row FROM rejected WHERE row > :last)
                ORDER BY row LIMIT 1 OFFSET :size
                """,
                {"last": last, "size": size - 1},
            ).fetchone()
            end = min(found[0], final) if found else final
            yield Window(end, self._rows(last, end), self._rejected(last, end))
            last = end

    def rejected_as_json(self) -> Iterator[tuple[int, str]]:
        """Rejected rows in order, with their problems as they are stored: most files repeat the same few."""
        yield from self._base.execute("SELECT row, problems FROM rejected ORDER BY row")

    @property
    def rows(self) -> int:
        return int(
            self._base.execute("SELECT (SELECT count(*) FROM staged) + (SELECT count(*) FROM rejected)").fetchone()[0]
        )

    def next_of(self, key: str) -> int:
        """1 for a key seen first, 2 for the second time, and so on."""
        counted = self._base.execute(
            "INSERT INTO counters VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count",
            (key,),
        )
        return int(counted.fetchone()[0])

    def _end(self) -> int:
        ends = self._base.execute("SELECT (SELECT max(row) FROM staged), (SELECT max(row) FROM rejected)").fetchone()
        return max(end or 0 for end in ends)

    def _rows(self, after: int, to: int) -> list[Staged]:
        found = self._base.execute(
            """
            SELECT staged.row, coalesce(ordinal, 1), fields FROM staged LEFT JOIN repeats ON repeats.row = staged.row
            WHERE staged.row > ? AND staged.row <= ? ORDER BY staged.row
            """,
            (after, to),
        )
        return [Staged(row, ordinal, marshal.loads(fields)) for row, ordinal, fields in found]  # noqa: S302 - our own bytes

    def _rejected(self, after: int, to: int) -> int:
        counted = self._base.execute("SELECT count(*) FROM rejected WHERE row > ? AND row <= ?", (after, to))
        return int(counted.fetchone()[0])
