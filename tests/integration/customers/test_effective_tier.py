"""The tier that counts: by hand, else computed, else the archive's; it rules badge, list, targets and the quiet list."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from customers.listing import open_list
from customers.models import Customer, CustomerStanding, TierOverride
from customers.selectors import worth
from customers.services import judging, standings
from office.models import User
from relationships.models import RelationshipStanding
from relationships.services import standings as relationships
from tests.factories.customers import make_customer

TODAY = date(2026, 11, 19)


@pytest.fixture
def bendu(cast, clock):
    customer = make_customer(cast["mei"], by=cast["ops"], name="北渡精工", tier="C")
    standings.recompute([customer.pk])
    return customer


def month_end(customer, day: str, *, computed: str, score: float | None, effective: str = "") -> None:
    CustomerStanding.objects.create(
        customer=customer,
        kind="month",
        as_of=day,
        month=day[:8] + "01",
        tier_computed=computed,
        tier_effective=effective or computed,
        tier_score=score,
        profit_class="B",
        inputs_digest="",
        formula_version="",
        computed_at=timezone.now(),
    )


def starts_from(customer) -> str:
    return next(iter(worth.facts_of([customer.pk], TODAY, None))).tier


def count_as(customer, tier: str) -> None:
    CustomerStanding.objects.filter(current_for=customer).update(tier_effective=tier, tier_computed=tier, tier_score=80)


def test_hysteresis_starts_from_the_archive_until_a_tier_was_computed(bendu):
    assert starts_from(bendu) == "C"
    month_end(bendu, "2026-08-31", computed="C", score=None)
    assert starts_from(bendu) == "C"
    month_end(bendu, "2026-09-30", computed="A", score=74.0)
    month_end(bendu, "2026-10-31", computed="A", score=None)
    assert starts_from(bendu) == "A"


def test_a_tier_set_by_hand_leaves_no_trace_once_it_is_over(bendu):
    month_end(bendu, "2026-10-31", computed="B", score=60.0, effective="S")
    assert starts_from(bendu) == "B"


def test_a_month_end_after_the_day_or_long_ago_is_none(bendu):
    month_end(bendu, "2026-11-30", computed="S", score=90.0)
    month_end(bendu, "2024-10-31", computed="S", score=90.0)
    assert starts_from(bendu) == "C"


def test_without_a_standing_the_archive_counts(bendu):
    CustomerStanding.objects.all().delete()
    assert Customer.objects.get(pk=bendu.pk).tier_in_force == "C"


def test_the_badge_shows_what_counts_and_says_why(bendu, cast, signed_in):
    User.objects.update(language="en")
    url = f"/customers/{bendu.pk}/"
    page = signed_in("mei").get(url).content.decode()
    assert "too little is known for a score" in page
    count_as(bendu, "A")
    page = signed_in("mei").get(url).content.decode()
    assert 'class="tier tier--A tier--large"' in page
    assert "computed from its score on" in page
    assert "; the archive says C" in page
    reason = "their plant is our reference"
    judging.override_tier(bendu, tier="S", reason=reason, expires_on=date(2027, 3, 1), by=cast["fay"])
    standings.recompute([bendu.pk])
    page = signed_in("mei").get(url).content.decode()
    assert 'class="tier tier--S tier--large"' in page
    assert f"set by hand by {cast['fay']} until " in page
    assert f": {reason}" in page
    judging.take_back_override(TierOverride.objects.get(), by=cast["fay"], why="no longer so")
    standings.recompute([bendu.pk])
    assert "tier--S" not in signed_in("mei").get(url).content.decode()


def test_the_list_shows_filters_and_orders_by_it(bendu, cast, signed_in):
    other = make_customer(cast["mei"], by=cast["ops"], name="溟舟科技", tier="B")
    count_as(bendu, "S")
    page = signed_in("mei").get("/customers/?tier=S").content.decode()
    assert "北渡精工" in page
    assert "tier--S" in page
    assert "溟舟科技" not in page
    assert "北渡精工" not in signed_in("mei").get("/customers/?tier=C").content.decode()
    listing = open_list(QueryDict("sort=tier"), user=cast["mei"], today=TODAY)
    assert [row.pk for row in listing.page().rows] == [bendu.pk, other.pk]


def test_targets_of_the_temperature_follow_it(bendu):
    count_as(bendu, "S")
    relationships.recompute_all()
    assert RelationshipStanding.objects.get(current_for=bendu).tier == "S"
    assert relationships.recompute(bendu).tier == "S"
    count_as(bendu, "B")
    relationships.recompute_all()
    assert RelationshipStanding.objects.get(current_for=bendu).tier == "B"


def test_computing_everybody_keeps_the_archive(bendu):
    count_as(bendu, "S")
    standings.recompute_all()
    bendu.refresh_from_db()
    assert bendu.tier == "C"


@pytest.mark.parametrize("tier", ["S", "A", "C", ""])
def test_the_filter_means_the_tier_in_force(tier, bendu, cast):
    """What the list filters by is what a badge shows: computed, of the archive, of both or of none."""
    make_customer(cast["mei"], name="溟舟科技", tier="C")
    weighed, weighed_alone, nothing, never_counted = (
        make_customer(cast["mei"], name=name, tier=own)
        for name, own in (("岚谷重工", "C"), ("赤岭机床", ""), ("未分级", ""), ("没有算过", ""))
    )
    standings.recompute([weighed.pk, weighed_alone.pk, nothing.pk])
    count_as(weighed, "S")
    count_as(weighed_alone, "A")
    assert not CustomerStanding.objects.filter(current_for=never_counted).exists()
    told = {one.pk for one in Customer.objects.all() if one.tier_in_force == tier}
    assert told
    assert set(Customer.objects.in_tier(tier).values_list("pk", flat=True)) == told
