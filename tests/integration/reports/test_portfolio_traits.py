"""What warned of a customer a year ago is kept with that month end, tells on who was lost since, and not to everybody."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from customers import extensions
from customers.models import Customer, CustomerStanding, DecisionRole, RevenueLine, SatisfactionScore
from customers.selectors import flags
from customers.services import people, rollups, standings
from office.models import User
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import close_confirmed, make_answered

START = date(2025, 10, 31)


def buy(customer, day: str) -> None:
    RevenueLine.objects.create(
        customer=customer, document=f"{customer.pk}-{day}", booked_on=day, net="100.00", currency="CNY"
    )


@pytest.fixture
def angry(cast, clock):
    """A year ago it had complained, would not recommend us, its champion had left; it bought for the last time then."""
    now = timezone.now()
    clock.move_to(datetime(2025, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    customer = make_customer(cast["mei"], name="溟舟科技")
    buy(customer, "2024-06-01")
    buy(customer, "2025-11-02")
    make_answered(customer, by=cast["mei"])
    champion = make_contact(customer)
    DecisionRole.objects.create(contact=champion, role="champion", since="2025-01-01")
    people.mark_left(champion, by=cast["mei"], on=date(2025, 9, 1))
    for day, score in (("2025-03-01", 9), ("2025-07-01", 4)):
        SatisfactionScore.objects.create(customer=customer, key=day, on=day, kind="nps", score=score)
    clock.move_to(now)
    rollups.rebuild()
    return customer


def test_every_warning_has_a_name():
    assert set(flags.labels()) >= {
        "late_payment",
        "detractor",
        "champion_left",
        "cooling",
        "below_target",
        "danger_access",
        "spof",
        "no_core_tie",
        "off_track",
        "stale_kpi",
        "competitor_present",
        "silent",
        "open_complaint",
        "business_shrinking",
    }
    assert flags.of_people() == set(flags.labels()) - {"late_payment", "agreement_shortfall", "solvency_warning"}
    assert all(str(label) for source in extensions.flag_sources for label in source.labels.values())


def kept(customer) -> dict[str, bool]:
    return CustomerStanding.objects.get(customer=customer, kind="month", as_of=START).parts["flags"]


def test_a_month_end_keeps_what_warned_that_day_whatever_comes_after(angry, cast):
    call_command("recompute_standings", keep_month="2025-10")
    before = kept(angry)
    assert (
        before.items()
        >= {
            "detractor": True,
            "champion_left": True,
            "silent": False,
            "open_complaint": True,
            "business_shrinking": False,
            "cooling": False,
            "below_target": True,
        }.items()
    )
    assert "late_payment" not in before
    close_confirmed(angry.voices.get(), by=cast["mei"])
    SatisfactionScore.objects.create(customer=angry, key="x", on="2025-10-30", kind="nps", score=10)
    with pytest.raises(CommandError):
        call_command("recompute_standings", keep_month="2025-10")
    assert kept(angry) == before
    live = flags.flags_on(Customer.objects.all(), date(2026, 11, 19))[angry.pk]
    assert "detractor" not in live
    assert live["open_complaint"] is False


@pytest.mark.parametrize("month", ["2026-13", "yesterday", "2026-11"])
def test_a_month_that_is_none_or_not_over_is_refused(angry, month):
    with pytest.raises(CommandError):
        call_command("recompute_standings", keep_month=month)
    assert not CustomerStanding.objects.filter(kind="month").exists()


def test_a_week_keeps_none(angry):
    standings.recompute_all(as_of=date(2025, 11, 2), kind="week")
    assert CustomerStanding.objects.get(kind="week").parts == {}


def test_the_page_names_the_lost_that_were_warned_of_but_tells_finance_nothing_of_their_words(angry, cast, signed_in):
    User.objects.update(language="en")
    buy(make_customer(cast["mei"], name="北渡精工"), "2025-06-01")
    Customer.objects.filter(pk=angry.pk).update(status="lost", lost_on="2026-02-01")
    rollups.rebuild()
    standings.recompute_all()
    assert "the month end a year ago was not kept" in signed_in("fay").get("/portfolio/retention/").content.decode()
    call_command("recompute_standings", keep_month="2025-10")
    page = signed_in("fay").get("/portfolio/retention/").content.decode()
    assert "A complaint stands open" in page
    assert "溟舟科技" in page
    assert "kept for 2 of 2 customers" in page
    file = signed_in("fay").get("/portfolio/retention/traits.csv").getvalue().decode()
    assert "A complaint stands open,1,1,2" in file
    money_only = signed_in("fin")
    assert "A complaint stands open" not in money_only.get("/portfolio/retention/").content.decode()
    assert "A complaint stands open" not in money_only.get("/portfolio/retention/traits.csv").getvalue().decode()
