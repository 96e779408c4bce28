"""A second process beside this one, which counts every other batch of a long computation on another core.

A process of its own and no fork: whoever computes may hold threads and connections, and a worker's own processes may
have no children. Batches and answers go through a pair of sockets; where it dies, this process counts what is left.
"""

import gc
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import connection

B = TypeVar("B")
R = TypeVar("R")
PROGRAM = "import sys, django; django.setup(); from office.second_process import serve; serve(int(sys.argv[1]))"
PATIENCE = 5

logger = logging.getLogger("zhike.jobs")


def is_of_use() -> bool:
    """Where there is another core and the database is a server that reads for two at once. A second connection would
    not see what the caller has written and not committed."""
    return connection.vendor == "postgresql" and not connection.in_atomic_block and (os.cpu_count() or 1) > 1


class SecondProcess:
    """Begun and ended with the block it is used in."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and our own words
                [sys.executable, "-c", PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
            )
        self._pipe.send(connection.settings_dict["NAME"])
        self._has_begun = self._is_lost = False
        self._knows: object = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._pipe.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def each(self, count: Callable[[B], R], batches: Iterable[B]) -> Iterator[R]:
        """What `count` gives of each batch, in their order: of one here and meanwhile of the next there. `count` is
        found there by its name, so it is a function of a module, with arguments bound perhaps."""
        left = iter(batches)
        for mine in left:
            theirs = list(islice(left, int(self._is_ready())))
            for batch in theirs:
                self._ask(count, batch)
            yield count(mine)
            for batch in theirs:
                yield self._answer(count, batch)

    def _is_ready(self) -> bool:
        """It takes seconds to begin; until then this process goes on alone."""
        if not self._has_begun and not self._is_lost and self._pipe.poll():
            self._has_begun = self._heard() is not None
        return self._has_begun and not self._is_lost

    def _ask(self, count: Callable[[B], R], batch: B) -> None:
        try:
            self._pipe.send((None if self._knows is count else count, batch))
        except OSError as error:
            self._lose(error)
        self._knows = count

    def _answer(self, count: Callable[[B], R], batch: B) -> R:
        heard = None if self._is_lost else self._heard()
        return count(batch) if heard is None else heard[0]

    def _heard(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            self._lose(error)
            return None

    def _lose(self, error: Exception) -> None:
        self._is_lost = True
        logger.warning("The second process of a computation has ended (%r); this one counts alone", error)


def serve(place: int) -> None:
    """The second process itself: it answers at this socket until the first has no more to ask, or is no more."""
    gc.disable()  # as in the first: what is made here never points in circles
    with Connection(place) as pipe:
        try:
            connection.settings_dict["NAME"] = pipe.recv()
            pipe.send("ready")
            count: Callable[[Any], Any] | None = None
            while True:
                told, batch = pipe.recv()
                count = told or count
                assert count is not None  # noqa: S101  the first message brings it
                pipe.send((count(batch),))
        except (EOFError, ConnectionError):
            connection.close()
