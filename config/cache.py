"""The cache of one machine, shared by its processes. Counting in it is exact: a lock guards looking before writing."""

import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class LockedFileCache(FileBasedCache):
    """Django's file cache may lose a count when two processes add at once, and its `incr` prolongs the entry's life."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; the entry ends when it would have ended anyway. ValueError when there is none."""
        with self._alone():
            value = self.get(key, version=version)
            if value is None:
                raise ValueError(f"Key {key!r} not found")
            self.set(key, value + delta, timeout=self._left(key, version), version=version)
            return int(value + delta)

    def _left(self, key: Any, version: int | None) -> float | None:
        """Seconds until the entry ends, as the parent class wrote it at the head of the file."""
        with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]
            end: float | None = pickle.load(file)  # noqa: S301 - our own file
        return None if end is None else max(end - time.time(), 0.001)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "counting.lock").open("w") as file:  # type: ignore[attr-defined]
            locks.lock(file, locks.LOCK_EX)
            yield  # closing the file gives the lock back
