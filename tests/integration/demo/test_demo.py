"""The sample company: whole, the same every time, refused where it would hurt, gone without a trace of it."""

from datetime import timedelta

import pytest
from django.apps import apps

from customers.models import Contact, Customer, RevenueLine, ValuePlan
from customers.selectors.knowledge import ease_by_customer
from office.clock import today
from office.models import User
from relationships.courtesy.greetings import Born, next_birthday
from relationships.models import (
    Birthday,
    Confirmation,
    Interaction,
    NextAction,
    Playbook,
    PlaybookRun,
    RelationshipStanding,
)
from relationships.selectors.courtesies import due as greetings_due
from reports.demo.companies import companies
from reports.services import demo
from tests.factories.customers import make_customer
from tests.factories.voice import make_voice
from voice.models import DutySwap, Edition, VoiceItem

OURS = ("customers", "relationships", "voice", "reports", "office")


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for label in OURS
        for model in apps.get_app_config(label).get_models()
    }


def test_it_is_whole_and_removing_it_leaves_the_database_as_it_was(db):
    before = rows()
    demo.seed()
    assert Customer.objects.count() == 60
    assert Contact.objects.count() == 300
    assert Interaction.objects.count() == 3000
    assert VoiceItem.objects.count() == 401  # one of them came back through a confirmation link
    assert VoiceItem.objects.filter(origin_kind="confirmation").count() == 1
    assert Confirmation.objects.filter(agreed=True).exists()
    assert RelationshipStanding.objects.today().filter(goals_stale__gt=0).exists()
    assert Edition.objects.published().count() == 20
    offer = DutySwap.objects.get()
    assert (offer.absentee.username, offer.taken_by.username, offer.is_offered) == ("eve", "fay", True)
    assert Playbook.objects.exclude(switched_on_at=None).count() == 9
    steps = NextAction.objects.exclude(run=None)
    assert steps.filter(done_at=None).overdue(today()).exclude(escalated_on=None).exists()
    assert steps.filter(done_at=None).exclude(due_on__lt=today()).exists()
    assert PlaybookRun.objects.exclude(closed_at=None).exists()
    assert len(set(RevenueLine.objects.dates("booked_on", "month"))) >= 24
    assert Customer.objects.get(short_name="汀兰乳业").status == Customer.Status.LOST
    assert Contact.objects.filter(customer__short_name="岚禾医疗").exclude(left_on=None).count() == 1
    assert "虚构" in Customer.objects.first().tags.get().name
    assert Customer.objects.get(short_name="澜江重工").relationship_now.trend == "cooling"
    keeps_the_farmland_calendar(User.objects.get(username="mei"))
    asked = ease_by_customer(list(Customer.objects.values_list("pk", flat=True)), today())
    assert asked[Customer.objects.get(short_name="澜江重工").pk] == (2, 2)
    assert {easy for easy, _all in asked.values()} == {0, 1, 2}
    demo.remove()
    assert {label: count for label, count in rows().items() if count != before[label]} == {}


def keeps_the_farmland_calendar(owner: User) -> None:
    """Some birthdays are kept by either calendar, and one by the farmland's comes soon."""
    by_farmland = Birthday.objects.filter(lunar=True, noted_by=owner)
    assert (by_farmland.count(), Birthday.objects.filter(lunar=False, noted_by=owner).count()) == (2, 4)
    days = {
        one.person_id: next_birthday(Born(0, one.month, one.day, one.year, True), today())[0] for one in by_farmland
    }
    person, day = min(days.items(), key=lambda one: one[1])
    assert day <= today() + timedelta(
        days=35
    )  # five days ahead, unless a leap month lies there, which birthdays pass over
    assert person in {one.contact.person_id for one in greetings_due(owner, day) if not one.festival}


def test_every_word_differs_and_every_customer_is_named_once():
    names = [company.name_zh for company in companies()]
    assert len(set(names)) == len(names) == 60


def test_it_goes_into_an_empty_database_only(cast):
    with pytest.raises(demo.DemoRefusedError):
        demo.seed()
    assert not Customer.objects.exists()


def test_it_does_not_go_into_production(db, settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(demo.DemoRefusedError):
        demo.seed()


@pytest.mark.whole_data
def test_the_english_one_goes_with_all_that_was_tried_on_it_and_own_customers_stay(db):
    demo.seed(language="en")
    assert User.objects.get(username="fay").language == "en"
    assert {label for plan in ValuePlan.objects.all() for label, _amount in plan.years} == {
        "investment",
        "break-even",
        "return",
        "winding down",
    }
    assert VoiceItem.objects.filter(verbatim__text__contains="four hours").exists()
    ops = User.objects.create_user("own", "a long enough password", roles=("sales_ops",))
    own = make_customer(by=ops, name="自己的客户")
    make_voice(Customer.objects.get(short_name="Lanjiang Heavy"), by=ops)
    kept = make_voice(own, by=ops)
    demo.remove()
    assert list(Customer.objects.all()) == [own]
    assert list(VoiceItem.objects.all()) == [kept]
    assert list(User.objects.people()) == [ops]
