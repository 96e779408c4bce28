"""First answers in time, as other apps ask for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import extensions
from customers.models import Customer
from customers.selectors.knowledge import ON_TIME_ANSWERS
from office.clock import today
from tests.factories.customers import make_customer
from tests.factories.voice import make_voice
from voice.models import VoiceTransition


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def told(customer):
    [answer] = extensions.feed(ON_TIME_ANSWERS, Customer.objects.filter(pk=customer.pk), today())
    return answer.get(customer.pk)


def voice(customer, *, days_ago, answered_after=None, **fields):
    """A complaint of the highest severity; answered so many hours later, or not yet."""
    said = timezone.now() - timedelta(days=days_ago)
    found = make_voice(customer, by=customer.owner, said_at=said, **fields)
    type(found).objects.filter(pk=found.pk).update(severity=4)
    VoiceTransition.objects.filter(item=found).update(at=said)
    if answered_after is not None:
        VoiceTransition.objects.create(
            item=found, status="answered", at=said + timedelta(hours=answered_after), by=customer.owner
        )
    return found


def test_nobody_who_said_nothing_is_told_of(customer):
    assert told(customer) is None


def test_answers_in_time_count_against_late_and_overdue_ones(customer):
    voice(customer, days_ago=60, answered_after=0.2)
    voice(customer, days_ago=50, answered_after=24 * 30)
    voice(customer, days_ago=40)
    voice(customer, days_ago=400, answered_after=0.2)
    share, of = told(customer)
    assert of == 3
    assert share == pytest.approx(1 / 3)
