"""Ledgers that others kept, brought in by the import, and every page of the portfolio opened on them."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import classicmodels
import pytest
import time_machine
from django.test import Client

from customers.models import Allocation, CompanyStanding, Contract, Customer, Invoice
from customers.services import standings
from office.models import User
from tests.factories.office import make_cast
from tests.integration.reports.opening import customer_addresses, largest, open_all, portfolio_addresses, tell_all
from tests.whole_data import bring_in, needs

pytestmark = [pytest.mark.whole_data, pytest.mark.django_db]

SPENDING_FILES = ("acquisition/months.csv", "acquisition/channels.csv", "acquisition/regions.csv")
NO_PROFIT_YET = ("csv=pnl",)
"""A file of a profit and loss that is not known yet is no file."""


@pytest.fixture
def on() -> Iterator[Callable[[date], None]]:
    """Noon of the day after the last that a ledger knows."""
    with time_machine.travel(datetime(2000, 1, 1, tzinfo=UTC), tick=False) as clock:
        yield lambda day: clock.move_to(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def opened() -> dict[str, str]:
    """What is wrong on any page, as the founder reads it, after everything was computed."""
    fay = User.objects.get(username="fay")
    client = Client()
    client.force_login(fay)
    standings.freeze_what_is_due()
    standings.recompute_all()
    ids = largest(3) or list(Customer.objects.values_list("pk", flat=True)[:2])
    addresses = [*portfolio_addresses(ids), *customer_addresses(ids)]
    return open_all(client, fay, addresses, missing=NO_PROFIT_YET) | tell_all(ids)


def test_every_page_on_online_retail(on):
    path = needs("online_retail", "online_retail_dev.csv.gz")
    on(date(2011, 12, 10))
    make_cast()
    bring_in("revenue", path)
    assert opened() == {}
    company = CompanyStanding.objects.get(kind="today")
    assert company.customers == 3088
    assert company.figures["retention"]["orders"] == {"status": "insufficient", "from": "2012-11-30"}


def test_every_page_on_classic_models(on, tmp_path):
    classicmodels.main(str(needs("classicmodels")), str(tmp_path))
    on(date(2005, 6, 10))
    make_cast()
    for kind in ("customers", "contacts", "revenue", "costs"):
        bring_in(kind, tmp_path / f"{kind}.csv")
    bring_in("invoices", tmp_path / "invoices.csv", fixed={"term_days": "30"})
    bring_in("payments", tmp_path / "payments.csv")
    assert (Invoice.objects.count(), Allocation.objects.count() > 250) == (320, True)
    assert opened() == {}
    assert CompanyStanding.objects.get(kind="today").figures["retention"]["orders"]["status"] == "ok"


def test_every_page_on_classic_models_in_dollars_without_a_rate(on, tmp_path):
    classicmodels.main(str(needs("classicmodels")), str(tmp_path))
    on(date(2005, 6, 10))
    make_cast()
    bring_in("customers", tmp_path / "customers.csv")
    for kind in ("revenue", "costs", "payments"):
        bring_in(kind, tmp_path / f"{kind}.csv", currency="USD")
    bring_in("invoices", tmp_path / "invoices.csv", currency="USD", fixed={"term_days": "30"})
    assert opened() == {}


def test_every_page_on_raven_stack(on, tmp_path):
    path = needs("ravenstack", "subscriptions_dev.csv")
    on(date(2025, 1, 1))
    make_cast()
    bring_in("customers", accounts_of(path, tmp_path / "customers.csv"))
    bring_in("contracts", path)
    assert Contract.objects.count() == 2351
    assert opened() == {}


def accounts_of(subscriptions: Path, into: Path) -> Path:
    """The accounts of the subscriptions, which came without a file of their own."""
    with subscriptions.open(encoding="utf-8", newline="") as file:
        names = sorted({row["account_id"] for row in csv.DictReader(file)})
    with into.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("customer_id", "name"), *zip(names, names, strict=True)])
    return into
