"""Two sends at the same instant, in two real threads, each with its own connection."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from customers.models import Contact, Customer
from office.models import User
from relationships.models import Interaction, InteractionContact
from relationships.services import logging
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def send_twice_at_once(customer: Customer, contact: Contact, by: User, key: str) -> list[Any]:
    start = threading.Barrier(2)
    answers: list[Any] = []

    def send() -> None:
        try:
            start.wait(timeout=10)
            answers.append(
                logging.log(
                    customer=customer,
                    contacts=[contact.pk],
                    by=User.objects.get(pk=by.pk),
                    kind="call",
                    line="两次",
                    at=timezone.now(),
                    idempotency_key=key,
                )
            )
        except BaseException as error:  # the test must see whatever went wrong in the thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.fixture
def story() -> tuple[Customer, Contact, User]:
    cast = make_cast()
    customer = make_customer(cast["mei"])
    return customer, make_contact(customer), cast["mei"]


@pytest.mark.parametrize("_round", range(5))
def test_two_sends_of_one_form_make_one_contact(story: tuple[Customer, Contact, User], _round: int) -> None:
    customer, contact, mei = story
    answers = send_twice_at_once(customer, contact, mei, key="one-form")
    assert Interaction.objects.count() == 1, answers
    assert InteractionContact.objects.count() == 1
    assert sorted(answer.created for answer in answers) == [False, True]
    assert len({answer.interaction.pk for answer in answers}) == 1


def test_control_without_the_key_the_same_two_sends_make_two(story: tuple[Customer, Contact, User]) -> None:
    customer, contact, mei = story
    answers = send_twice_at_once(customer, contact, mei, key="")
    assert Interaction.objects.count() == 2, answers


def test_the_constraint_itself_decides_when_the_first_look_finds_nothing(
    story: tuple[Customer, Contact, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blind both sends to the other's row, as when both look before either has written: the database still keeps one."""
    customer, contact, mei = story
    looked = threading.local()
    sent_before = logging._sent_before

    def blind_at_first(by: User, key: str) -> Interaction | None:
        if getattr(looked, "once", False):
            return sent_before(by, key)
        looked.once = True
        return None

    monkeypatch.setattr(logging, "_sent_before", blind_at_first)
    answers = send_twice_at_once(customer, contact, mei, key="one-form")
    assert Interaction.objects.count() == 1, answers
    assert sorted(answer.created for answer in answers) == [False, True]
