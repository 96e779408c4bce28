"""Facts of some customers: by their ids, by the ends of a span, by a query."""

import pytest

from customers.models import Customer
from customers.selectors.narrowing import few_or_query, of, read, spanning
from tests.factories.customers import make_customer


@pytest.mark.parametrize(
    ("ids", "asked"),
    [
        pytest.param(list(range(5, 25)), range(5, 25), id="without a gap"),
        pytest.param([*range(5, 24), 29], range(5, 30), id="few lie between"),
        pytest.param([*range(5, 24), 31], [*range(5, 24), 31], id="too many lie between"),
        pytest.param([5, 6, 7], [5, 6, 7], id="few need no span"),
        pytest.param([], [], id="none"),
    ],
)
def test_ids_that_lie_together_are_asked_for_by_their_ends(ids, asked):
    assert spanning(ids) == asked


def test_a_span_holds_what_its_ids_hold(cast):
    first, second, third = (make_customer(cast["mei"], name=name).pk for name in ("甲", "乙", "丙"))
    everybody = Customer.objects.order_by("pk").values_list("pk", flat=True)
    assert (
        list(of(everybody, range(first, third), "pk")) == list(of(everybody, [first, second], "pk")) == [first, second]
    )
    assert list(of(everybody, range(0), "pk")) == []
    assert first in of(everybody, None, "pk")
    assert list(read(of(everybody, [third], "pk"), [third])) == [third]
    assert third in read(everybody, None)


def test_many_customers_stay_a_query(cast, monkeypatch):
    chosen = Customer.objects.filter(pk__in=[make_customer(cast["mei"], name=name).pk for name in ("甲", "乙")])
    assert sorted(few_or_query(chosen)) == sorted(one.pk for one in chosen)
    monkeypatch.setattr("customers.selectors.narrowing.FEW", 1)
    asked = few_or_query(chosen)
    assert not isinstance(asked, list)
    assert set(Customer.objects.filter(pk__in=asked)) == set(chosen)
