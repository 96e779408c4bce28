from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from customers import paging
from customers.models import Customer
from customers.searching import BY_NAME

DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
NAMES = st.sampled_from(["a", "b", "北", "b ", "Ä"])
ORDERS = [
    paging.Order("name", "sort_key", always=True),
    paging.Order("name", "sort_key", descending=True, always=True),
    paging.Order("renewal", "renewal_on", kind=date),
    paging.Order("renewal", "renewal_on", kind=date, descending=True),
    paging.Order("id", "id", kind=int, always=True, descending=True),
    paging.Order("name", BY_NAME, always=True),
    paging.Order("name", BY_NAME, descending=True, always=True),
]


def fill(rows):
    Customer.objects.all().delete()
    Customer.objects.bulk_create(
        Customer(name=name, sort_key=name, search_text=name, renewal_on=day) for name, day in rows
    )


def walk(order, size, cursor="", step="next"):
    """Every page's ids from the cursor on, and the cursors that led there."""
    pages = []
    while cursor is not None:
        page = paging.page(Customer.objects.all(), order, cursor=cursor, size=size)
        assert not page.cursor_was_bad
        pages.append(page)
        cursor = getattr(page, step)
    return pages


class TestWalking(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows=st.lists(st.tuples(NAMES, DAYS), max_size=14), order=st.sampled_from(ORDERS), size=st.integers(1, 5))
    def test_forward_and_back_meets_every_row_once_in_order(self, rows, order, size):
        fill(rows)
        forward = walk(order, size)
        ids = [row.pk for page in forward for row in page.rows]
        assert sorted(ids) == sorted(Customer.objects.values_list("pk", flat=True))
        assert [page.first for page in forward] == [1 + size * number for number in range(len(forward))]
        values = [row.paging_value for page in forward for row in page.rows]
        known = [value for value in values if value is not None]
        assert values[: len(known)] == known, "rows without a value come last"
        assert known == sorted(known, reverse=order.descending)
        back = walk(order, size, cursor=forward[-1].previous, step="previous")
        returned = [row.pk for page in reversed(back) for row in page.rows]
        assert returned == ids[: len(ids) - len(forward[-1].rows)]
        assert not back or back[-1].first == 1


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_what_is_shown_adds_nothing_to_the_rows_found(order):
    fill([("a", None), ("b", date(2026, 1, 1)), ("c", None)])
    found = Customer.objects.exclude(name="b")
    page = paging.page(found, order, shown=Customer.objects.only("name"))
    assert {row.name for row in page.rows} == {"a", "c"}
    assert all("note" in row.get_deferred_fields() for row in page.rows)


@pytest.mark.django_db
def test_rows_that_come_and_go_shift_nothing():
    fill([(letter, None) for letter in "abcdef"])
    order = ORDERS[0]
    first = paging.page(Customer.objects.all(), order, size=2)
    Customer.objects.filter(name="a").delete()
    Customer.objects.create(name="aa", sort_key="aa", search_text="aa")
    second = paging.page(Customer.objects.all(), order, cursor=first.next, size=2)
    assert [row.name for row in second.rows] == ["c", "d"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!",
        "A" * 5000,
        "bnVsbA",
        "W10",
        "WyJuYW1lIiwxLDIsMywwXQ",
        "eyJhIjoxfQ",
        "\u4e2d",
        "WyJuYW1lIixudWxsLC0xLDAsMF0",
        "W1tbW1tbW1tbW1tbW1tb",
    ],
)
def test_a_cursor_that_cannot_be_read_shows_the_first_page_and_says_so(cursor):
    fill([("a", None), ("b", None)])
    page = paging.page(Customer.objects.all(), ORDERS[0], cursor=cursor, size=1)
    assert page.cursor_was_bad
    assert [row.name for row in page.rows] == ["a"]


@pytest.mark.django_db
def test_a_cursor_of_another_order_is_not_used():
    fill([("a", None), ("b", None)])
    first = paging.page(Customer.objects.all(), ORDERS[0], size=1)
    assert paging.page(Customer.objects.all(), ORDERS[1], cursor=first.next, size=1).cursor_was_bad
