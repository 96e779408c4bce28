"""Forms of success plans: the plan, its objectives, tasks of either side, reviews."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput
from customers.models import Customer
from office.clock import today
from office.models import User
from relationships.forms.fields import offer
from relationships.models import Goal, PlanObjective, PlanReview, PlanTask, SuccessPlan
from relationships.selectors import people


class PlanForm(EntryForm):
    model = SuccessPlan
    names = ("title", "owner", "starts_on", "ends_on")
    days = ("starts_on", "ends_on")

    def __init__(self, *args: Any, user: User, record: Any = None, **options: Any) -> None:
        super().__init__(*args, user=user, record=record, **options)
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""

    def fresh(self) -> dict[str, Any]:
        day = today()
        return {"owner": self.user.pk, "starts_on": day, "ends_on": day + timedelta(days=365)}


class CloseForm(forms.Form):
    result = forms.ChoiceField(
        label=pgettext_lazy("success plan", "result"), choices=SuccessPlan.Result.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why it ends, and what came of it"), max_length=300)


class PartForm(EntryForm):
    """A row of a plan that names several others; `many` are those fields."""

    many: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, user: User, customer: Customer, record: Any = None, **options: Any) -> None:
        self.customer = customer
        if record is not None:
            values = {name: getattr(record, name) for name in (*self.names, "version") if name not in self.many}
            values |= {name: [one.pk for one in getattr(record, name).all()] for name in self.many}
            options.setdefault("initial", values)
        super().__init__(*args, user=user, record=record, **options)
        for name in self.many:
            self.fields[name].widget = forms.CheckboxSelectMultiple()
            self.fields[name].help_text = ""
        self.choose()

    def choose(self) -> None:
        """Which rows the fields offer."""

    @property
    def lists(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data[name]) for name in self.many if name in self.fields}

    @property
    def written(self) -> dict[str, Any]:
        return {**self.values, **self.lists}


class ObjectiveForm(PartForm):
    model = PlanObjective
    names = ("text", "goals", "order")
    many = ("goals",)
    helps: ClassVar = {"text": _("As they would say it themselves, not as we would.")}

    def choose(self) -> None:
        goals = Goal.objects.visible_to(self.user).standing().filter(customer=self.customer)
        field: Any = offer(self, "goals", goals.select_related("kpi", "current"))
        field.label_from_instance = lambda goal: str(goal.kpi)
        if self.record is None or not goals.exists():
            self.fields["order"].required = False
        if self.record is None:
            del self.fields["order"]


class OurTaskForm(PartForm):
    model = PlanTask
    names = ("text", "owner", "due_on", "objective")
    days = ("due_on",)

    def choose(self) -> None:
        owner = offer(self, "owner", people.colleagues(self.user))
        owner.required, owner.empty_label = True, None
        owner.widget.attrs["data-picker"] = ""
        self._of_plan()

    def _of_plan(self) -> None:
        rows = PlanObjective.objects.visible_to(self.user).standing().filter(plan__customer=self.customer)
        offer(self, "objective", rows.filter(plan__closed_at=None))

    def fresh(self) -> dict[str, Any]:
        return {"owner": self.user.pk, "due_on": today() + timedelta(days=30)}


class TheirTaskForm(OurTaskForm):
    names = ("text", "contact", "due_on", "objective")

    def choose(self) -> None:
        offer(self, "contact", people.of_customer(self.customer, self.user).with_person()).required = True
        self._of_plan()

    def fresh(self) -> dict[str, Any]:
        return {"due_on": today() + timedelta(days=30)}


class ReviewForm(PartForm):
    """A review that is planned: its day and who is meant to be there."""

    model = PlanReview
    names: ClassVar[tuple[str, ...]] = ("planned_on", "ours", "theirs")
    days: ClassVar[tuple[str, ...]] = ("planned_on",)
    many = ("ours", "theirs")

    def choose(self) -> None:
        offer(self, "ours", people.colleagues(self.user))
        offer(self, "theirs", people.of_customer(self.customer, self.user).with_person())
        self.fields["ours"].label = _("Who of ours")
        self.fields["theirs"].label = _("Who of theirs")

    def fresh(self) -> dict[str, Any]:
        return {"planned_on": today() + timedelta(days=90), "ours": [self.user.pk]}


class HeldForm(ReviewForm):
    """A review that took place; before that is noted its day is asked for too."""

    names: ClassVar[tuple[str, ...]] = ("notes", "decisions", "ours", "theirs")
    days: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, record: PlanReview, **options: Any) -> None:
        super().__init__(*args, record=record, **options)
        if record.held_on is None:
            day = forms.DateField(label=_("held on"), widget=DayInput(), initial=today())
            self.fields = {"held_on": day, **self.fields}
        for name in ("notes", "decisions"):
            self.fields[name].widget.attrs["rows"] = 4
