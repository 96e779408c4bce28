"""Stress scenarios kept with the day they were asked: with a name, the answer of that day, and a plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import CustomersError, PastDayError
from customers.models import StressScenario
from office import access as office_access
from office.clock import today
from office.models import User


class ChangedMeanwhileError(CustomersError):
    message = _("Somebody changed this scenario while you were writing. Read it anew, then save again.")


class NobodyLostError(CustomersError):
    message = _("Choose who leaves first.")


class ScenarioArchivedError(CustomersError):
    message = _("This scenario is in the archive; it is read there, not changed.")


@transaction.atomic
def keep(
    *,
    name: str,
    as_of: date,
    selection: Mapping[str, Any],
    result: Mapping[str, Any],
    by: User,
    plan: str = "",
    owner: User | None = None,
    review_on: date | None = None,
) -> StressScenario:
    """Keep a scenario with its answer. Raises NobodyLostError, PastDayError, PermissionDenied."""
    access.require(office_access.sees_every_ledger(by))
    _must_lie_ahead(review_on, kept=None)
    if not any(selection.values()):
        raise NobodyLostError
    return StressScenario.objects.create(
        name=name.strip(),
        as_of=as_of,
        selection=dict(selection),
        result=dict(result),
        plan=plan.strip(),
        owner=owner,
        review_on=review_on,
        by=by,
    )


@transaction.atomic
def revise(
    scenario: StressScenario,
    *,
    name: str,
    plan: str,
    owner: User | None,
    review_on: date | None,
    version: int,
    by: User,
) -> StressScenario:
    """Change name and plan; what was asked and answered stays, and a review that is past may. Raises
    ChangedMeanwhileError, ScenarioArchivedError, PastDayError, PermissionDenied."""
    locked = _lock(scenario, by)
    if locked.archived_at is not None:
        raise ScenarioArchivedError
    if locked.version != version:
        raise ChangedMeanwhileError
    _must_lie_ahead(review_on, kept=locked.review_on)
    locked.name, locked.plan, locked.owner, locked.review_on = name.strip(), plan.strip(), owner, review_on
    locked.version += 1
    locked.save(update_fields=["name", "plan", "owner", "review_on", "version"])
    return locked


@transaction.atomic
def archive(scenario: StressScenario, *, by: User) -> StressScenario:
    """Set aside; it stays readable. Raises ScenarioArchivedError, PermissionDenied."""
    locked = _lock(scenario, by)
    if locked.archived_at is not None:
        raise ScenarioArchivedError
    locked.archived_at = timezone.now()
    locked.version += 1
    locked.save(update_fields=["archived_at", "version"])
    return locked


def _must_lie_ahead(review_on: date | None, *, kept: date | None) -> None:
    if review_on is not None and review_on != kept and review_on < today():
        raise PastDayError(field="review_on")


def _lock(scenario: StressScenario, by: User) -> StressScenario:
    access.require(office_access.sees_every_ledger(by))
    locked: StressScenario = StressScenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    return locked
