"""The cache of one machine, shared by its processes. Counting in it is exact: a lock guards reading before writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class LockedFileCache(FileBasedCache):
    """Django's file cache looks first and writes after in `add` and `incr`, and `incr` prolongs the entry's life."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        with self._alone():
            return self._change(key, delta, version)

    def _change(self, key: Any, delta: int, version: int | None) -> int:
        """As `incr` of a server does it: the entry ends when it would have ended anyway."""
        path = Path(self._key_to_file(key, version))
        try:
            ends = self._end_of(path)
        except FileNotFoundError:
            raise ValueError(f"Key {key!r} not found") from None
        value = self.get(key, version=version)
        if value is None:
            raise ValueError(f"Key {key!r} not found")
        self.set(key, value + delta, timeout=None if ends is None else max(ends - _now(), 0.001), version=version)
        return int(value + delta)

    def _end_of(self, path: Path) -> float | None:
        import pickle

        with path.open("rb") as file:
            end: float | None = pickle.load(file)  # noqa: S301 - our own file, as the parent class reads it
        return end

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()
        with (Path(self._dir) / "counting.lock").open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(file)


def _now() -> float:
    import time

    return time.time()
