"""Two clicks at the same instant, in real threads with connections of their own."""

from uuid import uuid4

import pytest

from customers.models import Contact, Customer
from customers.services import editing, people, registering
from office.models import User
from tests.factories.customers import make_customer
from tests.factories.office import make_cast
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)
CALLERS = 4


@pytest.mark.parametrize(
    ("key", "made"), [(uuid4(), 1), pytest.param(None, CALLERS, id="control: without the form's key")]
)
def test_one_form_makes_one_customer(key, made):
    make_cast()
    answers = race(CALLERS, lambda: registering.register("北渡", by=User.objects.get(username="mei"), form_key=key).pk)
    assert len(set(answers)) == Customer.objects.count() == made


@pytest.mark.parametrize(
    ("key", "made"), [(uuid4(), 1), pytest.param(None, CALLERS, id="control: without the form's key")]
)
def test_one_form_makes_one_contact(key, made):
    customer = make_customer(make_cast()["mei"])

    def add():
        mei = User.objects.get(username="mei")
        return people.add_contact(customer, family_name="林", given_name="知夏", by=mei, form_key=key).pk

    answers = race(CALLERS, add)
    assert len(set(answers)) == Contact.objects.count() == made


def test_editors_of_different_fields_all_win():
    customer = make_customer(make_cast()["mei"])
    fields = iter(["address", "note", "english_name", "short_name"])

    def change():
        mei = User.objects.get(username="mei")
        return editing.edit(customer, changes={next(fields): "x"}, version=1, by=mei).version

    assert sorted(race(CALLERS, change)) == [2, 3, 4, 5]
    customer.refresh_from_db()
    assert [customer.address, customer.note, customer.english_name, customer.short_name] == ["x"] * 4
