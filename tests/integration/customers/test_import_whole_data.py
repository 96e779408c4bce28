"""Whole data sets, as continuous integration imports them."""

from decimal import Decimal
from pathlib import Path

import classicmodels
import pytest
from django.db.models import Sum

from customers.models import Contact, CostLine, Customer, ExternalId, MonthlyTotal, Payment, RevenueLine
from customers.selectors.revenue import NET
from customers.services import rollups
from tests.integration.customers.importing import digest
from tests.integration.customers.test_import_resume import kill_at
from tests.whole_data import bring_in, needs

pytestmark = pytest.mark.whole_data


def _is_online_retail() -> None:
    assert RevenueLine.objects.count() == 280_248
    assert RevenueLine.objects.aggregate(net=Sum("net"))["net"] == Decimal("5834796.18")
    assert set(RevenueLine.objects.order_by().values_list("currency").distinct()) == {("CNY",)}
    assert Customer.objects.filter(from_ledger=True).count() == 3_088
    assert ExternalId.objects.count() == 3_088
    assert MonthlyTotal.objects.aggregate(net=NET)["net"] == Decimal("5834796.18")


@pytest.mark.django_db(transaction=True)
def test_online_retail_comes_in_whole_without_a_map_also_through_a_kill() -> None:
    path = needs("online_retail", "online_retail_dev.csv.gz")
    kill_at("after:150", "revenue", path)
    assert 0 < RevenueLine.objects.count() < 280_248
    told = bring_in("revenue", path)
    assert (told["rows"], told["created"], told["rejected"]) == (415_328, 280_248, 135_080)
    with Path(str(told["rejected_file"])).open(encoding="utf-8-sig") as returned:
        assert sum(1 for _ in returned) == 135_081
    _is_online_retail()
    first, months = digest(), rollups.digest()
    again = bring_in("revenue", path)
    assert (again["created"], again["updated"], again["skipped"], again["rejected"]) == (0, 0, 280_248, 135_080)
    assert digest() == first
    assert rollups.rebuild() == months


@pytest.mark.django_db
def test_classic_models_comes_in_with_its_own_figures(tmp_path: Path) -> None:
    classicmodels.main(str(needs("classicmodels")), str(tmp_path))
    for kind, rows in (("customers", 121), ("contacts", 121), ("revenue", 2996), ("costs", 2996), ("payments", 273)):
        told = bring_in(kind, tmp_path / f"{kind}.csv")
        assert (told["created"], told["rejected"]) == (rows, 0)
        again = bring_in(kind, tmp_path / f"{kind}.csv")
        assert again["skipped"] == rows
    assert RevenueLine.objects.aggregate(net=Sum("net"))["net"] == Decimal("9604190.61")
    assert CostLine.objects.aggregate(amount=Sum("amount"))["amount"] == Decimal("5778310.36")
    assert Payment.objects.aggregate(amount=Sum("amount"))["amount"] == Decimal("8853839.23")
    assert Payment.objects.values("customer").distinct().count() == 98
    assert (Customer.objects.count(), Contact.objects.count()) == (121, 121)
    assert not Customer.objects.filter(from_ledger=True).exists()
