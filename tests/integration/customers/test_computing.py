"""How all customers are judged in little memory: rows wait in a file, facts are read ahead where a server reads them."""

import threading

import pytest
from django.db import connection

from customers.models import CustomerStanding
from customers.selectors import worth
from customers.services import computing, rollups, standings
from customers.services.measuring import VALUES
from customers.services.shelves import Shelf
from tests.factories.customers import make_customer
from tests.integration.customers.test_standings import sell


def kept() -> list[dict]:
    return list(CustomerStanding.objects.today().order_by("customer").values("customer", *VALUES))


@pytest.fixture
def three(cast, clock):
    customers = [make_customer(cast["mei"], name=name) for name in ("甲", "乙", "丙")]
    for place, customer in enumerate(customers):
        sell(customer, "2026-10-01", f"{place + 1}0.00")
    rollups.rebuild()
    return customers


def test_rows_come_off_the_shelf_as_they_were_put_there(three):
    standings.recompute_all()
    rows = list(CustomerStanding.objects.today().order_by("customer"))
    with Shelf() as shelf:
        shelf.put(rows[:2])
        shelf.put(rows[2:])
        first, second = shelf.batches()
        again = [row for batch in shelf.batches() for row in batch]
    assert [len(first), len(second)] == [2, 1]
    assert [[getattr(row, name) for name in VALUES] for row in again] == [
        [getattr(row, name) for name in VALUES] for row in rows
    ]


def test_single_batches_give_what_one_batch_gives(three, monkeypatch):
    standings.recompute_all()
    together = kept()
    monkeypatch.setattr(computing, "BATCH", 1)
    monkeypatch.setattr(computing, "ROWS", 1)
    standings.recompute_all()
    assert kept() == together


def test_nothing_of_a_computation_that_fails_is_written(three, monkeypatch):
    standings.recompute_all()
    before = kept()
    monkeypatch.setattr(computing, "ROWS", 1)
    seen = []

    def fail_at_the_third(own, *rest):
        seen.append(own.id)
        if len(seen) == 3:
            raise ArithmeticError(own.id)
        return judge(own, *rest)

    judge = computing.judge
    monkeypatch.setattr(computing, "judge", fail_at_the_third)
    with pytest.raises(ArithmeticError):
        standings.recompute_all()
    assert kept() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only a database server reads ahead")
@pytest.mark.django_db(transaction=True)
class TestReadingAhead:
    def test_it_gives_the_same_in_the_same_order(self, three, monkeypatch):
        standings.recompute_all()
        together = kept()
        monkeypatch.setattr(computing, "BATCH", 1)
        readers = set()
        facts_of = worth.facts_of

        def noted(ids, day):
            readers.add(threading.current_thread().name)
            return facts_of(ids, day)

        monkeypatch.setattr(worth, "facts_of", noted)
        standings.recompute_all()
        assert kept() == together
        assert readers
        assert threading.current_thread().name not in readers

    def test_an_error_of_the_reader_is_told_and_its_connection_closed(self, three, monkeypatch):
        theirs = []

        def fail(ids, day):
            connection.ensure_connection()
            theirs.append(connection.connection)
            raise LookupError(ids)

        monkeypatch.setattr(worth, "facts_of", fail)
        with pytest.raises(LookupError):
            standings.recompute_all()
        assert [each.closed for each in theirs] == [True]
        assert connection.connection is not theirs[0]
