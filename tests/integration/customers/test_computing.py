"""How all customers are judged in little memory: rows wait in a file, a second process counts along."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import JSONField
from django.utils import timezone

from customers.models import CompanyStanding, CustomerStanding
from customers.selectors import worth
from customers.services import computing, rollups, standings
from customers.services.copying import Copier
from customers.services.measuring import VALUES
from customers.services.shelves import Shelf, folded
from office.second_process import SecondProcess
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
    rows = kept()
    with Shelf() as shelf:
        shelf.put(folded(rows[:2]))
        shelf.put(folded(rows[2:]))
        first, second = shelf.batches()
        again = [row for batch in shelf.batches() for row in batch]
    assert [len(first), len(second)] == [2, 1]
    assert again == rows


def test_a_row_is_copied_as_its_fields_would_write_it(three, clock):
    standings.recompute_all()
    row = CustomerStanding.objects.today().first()
    row.alarm, row.money_at_risk, row.computed_at = CustomerStanding.Alarm.UNSAID, Decimal("12.345"), timezone.now()
    copier = Copier(CustomerStanding)
    values = {name: getattr(row, name) for name in copier.places}
    copied = copier.row(values)
    asked = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in copier.fields]
    for field, ours, its in zip(copier.fields, copied, asked, strict=True):
        if isinstance(field, JSONField):
            ours, its = json.loads(ours), getattr(row, field.attname)
        assert str(ours) == str(its), field.name
    copier.change(copied, {"alarm": "", "money_at_risk": Decimal(3), "severity": "high"})
    assert [copied[copier.places[name]] for name in ("alarm", "money_at_risk", "severity")] == ["", 300, "high"]


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


@pytest.mark.django_db(transaction=True)
def test_two_processes_give_what_one_gives_also_when_the_second_dies_on_the_way(three, monkeypatch):
    standings.recompute_all()
    alone, company = kept(), CompanyStanding.objects.get()
    read_here = []
    facts_of = worth.facts_of

    def noted(ids, *rest):
        read_here.extend(ids)
        return facts_of(ids, *rest)

    class Mortal(SecondProcess):
        """Ready before the first batch, dead after its first answer."""

        def __init__(self):
            super().__init__()
            assert self._pipe.poll(60)

        def _answer(self, count, batch):
            answer = super()._answer(count, batch)
            self._process.kill()
            self._process.wait()
            return answer

    monkeypatch.setattr(worth, "facts_of", noted)
    monkeypatch.setattr(standings, "SecondProcess", Mortal)
    monkeypatch.setattr(standings.second_process, "is_of_use", lambda: True)
    monkeypatch.setattr(standings, "MANY", 3)
    monkeypatch.setattr(computing, "BATCH", 1)
    monkeypatch.setattr(computing, "ROWS", 1)
    standings.recompute_all()
    first, _there, third = sorted(customer.pk for customer in three)
    assert read_here == [first, third]
    assert kept() == alone
    again = CompanyStanding.objects.get()
    assert (again.figures, again.inputs_digest) == (company.figures, company.inputs_digest)
