"""Goals from files, each through the service of the page: agreed when new, a further version when its terms differ."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from customers import naming
from customers.errors import CustomersError
from customers.importing.problems import Problem
from customers.importing.undoing import FAILED, KEPT, Verdict
from customers.models import BeforeImage, Contact, Customer
from customers.models.imported import Imported
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.houses import read_houses
from customers.services.importing.lines import LineWriter
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Key, Table, Values
from customers.services.importing.undo_facts import FactUndoer, removed_alone
from office.models import User
from relationships.models import Goal, OutcomeKpi, PlanObjective
from relationships.services import goals
from relationships.services.goals import TERMS

NUMBERS, DAYS = ("baseline", "target", "lo", "hi"), ("baseline_on", "start", "due")
PEOPLE: Mapping[str, type[Any]] = {"owner": User, "their_owner": Contact}


class VersionTable(Table):
    """What a goal said before is an earlier version: the undo lets that one stand and drops those behind it."""

    def restore(self, rows: Sequence[Any], images: Mapping[int, BeforeImage], *, by: User) -> None:
        for row in rows:
            image = images[row.pk]
            Goal.objects.filter(pk=row.pk).update(
                current=row.versions.get(number=image.before["number"]),
                import_run=image.previous_run_id,
                edited_at=parse_datetime(image.before["edited_at"] or ""),
            )
            row.versions.filter(number__gt=image.before["number"]).delete()


class GoalUndoer(FactUndoer):
    """A goal that a success plan builds on stays; one that was read cannot go, its readings need it."""

    def _remove(self, rows: Sequence[Imported]) -> list[Verdict]:
        links = PlanObjective.goals.through.objects.filter(goal__in=[row.pk for row in rows])
        planned = set(links.values_list("goal_id", flat=True))
        what = {"what": str(PlanObjective._meta.verbose_name_plural)}
        return [
            Verdict(KEPT, row.pk, str(row), "used", what) if row.pk in planned else self._removed(row) for row in rows
        ]

    def _removed(self, row: Imported) -> Verdict:
        with transaction.atomic():
            # A goal and its version in force hold on to each other.
            Goal.objects.filter(pk=row.pk).update(current=None)
            verdict = removed_alone(row, str(row))
            if verdict.verdict == FAILED:
                transaction.set_rollback(True)
        return verdict


class GoalWriter(LineWriter):
    """A goal is known again by its customer, its KPI and the day it starts; one that was taken back stays so.

    Columns are the terms: days as text, people by id. A preview agrees and changes as the import does, and rolls it back.
    """

    model = Goal
    table = VersionTable
    undone_by = GoalUndoer
    sourced = False
    key = ("customer_id", "kpi_id", "start")
    columns = ("customer_id", "kpi_id", *TERMS)
    field_of = dict(zip(TERMS, TERMS, strict=True))
    batch = 500

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return " ".join(reference(fields)), f"{naming.fold(fields['kpi'])} {fields['start']}"

    def apply(self, rows: Sequence[Staged]) -> Applied:
        applied = Applied()
        with transaction.atomic():
            known = self._customers(rows, applied)
            ids = {pk for _staged, pk in known if pk is not None}
            self._houses = read_houses(ids, self.source)
            self._whose = Customer.objects.select_related("owner").in_bulk(ids)
            self._seen: set[Key] = set()
            for staged, customer_id in known:
                problem = self._refusal(staged, customer_id, applied)
                if problem is not None:
                    applied.rejected[staged.row] = [problem]
            if self.dry:
                transaction.set_rollback(True)
        return applied

    def _refusal(self, staged: Staged, customer_id: int | None, applied: Applied) -> Problem | None:
        """Take one row; why it cannot be taken, and then nothing of it is written."""
        try:
            with transaction.atomic():
                self._take(staged, customer_id, applied)
        except RowRejected as rejection:
            return rejection.problems[0]
        except PermissionDenied:
            return Problem("not_allowed")
        except CustomersError as refused:
            field = refused.field or ""
            column = self.plan.heading_of(field) if field in self.plan.layout.fields else ""
            return Problem("refused", column, {"why": str(refused.message)})
        return None

    def _take(self, staged: Staged, customer_id: int | None, applied: Applied) -> None:
        values = self.line(staged, customer_id)
        key = self._key(values)
        if staged.ordinal > 1 or key in self._seen:
            self._refuse("repeated_key")
        self._seen.add(key)
        goal = self._standing(key)
        if goal is not None and goal.voided_at is not None:
            applied.skipped += 1
            return
        values = self._filled(values, goal)
        if goal is None:
            self._agree(values)
            applied.created += 1
        elif self._differs(stood := (goal.pk, self._said(goal)), values):
            sample = self._sample({key: staged.row}, stood, values) | {"name": f"{goal.customer} {goal.kpi}"}
            self._change(goal, values)
            applied.updated += 1
            applied.samples = [*applied.samples, sample][:20]
        else:
            applied.skipped += 1

    def _agree(self, values: Values) -> None:
        customer, kpi = self._whose[values[0]], self._kpis[values[1]]
        made = goals.agree(customer, kpi, by=self.run.by, recompute=False, **self._terms(values, TERMS))
        self._ours(made)

    def _change(self, goal: Goal, values: Values) -> None:
        edited = goal.edited_at.isoformat() if goal.edited_at else None
        before = {"customer_id": goal.customer_id, "number": goal.terms.number, "edited_at": edited}
        BeforeImage.objects.get_or_create(
            run=self.run,
            model=Goal._meta.label_lower,
            line_id=goal.pk,
            defaults={"before": before, "previous_run_id": goal.import_run_id},
        )
        with translation.override(self.run.by.language or None):
            reason = _("from a file: %(name)s") % {"name": self.run.file_name}
        changes, number = self._terms(values, self._compared), goal.terms.number
        goals.change(goal, changes=changes, reason=reason, number=number, by=self.run.by, recompute=False)
        self._ours(goal)

    def _ours(self, goal: Goal) -> None:
        """This import wrote it last, and nobody since."""
        Goal.objects.filter(pk=goal.pk).update(import_run=self.run, edited_at=None)

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        kpi = self._kpi(str(fields["kpi"]))
        for name in ("target",) if kpi.direction == OutcomeKpi.Direction.RANGE else ("lo", "hi"):
            fields[name] = None  # the KPI has no use for it
        for name in NUMBERS:
            fields[name] = None if fields.get(name) is None else Decimal(str(fields[name]))
        if fields.get("owner"):
            owner = self.terms.colleague(str(fields["owner"]))
            fields["owner"] = owner.pk if owner else self._refuse("unknown_colleague", "owner", value=fields["owner"])
        if fields.get("their_owner"):
            found = self._houses[customer_id or 0].one_called(str(fields["their_owner"]))
            if isinstance(found, Problem):
                self._refuse(found.code, "their_owner", **found.details)
            fields["their_owner"] = found
        fields["baseline_source"] = fields.get("baseline_source") or ""
        fields["weight"] = int(fields["weight"]) if fields.get("weight") else None
        return (customer_id, kpi.pk, *(fields.get(name) for name in TERMS))

    def _filled(self, values: Values, goal: Goal | None) -> Values:
        """Owner and weight that the row leaves open: those that stand, else the customer's owner, and 1."""
        told = dict(zip(self.columns, values, strict=True))
        told["owner"] = told["owner"] or (goal.terms if goal else self._whose[told["customer_id"]]).owner_id
        if told["owner"] is None:
            self._refuse("no_owner", "owner")
        told["weight"] = told["weight"] or (goal.terms.weight if goal else 1)
        return tuple(told.values())

    def _standing(self, key: Key) -> Goal | None:
        """The goal of the key; where one was taken back and another agreed, the one that counts."""
        customer, kpi, start = key
        found = Goal.objects.filter(customer=customer, kpi=kpi, current__start=start)
        every = list(found.select_related("customer", "kpi", "current").order_by("pk"))
        return next((one for one in every if one.voided_at is None), every[-1] if every else None)

    def _said(self, goal: Goal) -> Values:
        terms = {name: getattr(goal.terms, f"{name}_id" if name in PEOPLE else name) for name in TERMS}
        terms |= {name: terms[name].isoformat() for name in DAYS if terms[name] is not None}
        return (goal.customer_id, goal.kpi_id, *terms.values())

    def _terms(self, values: Values, names: Sequence[str]) -> dict[str, Any]:
        """As the service takes them."""
        told = {name: value for name, value in zip(self.columns, values, strict=True) if name in names}
        for name, value in told.items():
            if name in DAYS and value is not None:
                told[name] = date.fromisoformat(value)
            elif name in PEOPLE and value is not None:
                told[name] = PEOPLE[name].objects.get(pk=value)
        return told

    def _told(self, name: str, value: Any) -> str:
        if value is not None and name in PEOPLE:
            return str(PEOPLE[name].objects.get(pk=value))
        return goals.plain(value) if isinstance(value, Decimal) else super()._told(name, value)

    def _kpi(self, text: str) -> OutcomeKpi:
        """By its code, else by a name that only one KPI in use has."""
        wanted, every = naming.fold(text), self._kpis.values()
        known = [one for one in every if naming.fold(one.code) == wanted]
        known = known or [one for one in every if one.active and wanted in _names(one)]
        known = known or [one for one in every if wanted in _names(one)]
        if len(known) != 1:
            self._refuse("ambiguous_kpi" if known else "unknown_kpi", "kpi", value=text)
        return known[0]

    @cached_property
    def _kpis(self) -> dict[int, OutcomeKpi]:
        return OutcomeKpi.objects.in_bulk()

    def _refuse(self, code: str, name: str = "", **details: Any) -> NoReturn:
        raise RowRejected(Problem(code, self.plan.heading_of(name) if name else "", details))


def _names(kpi: OutcomeKpi) -> set[str]:
    return {naming.fold(name) for name in (kpi.name_zh_hans, kpi.name_zh_hant, kpi.name_en) if name}
