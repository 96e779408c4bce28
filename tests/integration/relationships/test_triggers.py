"""Each trigger: at the customer where it holds and nowhere else, once, not again while open, again after its rest."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import (
    CompanyStanding,
    Contact,
    Customer,
    CustomerStanding,
    DecisionRole,
    OwnerAssignment,
    SatisfactionScore,
)
from customers.selectors import flags
from customers.services import owning
from office.calendar import week_key
from office.models import CalendarDay, User
from relationships.models import DecisionPart, NextAction, Playbook, PlaybookRun, RelationshipStanding
from relationships.services import deciding, next_actions, playbooks
from relationships.triggering import registry, rows
from relationships.triggering.seeing import hits, preview
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading
from tests.factories.relationships import make_interaction
from tests.factories.voice import COMPLAINT, make_voice
from voice.models import VoiceItem
from voice.services import duty

Cast = dict[str, User]
MORNING = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


def warmth(**fields: Any) -> Callable[[Customer, Cast], None]:
    def hold(customer: Customer, _cast: Cast) -> None:
        values = {"kind": "today", "as_of": TODAY, "tier": "S", "computed_at": timezone.now()} | fields
        RelationshipStanding.objects.create(customer=customer, current_for=customer, **values)

    return hold


def worth(**fields: Any) -> Callable[[Customer, Cast], None]:
    def hold(customer: Customer, _cast: Cast) -> None:
        values = {"as_of": TODAY, "month": date(2026, 10, 31), "computed_at": timezone.now()} | fields
        CustomerStanding.objects.create(customer=customer, current_for=customer, **values)

    return hold


def costly(customer: Customer, cast: Cast) -> None:
    CompanyStanding.objects.create(
        as_of=TODAY,
        month=date(2026, 10, 31),
        customers=2,
        basis={"cost_to_serve_ratio": "0.1"},
        computed_at=timezone.now(),
    )
    worth(net_t12=Decimal(1000), cost_to_serve=Decimal(200))(customer, cast)
    worth(net_t12=Decimal(1000), cost_to_serve=Decimal(199))(make_customer(cast["mei"]), cast)


def scored(score: int) -> Callable[[Customer, Cast], None]:
    def hold(customer: Customer, _cast: Cast) -> None:
        SatisfactionScore.objects.create(
            customer=customer, on=TODAY - timedelta(days=2), kind="nps", score=score, key=f"nps {customer.pk}"
        )

    return hold


def renewing(days: int) -> Callable[[Customer, Cast], None]:
    def hold(customer: Customer, _cast: Cast) -> None:
        Customer.objects.filter(pk=customer.pk).update(renewal_on=TODAY + timedelta(days=days))

    return hold


def leaves(customer: Customer, _cast: Cast) -> None:
    contact = make_contact(customer, key_person=True)
    Contact.objects.filter(pk=contact.pk).update(left_on=TODAY - timedelta(days=1))


def owner_leaves(_customer: Customer, cast: Cast) -> None:
    User.objects.filter(pk=cast["mei"].pk).update(is_active=False)


def goes_off(customer: Customer, cast: Cast) -> None:
    make_reading(make_goal(customer, ops=cast["ops"]), "61", by=cast["mei"])


def goes_stale(customer: Customer, cast: Cast) -> None:
    goal = make_goal(customer, ops=cast["ops"])
    make_reading(goal, "74", by=cast["mei"], on=TODAY - timedelta(days=80))


def misses(customer: Customer, cast: Cast) -> None:
    goal = make_goal(customer, ops=cast["ops"], due=TODAY - timedelta(days=3))
    make_reading(goal, "70", by=cast["mei"], on=TODAY - timedelta(days=4))


def breaches(customer: Customer, cast: Cast) -> None:
    voice = make_voice(customer, by=cast["mei"], judgement=COMPLAINT)
    VoiceItem.objects.filter(pk=voice.pk).update(clock="answer", clock_due_at=MORNING - timedelta(hours=1))
    mild = make_voice(make_customer(cast["otto"]), by=cast["otto"])
    VoiceItem.objects.filter(pk=mild.pk).update(severity=3, clock="answer", clock_due_at=MORNING - timedelta(hours=1))


def agrees_first(customer: Customer, cast: Cast) -> None:
    worth(first_order_on=TODAY - timedelta(days=12))(customer, cast)
    worth(first_order_on=TODAY - timedelta(days=91))(make_customer(cast["otto"]), cast)


HOLDS: dict[str, Callable[[Customer, Cast], None]] = {
    "cooling": warmth(delta28=-18, temperature=54),
    "transaction_only": warmth(transaction_only=True, quiet_days=70),
    "narrow_access": warmth(access="danger"),
    "single_point": warmth(spof_theirs=True),
    "contact_quiet": warmth(overdue=True, quiet_days=70),
    "silent_defector": worth(alarm="confirmed"),
    "dormant": worth(stage="dormant"),
    "lost": worth(stage="lost"),
    "pays_badly": worth(payment_grade="D", days_late=41.2),
    "costly_to_serve": costly,
    "detractor": scored(6),
    "promoter": scored(9),
    "renewal_180": renewing(170),
    "renewal_90": renewing(60),
    "renewal_30": renewing(20),
    "contact_left": leaves,
    "owner_left": owner_leaves,
    "goal_off_track": goes_off,
    "goal_stale": goes_stale,
    "goal_missed": misses,
    "sla_breach": breaches,
    "new_customer": agrees_first,
}
# Found by another app's warning, or by a module that proves it with its own tests.
ELSEWHERE = {"silent_account"}
ONCE = {
    "promoter",
    "renewal_180",
    "renewal_90",
    "renewal_30",
    "contact_left",
    "owner_left",
    "goal_missed",
    "new_customer",
}
"""They are about one thing that happens once: for it they begin once and never again."""
OF_AN_OBJECT = ONCE | {"goal_off_track", "goal_stale", "sla_breach"}


@pytest.mark.parametrize("code", HOLDS)
def test_a_trigger_begins_once_and_again_only_after_its_rest(cast: Cast, clock: Any, code: str) -> None:
    customer = make_customer(cast["mei"], tier="S")
    HOLDS[code](customer, cast)
    playbooks.switch(Playbook.objects.get(trigger=code), on=True, by=cast["ops"], daily_cap=9)
    assert [playbooks.fire_due(MORNING).began for _turn in range(2)] == [1, 0]
    run = PlaybookRun.objects.get()
    assert (run.customer, bool(run.about)) == (customer, code in OF_AN_OBJECT)
    assert rows.told(code, run.evidence)
    for step in NextAction.objects.filter(run=run):
        next_actions.drop(step, by=cast["fay"], reason="settled otherwise")
    clock.shift(timedelta(days=28))
    assert playbooks.fire_due(timezone.now()).began == 0
    clock.shift(timedelta(days=4))
    assert playbooks.fire_due(timezone.now()).began == (0 if code in ONCE else 1)


def test_a_goal_that_goes_off_track_again_begins_thirty_days_after_the_last_time(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    goal = make_goal(customer, ops=cast["ops"])
    make_reading(goal, "61", by=cast["mei"])
    playbooks.switch(Playbook.objects.get(trigger="goal_off_track"), on=True, by=cast["ops"])
    assert playbooks.fire_due(MORNING).began == 1
    for step in NextAction.objects.exclude(run=None):
        next_actions.finish(step, by=cast["mei"])
    clock.shift(timedelta(days=33))
    make_reading(goal, "62", by=cast["mei"])
    assert playbooks.fire_due(timezone.now()).began == 1
    assert set(PlaybookRun.objects.values_list("about", flat=True)) == {str(goal.pk)}


def test_every_trigger_of_this_table_is_declared_and_asked() -> None:
    declared = {one.code for one in registry.declared()}
    assert set(HOLDS) | ELSEWHERE <= declared
    assert set(HOLDS) >= OF_AN_OBJECT
    assert {one.code for one in registry.declared() if one.once} == ONCE


@pytest.mark.parametrize(
    ("tier", "checkpoints"),
    [("S", [180, 90, 30]), ("A", [180, 90, 30]), ("B", [90, 30]), ("C", [30]), ("", [90, 30])],
    ids=["S", "A", "B", "C", "without a tier"],
)
def test_renewals_are_announced_at_the_checkpoints_of_the_tier(
    cast: Cast, clock: Any, tier: str, checkpoints: list[int]
) -> None:
    for ahead in (170, 60, 20):
        renewing(ahead)(make_customer(cast["mei"], tier=tier), cast)
    assert [days for days in (180, 90, 30) if hits(f"renewal_{days}", TODAY, {})] == checkpoints


@pytest.mark.parametrize(("delta", "falls"), [(-14.94, []), (-14.95, [-15.0]), (-14.96, [-15.0]), (-15.04, [-15.0])])
def test_the_fall_is_judged_as_it_is_printed(cast: Cast, clock: Any, delta: float, falls: list[float]) -> None:
    warmth(delta28=delta, temperature=54)(make_customer(cast["mei"]), cast)
    assert [one.evidence["delta28"] for one in hits("cooling", TODAY, {})] == falls


def test_a_grave_voice_goes_to_the_executive_on_duty_the_same_day(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    breaches(customer, cast)
    duty.set_roster([cast["eve"]], from_week=week_key(TODAY), by=cast["fay"])
    playbooks.switch(Playbook.objects.get(trigger="sla_breach"), on=True, by=cast["ops"])
    playbooks.fire_due(MORNING)
    step = NextAction.objects.get(run__customer=customer)
    assert (step.owner, step.due_on) == (cast["eve"], TODAY)


def test_a_grave_voice_does_not_wait_for_the_morning_nor_for_the_cap(cast: Cast, clock: Any) -> None:
    playbooks.switch(Playbook.objects.get(trigger="sla_breach"), on=True, by=cast["ops"], daily_cap=1)
    noon = MORNING + timedelta(hours=2, minutes=20)
    clock.move_to(noon)
    assert not playbooks.urgent_waits(noon)
    for _ in range(3):
        breaches(make_customer(cast["mei"]), cast)
    renewing(20)(make_customer(cast["mei"]), cast)
    playbooks.switch(Playbook.objects.get(trigger="renewal_30"), on=True, by=cast["ops"])
    assert playbooks.urgent_waits(noon)
    assert playbooks.fire_urgent(noon) == playbooks.Fired(began=3)
    assert not playbooks.urgent_waits(noon)
    assert set(PlaybookRun.objects.values_list("playbook__trigger", "fired_on")) == {("sla_breach", TODAY)}


def test_what_was_past_its_time_before_it_was_switched_on_keeps_to_the_cap(cast: Cast, clock: Any) -> None:
    old = [make_customer(cast["mei"], tier="S") for _ in range(2)]
    new = make_customer(cast["mei"], tier="C")
    for customer in [*old, new]:
        breaches(customer, cast)
    VoiceItem.objects.filter(customer__in=old).update(clock_due_at=MORNING - timedelta(days=3))
    playbooks.switch(Playbook.objects.get(trigger="sla_breach"), on=True, by=cast["ops"], daily_cap=1)
    assert [playbooks.fire_urgent(MORNING).began for _turn in range(2)] == [2, 0]
    begun = set(PlaybookRun.objects.values_list("customer_id", flat=True))
    assert begun == {new.pk, old[0].pk}


@pytest.mark.parametrize("hours", [-2, 9, 48], ids=["before nine", "in the evening", "on Saturday"])
def test_what_is_urgent_keeps_quiet_hours(cast: Cast, clock: Any, hours: int) -> None:
    breaches(make_customer(cast["mei"]), cast)
    playbooks.switch(Playbook.objects.get(trigger="sla_breach"), on=True, by=cast["ops"])
    clock.move_to(MORNING + timedelta(hours=hours))
    assert not playbooks.urgent_waits(timezone.now())
    assert playbooks.fire_urgent(timezone.now()) == playbooks.Fired(quiet=True)


def test_without_a_roster_the_founder_is_told(cast: Cast, clock: Any) -> None:
    breaches(make_customer(cast["mei"]), cast)
    playbooks.switch(Playbook.objects.get(trigger="sla_breach"), on=True, by=cast["ops"])
    playbooks.fire_due(MORNING)
    assert NextAction.objects.exclude(run=None).get().owner == cast["fay"]


def test_who_recommends_us_and_complains_is_not_asked_for_a_referral(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    scored(10)(customer, cast)
    make_voice(customer, by=cast["mei"], judgement=COMPLAINT)
    assert hits("promoter", TODAY, {}) == []


def test_of_two_goals_off_track_the_second_waits_for_the_first(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    goes_off(customer, cast)
    goes_off(customer, cast)
    playbooks.switch(Playbook.objects.get(trigger="goal_off_track"), on=True, by=cast["ops"])
    assert [playbooks.fire_due(MORNING).began for _turn in range(2)] == [1, 0]
    for step in NextAction.objects.exclude(run=None):
        next_actions.finish(step, by=cast["mei"])
    assert playbooks.fire_due(MORNING).began == 1
    assert PlaybookRun.objects.values("about").distinct().count() == 2


def handed(customer: Customer, to: User | None, by: User, ago: int = 0) -> None:
    owning.assign_owner(customer, owner=to, by=by, since=TODAY - timedelta(days=ago))


def owned(cast: Cast, name: str = "mei") -> Customer:
    """A customer that its owner has looked after for some time."""
    customer = make_customer(cast[name])
    OwnerAssignment.objects.filter(customer=customer).update(since=TODAY - timedelta(days=200))
    return customer


@pytest.mark.parametrize(
    ("course", "begins"),
    [
        pytest.param([("otto", 3)], True, id="handed over"),
        pytest.param([("otto", 30)], True, id="thirty days ago"),
        pytest.param([(None, 5), ("otto", 3)], True, id="with some days without an owner between"),
        pytest.param([("otto", 31)], False, id="long ago"),
        pytest.param([("otto", 0), ("mei", 0)], False, id="a slip put right on the same day"),
        pytest.param([], False, id="still the same owner"),
    ],
)
def test_a_handover_is_the_leaving_of_an_owner(cast: Cast, clock: Any, course: Any, begins: bool) -> None:
    customer = owned(cast)
    first = customer.owner_assignments.get()
    for name, ago in course:
        handed(customer, cast[name] if name else None, cast["ops"], ago)
    expected = [(customer.pk, str(first.pk))] if begins else []
    assert [(one.customer_id, one.about) for one in hits("owner_left", TODAY, {})] == expected


def test_a_first_owner_takes_over_from_nobody(cast: Cast, clock: Any) -> None:
    handed(make_customer(), cast["mei"], cast["ops"])
    assert hits("owner_left", TODAY, {}) == []


def test_an_account_closed_and_then_handed_over_is_one_departure(cast: Cast, clock: Any) -> None:
    customer = owned(cast)
    User.objects.filter(pk=cast["mei"].pk).update(is_active=False)
    before = hits("owner_left", TODAY, {})
    handed(customer, cast["otto"], cast["ops"])
    after = hits("owner_left", TODAY, {})
    assert [one.about for one in before] == [one.about for one in after]
    assert rows.told("owner_left", before[0].evidence) != rows.told("owner_left", after[0].evidence)


def test_handing_over_many_customers_keeps_to_the_cap_of_the_day(cast: Cast, clock: Any) -> None:
    for _ in range(4):
        handed(owned(cast), cast["otto"], cast["ops"])
    playbooks.switch(Playbook.objects.get(trigger="owner_left"), on=True, by=cast["ops"], daily_cap=2)
    assert [playbooks.fire_due(MORNING + timedelta(days=turn)).began for turn in (0, 0, 1)] == [2, 0, 2]


def happens(code: str, customer: Customer, cast: Cast, ago: int) -> None:
    """Of what happens once: so many days before today."""
    day = TODAY - timedelta(days=ago)
    if code == "owner_left":
        OwnerAssignment.objects.filter(customer=customer).update(since=TODAY - timedelta(days=200))
        handed(customer, cast["otto"], cast["ops"], ago)
    elif code == "contact_left":
        Contact.objects.filter(pk=make_contact(customer, key_person=True).pk).update(left_on=day)
    elif code == "promoter":
        SatisfactionScore.objects.create(customer=customer, key=f"p{customer.pk}", on=day, kind="nps", score=9)
    else:
        make_goal(customer, ops=cast["ops"], start=TODAY - timedelta(days=200), due=day)


@pytest.mark.parametrize("code", ["owner_left", "contact_left", "promoter", "goal_missed"])
def test_what_the_cap_holds_back_waits_its_turn_however_long_that_takes(cast: Cast, clock: Any, code: str) -> None:
    for ago in (3, 3, 3, 30, 31):
        happens(code, make_customer(cast["mei"]), cast, ago)
    playbook = playbooks.switch(Playbook.objects.get(trigger=code), on=True, by=cast["ops"], daily_cap=1)
    began = []
    for days in (0, 0, 28, 28, 28, 28):
        clock.shift(timedelta(days=days))
        seen = preview(playbook, timezone.localdate(), {})
        assert len(seen.found) == 4 - sum(began)
        began.append(playbooks.fire_due(timezone.now()).began)
    assert began == [1, 0, 1, 1, 1, 0], "four of them, and none that was history when it was switched on"
    assert PlaybookRun.objects.values("customer").distinct().count() == 4


def test_what_a_later_switching_on_finds_past_is_history(cast: Cast, clock: Any) -> None:
    handed(owned(cast), cast["otto"], cast["ops"])
    playbook = Playbook.objects.get(trigger="owner_left")
    playbooks.switch(playbook, on=True, by=cast["ops"])
    playbooks.switch(playbook, on=False, by=cast["ops"])
    clock.shift(timedelta(days=32))
    assert preview(playbook, timezone.localdate(), {}).found == []
    playbooks.switch(playbook, on=True, by=cast["ops"])
    assert playbooks.fire_due(timezone.now()).began == 0


@pytest.mark.parametrize("part", ["champion", "stable", "", "long ago"])
def test_champions_and_stable_ties_are_missed_like_key_people(cast: Cast, clock: Any, part: str) -> None:
    contact = make_contact(make_customer(cast["mei"]))
    if part == "champion":
        DecisionRole.objects.create(contact=contact, role="champion", since=date(2026, 1, 1))
    if part == "stable":
        for ago in (75, 40, 20, 12, 5):
            at = MORNING - timedelta(days=ago)
            make_interaction(contact.customer, contact, kind="exec_visit", by=cast["mei"], at=at)
    left = TODAY - timedelta(days=40 if part == "long ago" else 2)
    Contact.objects.filter(pk=contact.pk).update(left_on=left)
    found = hits("contact_left", TODAY, {})
    assert [one.evidence["part"] for one in found] == ([part] if part in {"champion", "stable"} else [])


@pytest.mark.parametrize(
    ("course", "missed"),
    [
        pytest.param({}, True, id="the decision is open"),
        pytest.param({"role": "technical"}, False, id="another part"),
        pytest.param({"settled_on": TODAY - timedelta(days=1)}, True, id="settled after they left"),
        pytest.param({"settled_on": TODAY - timedelta(days=5)}, False, id="settled before they left"),
        pytest.param({"until": TODAY - timedelta(days=2)}, True, id="played up to the day they left"),
        pytest.param({"until": TODAY - timedelta(days=9)}, False, id="played no more when they left"),
    ],
)
def test_the_champion_of_an_open_decision_is_missed(cast: Cast, clock: Any, course: Any, missed: bool) -> None:
    customer = make_customer(cast["mei"])
    contact, since = make_contact(customer), TODAY - timedelta(days=30)
    decision = deciding.raise_need(customer, what="新产线", raised_on=since, by=cast["mei"])
    role = course.get("role", "champion")
    part = deciding.take_part(decision, contact, role=role, since=since, by=cast["mei"])
    DecisionPart.objects.filter(pk=part.pk).update(until=course.get("until"))
    if settled := course.get("settled_on"):
        deciding.settle(decision, stage="decided", settled_on=settled, outcome="ours", by=cast["mei"])
    Contact.objects.filter(pk=contact.pk).update(left_on=TODAY - timedelta(days=2))
    assert [one.evidence["part"] for one in hits("contact_left", TODAY, {})] == (["champion"] if missed else [])
    told = flags.of_contacts(Customer.objects.all(), TODAY).get(customer.pk, {})
    assert told.get(flags.CHAMPION_LEFT) is (True if missed else None)
    if missed:
        DecisionRole.objects.create(contact=make_contact(customer), role="champion", since=since)
        assert flags.of_contacts(Customer.objects.all(), TODAY)[customer.pk][flags.CHAMPION_LEFT] is False


def test_who_left_leads_to_the_map_of_the_day_before_without_them(cast: Cast, clock: Any, signed_in: Any) -> None:
    customer = make_customer(cast["mei"])
    leaves(customer, cast)
    playbooks.switch(Playbook.objects.get(trigger="contact_left"), on=True, by=cast["ops"])
    playbooks.fire_due(MORNING)
    run = PlaybookRun.objects.select_related("playbook").get()
    ((_label, url),) = rows.more(run)
    assert url == f"/customers/{customer.pk}/map/?on=2026-11-17&who=c{run.about}#leaving"
    answer = signed_in("mei").get(url)
    assert answer.context["leaving"] is not None


def test_a_customer_with_three_goals_needs_no_kick_off(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    agrees_first(customer, cast)
    for _ in range(3):
        make_goal(customer, ops=cast["ops"])
    assert hits("new_customer", TODAY, {}) == []


def test_lost_customers_begin_only_what_is_made_for_them(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"])
    worth(stage="lost", payment_grade="D")(customer, cast)
    Customer.objects.filter(pk=customer.pk).update(status="lost")
    assert [one.customer_id for one in hits("lost", TODAY, {})] == [customer.pk]
    assert hits("pays_badly", TODAY, {}) == []


@pytest.mark.parametrize("code", sorted(HOLDS))
def test_a_finder_costs_the_same_for_two_and_for_many_customers(cast: Cast, clock: Any, code: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            hits(code, TODAY, {})
        return len(captured)

    if code in {"costly_to_serve", "owner_left", "new_customer", "sla_breach"}:
        HOLDS[code](make_customer(cast["mei"]), cast)
        assert asked() <= 8
        return
    for _ in range(2):
        HOLDS[code](make_customer(cast["mei"], tier="S"), cast)
    few = asked()
    for _ in range(5):
        HOLDS[code](make_customer(cast["mei"], tier="S"), cast)
    assert asked() == few


# The calendar of the specification: 1, 4 and 5 May off, Saturday 9 May on.
MAY = {date(2026, 5, 1): False, date(2026, 5, 4): False, date(2026, 5, 5): False, date(2026, 5, 9): True}


@pytest.mark.parametrize(
    ("code", "first"), [("renewal_180", date(2026, 4, 30)), ("renewal_90", date(2026, 8, 3))], ids=["180", "90"]
)
def test_a_renewal_is_announced_on_the_working_day_of_the_specification(
    cast: Cast, clock: Any, code: str, first: date
) -> None:
    Customer.objects.filter(pk=make_customer(cast["mei"], tier="A").pk).update(renewal_on=date(2026, 11, 1))
    assert hits(code, first - timedelta(days=1), MAY) == []
    assert len(hits(code, first, MAY)) == 1


def test_steps_fall_due_on_the_working_day_of_the_specification(cast: Cast, clock: Any) -> None:
    """Three working days after 30 April, over the holiday and its make-up Saturday: 8 May."""
    for day, working in MAY.items():
        CalendarDay.objects.create(date=day, working=working)
    Customer.objects.filter(pk=make_customer(cast["mei"]).pk).update(renewal_on=date(2026, 7, 15))
    playbooks.switch(Playbook.objects.get(trigger="renewal_90"), on=True, by=cast["ops"])
    clock.move_to(datetime(2026, 4, 30, 2, tzinfo=UTC))
    assert playbooks.fire_due(timezone.now()).began == 1
    assert NextAction.objects.filter(owner=cast["mei"]).get().due_on == date(2026, 5, 8)


def test_a_late_step_of_the_founder_is_not_told_downwards(cast: Cast, clock: Any) -> None:
    customer = make_customer(cast["mei"], team=cast["lea"].team)
    renewing(60)(customer, cast)
    playbooks.switch(Playbook.objects.get(trigger="renewal_90"), on=True, by=cast["ops"])
    playbooks.fire_due(MORNING)
    run = PlaybookRun.objects.get()
    PlaybookRun.objects.filter(pk=run.pk).update(evidence=run.evidence | {"signal": "yes"})
    next_actions.finish(run.steps.get(), by=cast["mei"], call="no")
    clock.move_to(MORNING + timedelta(days=11))
    playbooks.fire_due(timezone.now())
    told = dict(NextAction.objects.exclude(run=None).values_list("owner__username", "escalated_to__username"))
    assert told == {cast["mei"].username: None, cast["fay"].username: cast["ops"].username}


def test_who_had_stopped_being_a_champion_is_not_missed_as_one(cast: Cast) -> None:
    customer = make_customer(cast["mei"])
    contact = make_contact(customer, "沈令仪")
    role = DecisionRole.objects.create(contact=contact, role="champion", since=TODAY - timedelta(days=90))
    Contact.objects.filter(pk=contact.pk).update(left_on=TODAY - timedelta(days=3))
    everybody = Customer.objects.all()
    assert flags.of_contacts(everybody, TODAY)[customer.pk][flags.CHAMPION_LEFT] is True
    DecisionRole.objects.filter(pk=role.pk).update(until=TODAY - timedelta(days=30))
    assert flags.CHAMPION_LEFT not in flags.of_contacts(everybody, TODAY).get(customer.pk, {})
