"""The bin of relationships: whatever may be taken back lies there for who may restore it, and comes back by its own verb."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from customers import binning, extensions
from customers.models import HistoryEntry
from customers.presenters.company_money import PARTS
from customers.services import removing
from office.models import User
from relationships.services import (
    evidence_files,
    gifts,
    goals,
    joint_reviews,
    noting,
    plan_parts,
    promises,
    requests,
    strategy,
    voiding,
)
from relationships.services import plans as ended
from tests.factories import agreements, plans
from tests.factories import strategy as made
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading, make_request
from tests.factories.promises import make_promise
from tests.factories.relationships import make_gift, make_interaction
from tests.factories.strategy import make_answer, make_move, make_point

WHY = "slip of the pen"


def taken_back(customer: Any, cast: dict[str, User]) -> dict[str, Any]:
    """One of each kind, by key of its source."""
    ops, plan = cast["ops"], plans.make_plan(customer)
    reading = make_reading(make_goal(customer, ops=ops))
    file = evidence_files.add(reading, SimpleUploadedFile("a.txt", b"85"), by=ops)
    found = {
        "interaction": voiding.void(make_interaction(customer), by=ops, reason=WHY),
        "goal": goals.void(make_goal(customer, ops=ops), reason=WHY, by=ops),
        "evidencefile": evidence_files.remove(file, reason=WHY, by=ops),
        "promise": promises.withdraw(make_promise(customer), reason=WHY, by=ops),
        "request": requests.void(make_request(customer, by=ops), reason=WHY, by=ops),
        "gift": gifts.void(make_gift(make_contact(customer), by=cast["mei"]), by=ops, reason=WHY),
        "joint_review": joint_reviews.withdraw(agreements.make_review(customer), reason=WHY, by=ops),
        "plan_objective": plan_parts.drop(plans.make_objective(plan), reason=WHY, by=ops),
        "plan_review": plan_parts.drop(plans.make_review(plan), reason=WHY, by=ops),
        "strategy_answer": strategy.withdraw(make_answer(customer), reason=WHY, by=ops),
        "decision_request": strategy.withdraw(made.make_request(customer), reason=WHY, by=ops),
        "control_point": strategy.withdraw(make_point(customer), reason=WHY, by=ops),
        "strategy_move": strategy.withdraw(make_move(customer), reason=WHY, by=ops),
    }
    for noun in agreements.USUAL:
        found[noun] = noting.withdraw(agreements.make_between(noun, customer, by=ops), reason=WHY, by=ops)
    return found


@pytest.fixture
def binned(cast: dict[str, User], settings: Any, tmp_path: Path) -> dict[str, Any]:
    settings.MEDIA_ROOT = tmp_path
    return taken_back(make_customer(cast["mei"]), cast)


def standing(row: Any) -> bool:
    row.refresh_from_db()
    return all(getattr(row, name, None) is None for name in ("voided_at", "withdrawn_at", "dropped_at", "removed_at"))


def test_every_kind_that_may_be_taken_back_has_a_source(binned: dict[str, Any]) -> None:
    of_customers = {"customer", "wallet", "year", "certificate", "referral", "need"}
    of_customers |= {f"money_{part}" for part in PARTS} | {f"fact_{key}" for key in removing.KINDS}
    assert {source.key for source in extensions.bin_sources} == {*of_customers, *binned}


def test_whatever_is_listed_comes_back_and_what_is_not_is_refused(
    binned: dict[str, Any], cast: dict[str, User], signed_in: Any
) -> None:
    urls = {each.source: each.restore_url for each in binning.read(cast["ops"]).entries}
    assert urls.keys() == binned.keys()
    for name, user in cast.items():
        listed = {each.source for each in binning.read(user).entries}
        browser = signed_in(name)
        for key, row in binned.items():
            with transaction.atomic():
                browser.post(urls[key])
                assert standing(row) == (key in listed), (name, key)
                transaction.set_rollback(True)


def test_parts_of_a_plan_that_has_ended_stay_where_they_are(binned: dict[str, Any], cast: dict[str, User]) -> None:
    parts = {"plan_objective", "plan_review"}
    assert parts <= {each.source for each in binning.read(cast["ops"]).entries}
    ended.close(binned["plan_objective"].plan, result="partly", reason=WHY, by=cast["ops"])
    assert not parts & {each.source for each in binning.read(cast["ops"]).entries}


def test_the_history_tells_that_it_counts_again(binned: dict[str, Any], cast: dict[str, User], signed_in: Any) -> None:
    browser = signed_in("mei")
    for entry in binning.read(cast["mei"]).entries:
        assert (entry.why, entry.by) == (WHY, cast["ops"])
        before = HistoryEntry.objects.count()
        assert browser.post(entry.restore_url).status_code == 302
        assert HistoryEntry.objects.count() == before + 1, entry.source
    assert all(standing(row) for row in binned.values())
    assert binning.read(cast["mei"]).entries == []


def test_a_goal_stays_in_the_bin_while_another_of_its_kpi_runs(
    binned: dict[str, Any], cast: dict[str, User], signed_in: Any
) -> None:
    goal = binned["goal"]
    make_goal(goal.customer, ops=cast["ops"], kpi=goal.kpi)
    page = signed_in("mei").post(f"/goals/{goal.pk}/restore/", follow=True).content.decode()
    assert str(goals.GoalStandsError.message) in page
    assert not standing(goal)


def test_the_bin_costs_as_many_queries_for_many_as_for_few(binned: dict[str, Any], cast: dict[str, User]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert binning.read(cast["mei"], typed="北").entries
        return len(captured)

    few = cost()
    taken_back(make_customer(cast["mei"]), cast)
    assert cost() == few
