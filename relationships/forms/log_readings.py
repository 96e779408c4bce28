"""Readings inside the log form: what was measured, kept in the same save as the contact in which it was heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError
from customers.forms.fields import DayInput
from office.clock import today
from relationships.attaining.rows import GoalRow, row
from relationships.models import Goal, OutcomeReading
from relationships.selectors.outcomes import awaiting
from relationships.services import readings

if TYPE_CHECKING:
    from datetime import datetime

    from django.forms.boundfield import BoundField

    from customers.models import Customer
    from office.models import User

FIELDS = ("period_end", "value", "evidence")
TYPED = ("value", "evidence")
"""What shows that a goal was meant: its day is filled in beforehand."""


@dataclass(frozen=True)
class ReadingLine:
    """One goal in the log form with its three fields."""

    row: GoalRow
    period_end: "BoundField"
    value: "BoundField"
    evidence: "BoundField"


class LogReadingsForm(forms.Form):
    """Three fields for each live goal of the customer. Of a form that is only saved those with something typed alone
    cost a query; an empty one costs none."""

    def __init__(
        self, sent: Mapping[str, Any] | None = None, *, customer: "Customer | None", user: "User", **options: Any
    ) -> None:
        super().__init__(sent, **options)
        self.customer, self.user = customer, user
        self.goals: dict[int, Goal] = {}
        self.lines: list[ReadingLine] = []
        self.meant = _meant(sent or {}, self.prefix or "")
        if sent is None:
            self.to_show()
        elif self.meant and customer is not None:
            live = Goal.objects.visible_to(user).live(today()).filter(customer=customer, current__start__lte=today())
            self.goals = live.with_terms().in_bulk(self.meant)
            for pk in self.goals:
                self._add(pk, required=True)

    @property
    def is_filled(self) -> bool:
        return bool(self.meant)

    @property
    def holds(self) -> bool:
        """Whether something typed stands in a form that is shown again."""
        return any(self[self.name(pk, name)].value() for pk in self.goals for name in TYPED)

    @staticmethod
    def name(pk: int, field: str) -> str:
        return f"goal-{pk}-{field}"

    def to_show(self) -> None:
        """Offer every live goal, the longest awaited first; asked again, it offers none twice."""
        if self.customer is None or self.lines:
            return
        day = today()
        for standing in awaiting(self.user, day, customer=self.customer):
            pk = standing.goal.pk
            if pk not in self.goals:
                self.goals[pk] = standing.goal
                self._add(pk, required=False)
            self.lines.append(ReadingLine(row(standing, day), *(self[self.name(pk, name)] for name in FIELDS)))

    def _add(self, pk: int, *, required: bool) -> None:
        built = fields_for_model(OutcomeReading, fields=FIELDS, widgets={"period_end": DayInput()})
        for name in FIELDS:
            field = built[name]
            field.required = required and name != "evidence"
            field.widget.is_required = False
            if name == "period_end":
                field.initial = today()
            self.fields[self.name(pk, name)] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if set(self.goals) != self.meant:
            raise forms.ValidationError(_("One of these goals does not run any more; look at the values again."))
        for pk, goal in self.goals.items():
            day, value = (cleaned.get(self.name(pk, name)) for name in ("period_end", "value"))
            if day is None or value is None:
                continue
            try:
                readings.check(goal, day, value)
            except CustomersError as error:
                self.add_error(self.name(pk, error.field) if error.field in FIELDS else None, error.message)
        return cleaned

    def values(self) -> list[readings.Value]:
        return [
            readings.Value(goal, **{name: self.cleaned_data[self.name(pk, name)] for name in FIELDS})
            for pk, goal in self.goals.items()
        ]


def _meant(sent: Mapping[str, Any], prefix: str) -> set[int]:
    """The goals beside which something was typed."""
    found = set()
    for key, value in sent.items():
        start, _dash, rest = key.partition("-goal-")
        pk, _dash, name = rest.partition("-")
        if start == prefix and name in TYPED and pk.isascii() and pk.isdigit() and str(value).strip():
            found.add(int(pk[:18]))
    return found


def is_filled(form: forms.Form) -> bool:
    return cast("LogReadingsForm", form).is_filled


def save(form: forms.Form, *, customer: "Customer", interaction_id: int, at: "datetime", by: "User") -> int:
    """Inside the log's transaction, which brings the customer's standing up to date itself."""
    values = cast("LogReadingsForm", form).values()
    return readings.record_many(values, by=by, interaction_id=interaction_id, recompute=False)
