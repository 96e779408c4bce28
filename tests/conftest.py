"""What every test may ask for: the cast, a stopped clock, counted queries. Sockets are off (see pyproject.toml)."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext

from office.models import User
from tests.factories.office import make_cast
from tests.migrated import django_db_keepdb, django_db_setup, furnish  # noqa: F401
from voice import guards

# Thursday 19 November 2026, 10:00 in Shanghai: the day the pictures of the interface show.
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
LONG = ("tests/system/", "tests/integration/demo/", "tests/integration/reports/test_killed_mondays.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`bin/test` says `-n auto`: a process a core for the whole suite; a part of it does not pay for starting them."""
    option = config.option
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS and option.markexpr in config.getini("addopts")
    part = option.keyword or option.collectonly or option.capture == "no"
    return None if whole and not part else 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few and long tests go first: at the end one process would wait for the other."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: the collector of rubbish need not look through it a thousand times."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """mei, otto (CSMs), lea (mei's lead), fay (founder), eve (executive), fin, ops, ada (admin)."""
    return make_cast()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at `NOW`; move it with `clock.move_to(…)` or `clock.shift(…)`."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="session")
def _emptying_may_pass_the_guards() -> Iterator[None]:
    """Tests with real commits end by emptying the tables, which the guards of customers' words rightly refuse.

    Migrating, which emptying also announces, puts the guards back. What migrations brought in is given back too.
    """
    empty = TransactionTestCase._fixture_teardown

    def lift_then_empty(case: TransactionTestCase) -> None:
        guards.drop(connection)
        empty(case)
        guards.install(connection)
        furnish()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_then_empty)
        yield


@pytest.fixture(autouse=True)
def _no_memory_between_tests() -> Iterator[None]:
    yield
    if configured.CACHE_URL:  # a Redis is shared by the processes of a run: each forgets its own entries
        server = cache._cache.get_client(None, write=True)
        for key in list(server.scan_iter(f"{cache.key_prefix}:*")):
            server.delete(key)
    else:
        cache.clear()


@pytest.fixture
def queries_of(db: None) -> Callable[[Client, str], int]:
    """How many queries a GET costs: assert that it is the same with 2 rows and with many."""

    def count(client: Client, url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200, f"{url} answered {response.status_code}"
        return len(captured)

    return count


@pytest.fixture
def signed_in(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser with one of the cast signed in: `signed_in("mei").get(…)`."""

    def enter(name: str) -> Client:
        client = Client()
        client.force_login(cast[name])
        return client

    return enter
