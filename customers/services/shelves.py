"""Rows that wait between being computed and being written."""

import pickle
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self


class Shelf:
    """Standings with all their parts, put aside in a file without a name until everybody is judged.

    In memory they would be a third of what a full computation needs; written at once, they would keep the database
    locked while the others are judged. The file is ours alone and gone when the shelf is closed.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, rows: bytes) -> None:
        """Rows that are `folded`, by this process or by another of ours."""
        self._file.write(rows)

    def batches(self) -> Iterator[list[Any]]:
        """The rows as they were put there, batch by batch, from the first."""
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301  nobody else can reach the file
            except EOFError:
                return


def folded(rows: Sequence[Any]) -> bytes:
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)
