"""Counts are exact across processes: the file cache of one machine and its control."""

import subprocess
import sys

import pytest

COUNT = """
import sys, time
from django.conf import settings
settings.configure(CACHES={{"default": {{"BACKEND": "{backend}", "LOCATION": sys.argv[1]}}}})
from django.core.cache import cache
while time.time() < float(sys.argv[2]):
    pass
for _time in range(60):
    cache.add("n", 0, 60) or None
    cache.incr("n")
"""


def counted(folder, backend):
    import time

    from django.core.cache.backends.filebased import FileBasedCache

    start = str(time.time() + 1.2)
    command = [sys.executable, "-c", COUNT.format(backend=backend), str(folder), start]
    running = [subprocess.Popen(command) for _process in range(3)]
    codes = [process.wait(timeout=60) for process in running]
    return codes, FileBasedCache(str(folder), {}).get("n")


def test_three_processes_lose_no_count(tmp_path):
    assert counted(tmp_path, "config.cache.LockedFileCache") == ([0, 0, 0], 180)


def test_control_without_the_lock_counts_get_lost(tmp_path):
    codes, found = counted(tmp_path, "django.core.cache.backends.filebased.FileBasedCache")
    assert found is None or found < 180 or codes != [0, 0, 0]


def test_a_minute_ends_a_minute_after_its_first_attempt(tmp_path, clock):
    from config.cache import LockedFileCache

    cache = LockedFileCache(str(tmp_path), {})
    cache.add("n", 1, 60)
    clock.shift(40)
    assert cache.incr("n") == 2
    clock.shift(21)
    assert cache.get("n") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("n")
