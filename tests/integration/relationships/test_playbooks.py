"""Playbooks: nothing by itself, what was seen is kept, one at a time, by the calendar, upwards when late."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from customers.models import Contact, Customer, DecisionRole, SatisfactionScore
from office.models import CalendarDay, User
from relationships.errors import CallMissingError, NotYoursError
from relationships.models import NextAction, Playbook, PlaybookRun
from relationships.services import next_actions, playbooks
from relationships.triggering import registry, rows
from relationships.triggering.seeing import hits
from tests.factories.customers import make_contact, make_customer
from tests.factories.office import make_cast
from tests.migrated import furnish

Cast = dict[str, User]
# Thursday: working hours in Shanghai.
MORNING = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


def renewing(owner: User, days: int = 60, **fields: Any) -> Customer:
    customer = make_customer(owner, **fields)
    Customer.objects.filter(pk=customer.pk).update(renewal_on=TODAY + timedelta(days=days))
    return customer


def switched_on(trigger: str, by: User, cap: int = 5) -> Playbook:
    return playbooks.switch(Playbook.objects.get(trigger=trigger), on=True, by=by, daily_cap=cap)


def test_every_trigger_has_a_playbook_with_steps_and_a_finder(db: None) -> None:
    codes = {trigger.code for trigger in registry.declared()}
    rows = {each.trigger: each for each in Playbook.objects.prefetch_related("steps")}
    assert set(rows) == codes
    assert all(each.steps.all() and each.title_en and each.title_zh_hant for each in rows.values())
    assert not any(hits(code, TODAY, {}) for code in codes)


def test_nothing_begins_until_it_is_switched_on(cast: Cast, clock: Any) -> None:
    renewing(cast["mei"])
    assert playbooks.fire_due(MORNING).began == 0
    switched_on("renewal_90", cast["ops"])
    assert playbooks.fire_due(MORNING).began == 1


@pytest.mark.parametrize("name", ["mei", "lea", "fin", "eve"])
def test_only_sales_operations_and_the_founder_switch(cast: Cast, name: str) -> None:
    with pytest.raises(NotYoursError):
        switched_on("lost", cast[name])
    assert switched_on("lost", cast["fay"]).switched_on_by == cast["fay"]


def test_steps_fall_due_by_the_calendar_with_those_they_are_meant_for(cast: Cast, clock: Any) -> None:
    CalendarDay.objects.create(date=date(2026, 11, 20), working=False)
    customer = renewing(cast["mei"])
    switched_on("renewal_90", cast["ops"])
    playbooks.fire_due(MORNING)
    run = PlaybookRun.objects.get(customer=customer)
    assert run.evidence["renewal_on"] == "2027-01-18"
    # Three working days on: Friday is off, so from Monday. Nothing is to be compared yet.
    assert [(each.owner, each.due_on) for each in run.steps.all()] == [(cast["mei"], date(2026, 11, 25))]


def test_an_owner_who_left_is_stood_in_for_by_the_lead(cast: Cast, clock: Any) -> None:
    customer = renewing(cast["mei"], days=20, team=cast["lea"].team)
    User.objects.filter(pk=cast["mei"].pk).update(is_active=False)
    switched_on("renewal_30", cast["ops"])
    playbooks.fire_due(MORNING)
    assert NextAction.objects.get(customer=customer).owner == cast["lea"]


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 19, 14, tzinfo=UTC), datetime(2026, 11, 21, 2, tzinfo=UTC)], ids=["night", "Saturday"]
)
def test_quiet_hours_and_days_off(cast: Cast, clock: Any, moment: datetime) -> None:
    renewing(cast["mei"])
    switched_on("renewal_90", cast["ops"])
    assert playbooks.fire_due(moment) == playbooks.Fired(quiet=True)
    assert not PlaybookRun.objects.exists()


def test_the_cap_holds_for_the_day_and_the_highest_tier_goes_first(cast: Cast, clock: Any) -> None:
    there = [renewing(cast["mei"], tier=tier) for tier in ("B", "S", "A")]
    switched_on("renewal_90", cast["ops"], cap=2)
    assert [playbooks.fire_due(MORNING).began for _turn in range(2)] == [2, 0]
    begun = PlaybookRun.objects.order_by("pk").values_list("customer_id", flat=True)
    assert list(begun) == [there[1].pk, there[2].pk]
    assert playbooks.fire_due(MORNING + timedelta(days=1)).began == 1


def test_it_closes_with_its_last_step_and_fires_once_for_one_renewal(cast: Cast, clock: Any) -> None:
    renewing(cast["mei"])
    switched_on("renewal_90", cast["ops"])
    playbooks.fire_due(MORNING)
    run = PlaybookRun.objects.get()
    PlaybookRun.objects.filter(pk=run.pk).update(evidence=run.evidence | {"signal": "yes"})
    next_actions.finish(run.steps.get(), by=cast["mei"], call="no")
    first, last = run.steps.order_by("due_on")
    run.refresh_from_db()
    assert run.closed_at is None
    next_actions.drop(last, by=cast["fay"], reason="agreed already")
    run.refresh_from_db()
    assert run.closed_at is not None
    clock.shift(timedelta(days=4))
    assert playbooks.fire_due(timezone.now()).began == 0
    next_actions.reopen(first, by=cast["mei"])
    run.refresh_from_db()
    assert run.closed_at is None


def test_what_is_about_nothing_rests_thirty_days_after_it_closed(cast: Cast, clock: Any) -> None:
    from customers.models import CustomerStanding
    from customers.services import standings

    customer = make_customer(cast["mei"])
    standings.recompute_all()
    CustomerStanding.objects.filter(customer=customer).update(payment_grade="D", days_late=41.2)
    switched_on("pays_badly", cast["ops"])
    assert playbooks.fire_due(MORNING).began == 1
    run = PlaybookRun.objects.get()
    assert run.evidence == {"days_late": 41}
    for step in run.steps.all():
        next_actions.finish(step, by=cast["fay"])
    clock.shift(timedelta(days=29))
    assert playbooks.fire_due(timezone.now()).began == 0
    clock.shift(timedelta(days=3))
    assert playbooks.fire_due(timezone.now()).began == 1


def test_a_late_step_is_told_upwards_once(cast: Cast, clock: Any) -> None:
    customer = renewing(cast["mei"], days=20, team=cast["lea"].team)
    switched_on("renewal_30", cast["ops"])
    playbooks.fire_due(MORNING)
    assert playbooks.fire_due(MORNING).escalated == 0
    clock.move_to(MORNING + timedelta(days=8))
    assert [playbooks.fire_due(timezone.now()).escalated for _turn in range(2)] == [1, 0]
    assert NextAction.objects.get(customer=customer).escalated_to == cast["lea"]


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_begin_one_playbook(clock: Any) -> None:
    furnish()
    cast = make_cast()
    renewing(cast["mei"])
    switched_on("renewal_90", cast["ops"])
    start, answers = threading.Barrier(2), []

    def fire() -> None:
        try:
            start.wait(timeout=10)
            answers.append(playbooks.fire_due(MORNING).began)
        except BaseException as error:  # the test must see whatever went wrong in the thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=fire) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers, key=str) == [0, 1]
    assert (PlaybookRun.objects.count(), NextAction.objects.count()) == (1, 1)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_trigger_tells_what_it_saw_even_of_evidence_kept_by_an_older_version(db: None, language: str) -> None:
    with override(language):
        for trigger in registry.declared():
            assert isinstance(trigger.tell({}), str)
            assert trigger.link(7, "").startswith("/")


@pytest.mark.parametrize(
    ("code", "evidence", "told"),
    [
        ("cooling", {"delta28": -18.0, "temperature": 54.2}, "温度 28 天内下降 18 分（72 → 54）"),
        ("cooling", {"below_since": "2026-11-08", "temperature": 41}, "自 11月8日 周日那一周起低于级别目标，最近为 41"),
        ("contact_quiet", {"quiet_days": 63}, "63 天没有得到对方回应"),
        ("pays_badly", {"days_late": 41}, "付款评级 D：按金额加权平均晚付 41 天"),
        ("renewal_90", {"renewal_on": "2027-01-18"}, "2027年1月18日 周一到期续约"),
    ],
)
def test_evidence_reads_as_a_sentence(db: None, clock: Any, code: str, evidence: dict[str, Any], told: str) -> None:
    trigger = registry.find(code)
    assert trigger is not None
    with override("zh-hans"):
        assert trigger.tell(evidence) == told


def test_a_trigger_is_declared_once() -> None:
    lost = registry.find("lost")
    assert lost is not None
    registry.declare(lost)
    with pytest.raises(ValueError, match="lost"):
        registry.declare(replace(lost, label="other"))


class TestCallAndSignals:
    """Ninety days before a renewal: signals are kept, the owner makes a call, the founder decides where they differ."""

    @staticmethod
    def begun(cast: Cast, signal: str) -> NextAction:
        renewing(cast["mei"])
        switched_on("renewal_90", cast["ops"])
        playbooks.fire_due(MORNING)
        run = PlaybookRun.objects.get()
        PlaybookRun.objects.filter(pk=run.pk).update(evidence=run.evidence | {"signal": signal})
        return NextAction.objects.get(run=run)

    def test_the_signals_of_the_day_are_kept_as_it_begins(self, cast: Cast, clock: Any) -> None:
        customer = renewing(cast["mei"])
        contact = make_contact(customer)
        DecisionRole.objects.create(contact=contact, role="champion", since=date(2026, 1, 1))
        Contact.objects.filter(pk=contact.pk).update(left_on=date(2026, 3, 1))
        SatisfactionScore.objects.create(customer=customer, on=date(2026, 11, 1), kind="nps", score=3, key="nps 1")
        switched_on("renewal_90", cast["ops"])
        playbooks.fire_due(MORNING)
        evidence = PlaybookRun.objects.get().evidence
        assert (evidence["signal"], evidence["against"]) == ("no", ["detractor", "champion_left"])

    @pytest.mark.parametrize(
        ("signal", "call", "compared"),
        [("yes", "yes", False), ("no", "no", False), ("yes", "no", True), ("no", "yes", True), ("", "no", False)],
    )
    def test_only_a_disagreement_goes_to_the_founder(
        self, cast: Cast, clock: Any, signal: str, call: str, compared: bool
    ) -> None:
        step = self.begun(cast, signal)
        next_actions.finish(step, by=cast["mei"], note="they told us", call=call)
        run = PlaybookRun.objects.get()
        assert run.steps.get(pk=step.pk).call == call
        rest = list(run.steps.exclude(pk=step.pk).values_list("owner", "due_on"))
        assert rest == ([(cast["fay"].pk, date(2026, 11, 26))] if compared else [])
        assert (run.closed_at is None) is compared

    def test_a_call_taken_back_and_made_again_asks_the_founder_once(self, cast: Cast, clock: Any) -> None:
        step = self.begun(cast, "yes")
        next_actions.finish(step, by=cast["mei"], call="no")
        next_actions.reopen(step, by=cast["mei"])
        assert NextAction.objects.get(pk=step.pk).call == "asked"
        next_actions.finish(step, by=cast["mei"], call="no")
        assert NextAction.objects.filter(run=step.run, owner=cast["fay"]).count() == 1

    def test_it_is_not_done_without_a_call(self, cast: Cast, clock: Any) -> None:
        step = self.begun(cast, "yes")
        with pytest.raises(CallMissingError):
            next_actions.finish(step, by=cast["mei"], note="renews, I think")
        assert NextAction.objects.get(pk=step.pk).is_open

    def test_the_owner_is_asked_before_the_signals_are_shown(
        self, cast: Cast, clock: Any, signed_in: Callable[[str], Client]
    ) -> None:
        step = self.begun(cast, "no")
        page, call = step.run.get_absolute_url(), reverse("relationships:action-call", args=[step.pk])
        mei = signed_in("mei")
        assert call in mei.get(reverse("relationships:actions")).content.decode()
        before = mei.get(page).context["weighed"]
        assert (before.waits, before.verdict) == (True, "")
        assert rows.seen(step.run, cast["mei"]).keys() == step.run.evidence.keys() - {"signal", "against", "areas"}
        assert mei.post(call, {"note": "a good year"}).status_code == 200
        assert mei.post(call, {"call": "yes", "note": "a good year"}).status_code == 302
        weighed = mei.get(page).context["weighed"]
        assert (weighed.waits, weighed.differs, weighed.by) == (False, True, cast["mei"])
