"""Forms of KPIs, goals and readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput, name_nothing
from customers.models import Contact, Customer, Product
from office.clock import today
from office.models import User
from relationships.forms.fields import offer
from relationships.models import Confirmation, Goal, GoalVersion, OutcomeKpi, OutcomeReading
from relationships.selectors import people
from relationships.services.goals import TERMS
from relationships.services.readings import Value


class KpiForm(EntryForm):
    model = OutcomeKpi
    names = (
        "product",
        "code",
        "name_zh_hans",
        "name_zh_hant",
        "name_en",
        "unit",
        "direction",
        "cadence",
        "how_measured",
        "evidence_wanted",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "product", Product.objects.filter(retired=False))


class GoalForm(forms.Form):
    """Terms of a goal; for one that stands also why they change."""

    DAYS: ClassVar = ("baseline_on", "start", "due")
    kpi = forms.ModelChoiceField(OutcomeKpi.objects.none(), label=_("outcome KPI"))
    reason = forms.CharField(label=_("Why it changes"), max_length=300)
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, customer: Customer, goal: Goal | None = None, **options: Any) -> None:
        options.setdefault("initial", _terms(goal.terms) if goal else _fresh(user))
        super().__init__(*args, **options)
        built = fields_for_model(GoalVersion, fields=TERMS, widgets={day: DayInput() for day in self.DAYS})
        self.fields.update({name: built[name] for name in TERMS})
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""
        theirs = Contact.objects.visible_to(user).filter(customer=customer).active(today()).select_related("person")
        offer(self, "their_owner", theirs)
        self.fields["baseline"].help_text = _("Where it stood before; without it nothing can be said of progress.")
        self.fields["target"].help_text = _("For one direction; a range has two ends instead.")
        if goal is None:
            offer(self, "kpi", OutcomeKpi.objects.active().select_related("product"))
            del self.fields["reason"], self.fields["number"]
        else:
            del self.fields["kpi"]
            for name in ("lo", "hi") if goal.kpi.direction != OutcomeKpi.Direction.RANGE else ("target",):
                del self.fields[name]
            self.order_fields([*TERMS, "reason"])
        name_nothing(self.fields, _("not known"))

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS if name in self.fields}


def _terms(version: GoalVersion) -> dict[str, Any]:
    values = {name: getattr(version, name) for name in TERMS}
    for name in ("baseline", "target", "lo", "hi"):
        if values[name] is not None:
            values[name] = f"{values[name].normalize():f}"
    return values | {"number": version.number}


def _fresh(user: User) -> dict[str, Any]:
    day = today()
    return {"start": day, "due": day + timedelta(days=180), "weight": 1, "owner": user.pk}


class ReadingForm(forms.Form):
    """One value of one goal."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"period_end": today()})
        super().__init__(*args, **options)
        names = ("period_end", "value", "evidence")
        self.fields.update(fields_for_model(OutcomeReading, fields=names, widgets={"period_end": DayInput()}))


class ConfirmForm(forms.Form):
    """A confirmation by mail or in minutes, which we only write down."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Who confirmed"))
    on = forms.DateField(label=_("on"), widget=DayInput)
    manner = forms.ChoiceField(
        label=_("manner"),
        choices=[(one.value, one.label) for one in (Confirmation.Manner.MAIL, Confirmation.Manner.MINUTES)],
    )
    evidence = forms.CharField(label=_("Where it is written"), max_length=200)

    def __init__(self, *args: Any, reading: OutcomeReading, user: User, **options: Any) -> None:
        options["initial"] = {"on": today(), "contact": reading.goal.terms.their_owner_id}
        super().__init__(*args, **options)
        offer(self, "contact", _there(reading.customer, user))


class AskForm(forms.Form):
    """For whom a link is made."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Who is asked"))
    language = forms.ChoiceField(label=_("language"), choices=[], required=False)

    def __init__(self, *args: Any, reading: OutcomeReading, user: User, **options: Any) -> None:
        options["initial"] = {"contact": reading.goal.terms.their_owner_id}
        super().__init__(*args, **options)
        offer(self, "contact", _there(reading.customer, user))
        self.fields["language"].choices = [("", _("theirs, else as their browser says")), *settings.LANGUAGES]  # type: ignore[attr-defined]


def _there(customer: Customer, user: User) -> Any:
    return Contact.objects.visible_to(user).filter(customer=customer).active(today()).select_related("person")


class AnswerForm(forms.Form):
    """What the customer says of a value."""

    answer = forms.ChoiceField(choices=[("yes", _("This is so")), ("no", _("This is not so"))])
    comment = forms.CharField(
        label=_("What is different?"), max_length=2000, required=False, strip=False, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == "no" and not (cleaned.get("comment") or "").strip():
            self.add_error("comment", _("Say in a few words what is different."))
        return cleaned


@dataclass(frozen=True)
class EntryRow:
    """One goal in the table of quick entry, with its three fields."""

    goal: Goal
    form: ReadingForm

    @property
    def is_filled(self) -> bool:
        return bool((self.form["value"].data or "").strip())


class EntryTable:
    """Many readings in one table: rows without a value are left alone, the others are kept together or not at all."""

    def __init__(self, goals: Sequence[Goal], data: Mapping[str, Any] | None = None) -> None:
        self.rows = [
            EntryRow(
                goal, ReadingForm(data, prefix=f"goal-{goal.pk}", empty_permitted=True, use_required_attribute=False)
            )
            for goal in goals
        ]
        for one in self.rows:
            one.form.fields["value"].label = str(goal_label(one.goal))

    @property
    def filled(self) -> list[EntryRow]:
        return [one for one in self.rows if one.is_filled]

    def is_valid(self) -> bool:
        return not [one for one in self.filled if not one.form.is_valid()]

    @property
    def values(self) -> list[Value]:
        return [Value(one.goal, **one.form.cleaned_data) for one in self.filled]


def goal_label(goal: Goal) -> str:
    return f"{goal.customer} {goal.kpi}"
