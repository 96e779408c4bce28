"""Several callers at the same moment, each with its own database connection."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def race(callers: int, act: Callable[[], T]) -> "list[T | Exception]":
    """Let `callers` threads call `act` together; what each returned or raised."""
    start = threading.Barrier(callers)

    def one(_number: int) -> "T | Exception":
        start.wait(timeout=20)
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(callers) as pool:
        return list(pool.map(one, range(callers)))
