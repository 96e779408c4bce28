"""Pages of playbooks: what would begin is what begins, why each began, and how it went; at a constant price."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.models import Customer
from office.access import sees_margins
from office.models import User
from office.selectors import calendar_overrides
from relationships.models import NextAction, Playbook, PlaybookRun, RelationshipStanding
from relationships.selectors.playbooks import Share, measures
from relationships.services import next_actions, playbooks
from relationships.triggering import registry
from relationships.triggering.seeing import preview
from tests.factories.customers import make_customer

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
MORNING = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


def book(trigger: str = "renewal_90") -> Playbook:
    return Playbook.objects.get(trigger=trigger)


def renewing(owner: User, days: int = 60, **fields: Any) -> Customer:
    customer = make_customer(owner, **fields)
    Customer.objects.filter(pk=customer.pk).update(renewal_on=TODAY + timedelta(days=days))
    return customer


def begun(owner: User, trigger: str = "renewal_90", *, ago: int = 3, steps: int = 2, **fields: Any) -> PlaybookRun:
    """A run with steps that are due the day after it began and each day after that."""
    day = TODAY - timedelta(days=ago)
    customer = fields.pop("customer", None) or make_customer(owner)
    run = PlaybookRun.objects.create(
        customer=customer, playbook=book(trigger), fired_on=day, fired_at=MORNING - timedelta(days=ago), **fields
    )
    for number in range(1, steps + 1):
        due_on = day + timedelta(days=number)
        NextAction.objects.create(
            customer=customer,
            text=f"第{number}步",
            owner=owner,
            due_on=due_on,
            planned_on=due_on,
            run=run,
            created_by=owner,
        )
    return run


def address(name: str, pk: int) -> str:
    return reverse(f"relationships:{name}", args=[pk])


class TestBeforeItIsSwitchedOn:
    def test_what_is_shown_is_what_begins(self, cast: Cast, clock: Any) -> None:
        for tier in ("B", "S", "", "A", "B"):
            renewing(cast["mei"], tier=tier)
        Playbook.objects.filter(pk=book().pk).update(daily_cap=2)
        shown = preview(book(), TODAY, calendar_overrides())
        assert (len(shown.now), len(shown.later), shown.days) == (2, 3, 2)
        playbooks.switch(book(), on=True, by=cast["ops"])
        playbooks.fire_due(MORNING)
        assert list(PlaybookRun.objects.order_by("pk").values_list("customer_id", flat=True)) == [
            one.customer_id for one in shown.now
        ]
        # The cap of today is used up: the next days take the rest.
        rest = preview(book(), TODAY, calendar_overrides())
        assert (len(rest.now), [one.customer_id for one in rest.later]) == (0, [one.customer_id for one in shown.later])

    def test_the_page_names_customers_and_what_was_seen(self, cast: Cast, signed_in: SignedIn, clock: Any) -> None:
        customer = renewing(cast["mei"], name="长江重工")
        text = signed_in("ops").get(address("playbook", book().pk)).content.decode()
        assert "长江重工" in text
        assert "2027年1月18日 周一到期续约" in text
        assert reverse("customers:contracts", args=[customer.pk]) in text

    def test_it_is_shown_to_nobody_who_does_not_switch(self, cast: Cast, signed_in: SignedIn, clock: Any) -> None:
        renewing(cast["otto"], name="长江重工")
        for name in ("mei", "lea", "eve"):
            assert "长江重工" not in signed_in(name).get(address("playbook", book().pk)).content.decode()

    def test_one_post_each_switches_on_and_off(self, cast: Cast, signed_in: SignedIn, clock: Any) -> None:
        browser = signed_in("fay")
        browser.post(address("playbook-on", book().pk), {"daily_cap": "3"})
        found = book()
        assert (found.switched_on_by, found.daily_cap) == (cast["fay"], 3)
        browser.post(address("playbook-on", book().pk), {"daily_cap": "0"})
        assert book().daily_cap == 3
        browser.post(address("playbook-off", book().pk))
        assert book().switched_on_at is None

    def test_switching_on_again_keeps_who_did_and_when(self, cast: Cast, clock: Any) -> None:
        first = playbooks.switch(book(), on=True, by=cast["ops"])
        again = playbooks.switch(book(), on=True, by=cast["fay"], daily_cap=9)
        assert (again.switched_on_at, again.switched_on_by) == (first.switched_on_at, cast["ops"])
        assert again.daily_cap == 9


class TestWhy:
    def test_each_step_tells_its_playbook_the_day_and_what_was_seen(
        self, cast: Cast, signed_in: SignedIn, clock: Any
    ) -> None:
        run = begun(cast["mei"], "cooling", evidence={"delta28": -18, "temperature": 54})
        browser = signed_in("mei")
        for url in ("/", run.customer.get_absolute_url(), run.get_absolute_url()):
            text = browser.get(url).content.decode()
            assert "关系转凉" in text
            assert "温度 28 天内下降 18 分（72 → 54）" in text
            assert reverse("relationships:temperature", args=[run.customer_id]) in text

    def test_the_lead_sees_what_was_told_upwards_and_since_when(
        self, cast: Cast, signed_in: SignedIn, clock: Any
    ) -> None:
        run = begun(cast["mei"], customer=make_customer(cast["mei"], team=cast["lea"].team), ago=4)
        playbooks.fire_due(MORNING)
        found = signed_in("lea").get("/")
        assert [one.run_id for one in found.context["escalated"]] == [run.pk, run.pk]
        assert not found.context["others"]
        assert f"11月19日上报{cast['lea']}" in found.content.decode()
        assert "上报" in signed_in("mei").get(run.get_absolute_url()).content.decode()

    def test_a_run_of_a_stranger_does_not_exist(self, cast: Cast, signed_in: SignedIn, clock: Any) -> None:
        assert signed_in("mei").get(begun(cast["otto"]).get_absolute_url()).status_code == 404


class TestMeasures:
    def test_in_time_is_judged_by_the_day_first_set(self, cast: Cast, clock: Any) -> None:
        """Done in time; moved to another day and done then; past its day; dropped in time; dropped too late; not due yet."""
        days = [0, -5, -2, 2, -3, 3]
        run = begun(cast["mei"], ago=10, steps=6)
        steps = list(run.steps.order_by("pk"))
        for step, days_off in zip(steps, days, strict=True):
            day = TODAY + timedelta(days=days_off)
            NextAction.objects.filter(pk=step.pk).update(planned_on=day, due_on=day)
        NextAction.objects.filter(pk=steps[1].pk).update(due_on=TODAY + timedelta(days=5))
        for step in steps[:2]:
            next_actions.finish(step, by=cast["mei"])
        for step in (steps[3], steps[4]):
            next_actions.drop(step, by=cast["mei"], reason="agreed already")
        found = measures(cast["mei"], [book()], TODAY)[book().pk]
        assert found.in_time == Share(1, 4)
        assert found.in_time.small
        assert (found.open, found.begun) == (1, 1)

    def test_only_runs_at_customers_that_one_sees_count(self, cast: Cast, clock: Any) -> None:
        begun(cast["mei"])
        begun(cast["otto"])
        assert measures(cast["mei"], [book()], TODAY)[book().pk].open == 1
        assert measures(cast["fay"], [book()], TODAY)[book().pk].open == 2

    def test_cooling_is_judged_by_the_frozen_week_sixty_days_later(self, cast: Cast, clock: Any) -> None:
        warmer, colder, unknown = (
            begun(cast["mei"], "cooling", ago=80, evidence={"temperature": 40, "delta28": -20}) for _ in range(3)
        )
        for run, values in ((warmer, {59: 10, 62: 55, 69: 99}), (colder, {62: 37}), (unknown, {75: 80})):
            for after, temperature in values.items():
                RelationshipStanding.objects.create(
                    customer=run.customer,
                    kind="week",
                    as_of=run.fired_on + timedelta(days=after),
                    temperature=temperature,
                    computed_at=timezone.now(),
                )
        found = measures(cast["mei"], [book("cooling")], TODAY)[book("cooling").pk]
        assert found.after == Share(1, 2)
        assert found.gained == pytest.approx(6.0)

    def test_a_renewal_is_judged_once_its_day_was_moved_or_has_passed(self, cast: Cast, clock: Any) -> None:
        for about, renewal in (
            ("2026-11-10", date(2027, 11, 10)),
            ("2026-11-10", date(2026, 11, 10)),
            ("2026-12-24", None),
        ):
            run = begun(cast["mei"], about=about)
            Customer.objects.filter(pk=run.customer_id).update(renewal_on=renewal)
        assert measures(cast["mei"], [book()], TODAY)[book().pk].after == Share(1, 2)

    def test_whether_it_still_held_is_kept_when_the_last_step_closes(self, cast: Cast, clock: Any) -> None:
        customer = make_customer(cast["mei"])
        standing = RelationshipStanding.objects.create(
            customer=customer,
            current_for=customer,
            kind="today",
            as_of=TODAY,
            overdue=True,
            quiet_days=70,
            computed_at=timezone.now(),
        )
        run = begun(cast["mei"], "contact_quiet", customer=customer, steps=1)
        next_actions.finish(run.steps.get(), by=cast["mei"])
        run.refresh_from_db()
        assert run.held_at_close is True
        next_actions.reopen(run.steps.get(), by=cast["mei"])
        RelationshipStanding.objects.filter(pk=standing.pk).update(overdue=False)
        next_actions.finish(run.steps.get(), by=cast["mei"])
        run.refresh_from_db()
        assert run.held_at_close is False
        assert measures(cast["mei"], [book("contact_quiet")], TODAY)[book("contact_quiet").pk].after == Share(1, 1)

    def test_what_happens_once_is_judged_by_staying_away_for_ninety_days(self, cast: Cast, clock: Any) -> None:
        stays, returns = make_customer(cast["mei"]), make_customer(cast["mei"])
        begun(cast["mei"], "contact_left", customer=stays, ago=200, closed_at=MORNING - timedelta(days=190))
        begun(cast["mei"], "contact_left", customer=returns, ago=80, closed_at=MORNING - timedelta(days=70))
        begun(cast["mei"], "contact_left", customer=returns, ago=20, closed_at=MORNING - timedelta(days=10))
        assert measures(cast["mei"], [book("contact_left")], TODAY)[book("contact_left").pk].after == Share(1, 2)


class TestPrice:
    @pytest.mark.parametrize("who", ["mei", "lea", "fay"])
    def test_pages_cost_the_same_for_two_and_for_twenty_runs(
        self, cast: Cast, signed_in: SignedIn, queries_of: Any, clock: Any, who: str
    ) -> None:
        def more(count: int) -> PlaybookRun:
            for number in range(count):
                code = ("cooling", "renewal_90", "contact_left", "contact_quiet")[number % 4]
                run = begun(
                    cast["mei"],
                    code,
                    ago=70,
                    customer=make_customer(cast["mei"], team=cast["lea"].team),
                    evidence={"temperature": 40},
                    about="2026-12-01" if code == "renewal_90" else "",
                )
                NextAction.objects.filter(run=run).update(escalated_to=cast["lea"], escalated_on=TODAY)
            return run

        run = more(4)
        urls = ["/", reverse("relationships:playbooks"), address("playbook", book().pk), run.get_absolute_url()]
        browser = signed_in(who)
        few = [queries_of(browser, url) for url in urls]
        more(16)
        assert [queries_of(browser, url) for url in urls] == few
        assert max(few[1:]) <= 20, few

    def test_the_preview_too(self, cast: Cast, signed_in: SignedIn, queries_of: Any, clock: Any) -> None:
        for _ in range(7):
            renewing(cast["mei"])
        few = queries_of(signed_in("ops"), address("playbook", book().pk))
        for _ in range(15):
            renewing(cast["mei"])
        assert queries_of(signed_in("ops"), address("playbook", book().pk)) == few

    def test_runs_are_paged_by_keyset(self, cast: Cast, signed_in: SignedIn, clock: Any) -> None:
        made = [begun(cast["mei"], ago=40 - number).pk for number in range(30)]
        browser = signed_in("mei")
        first = browser.get(address("playbook", book().pk))
        second = browser.get(address("playbook", book().pk) + first.context["next_url"])
        listed = [row.run.pk for page in (first, second) for row in page.context["runs"]]
        assert listed == list(reversed(made))


def test_figures_that_not_everybody_reads_stay_with_those_who_do(
    cast: Cast, signed_in: SignedIn, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(cast["mei"], "pays_badly", evidence={"days_late": 41})
    trigger = registry.find("pays_badly")
    assert trigger is not None
    monkeypatch.setitem(registry._declared, "pays_badly", replace(trigger, reads=sees_margins))
    for who, url, reads in (
        ("mei", "/", False),
        ("mei", run.get_absolute_url(), False),
        ("mei", run.playbook.get_absolute_url(), False),
        ("ops", run.get_absolute_url(), True),
        ("ops", run.playbook.get_absolute_url(), True),
    ):
        assert ("晚付 41 天" in signed_in(who).get(url).content.decode()) is reads, (who, url)
