"""Judgements as dialogs: a rating with its anchors, a tier set by hand, a lighthouse, a value plan."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from customers.anchors import ANCHORS
from customers.forms.fields import DayInput
from customers.models import Customer, LighthouseRecord, ValuePlan
from customers.services.investing import LONGEST_PLAN
from office.calendar.months import add_months

# The template of economics 8: what a relationship of five years is expected to go through.
PHASES = (
    pgettext_lazy("year of a value plan", "investment"),
    pgettext_lazy("year of a value plan", "break-even"),
    pgettext_lazy("year of a value plan", "return"),
    pgettext_lazy("year of a value plan", "return"),
    pgettext_lazy("year of a value plan", "winding down"),
)
SPARE_YEARS = 2


class RatingForm(forms.Form):
    """One dimension from 1 to 5, each number with what it means."""

    value = forms.TypedChoiceField(label=_("Rating"), coerce=int, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was seen, and when. Needed for 1, 4 and 5."),
    )
    on = forms.DateField(label=_("Judged on"), widget=DayInput())

    def __init__(self, *args: Any, dimension: str, **options: Any) -> None:
        options.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **options)
        anchors = [(number, f"{number} · {text}") for number, text in enumerate(ANCHORS[dimension], start=1)]
        self.fields["value"].choices = anchors  # type: ignore[attr-defined]


class OverrideForm(forms.Form):
    tier = forms.ChoiceField(label=_("Tier"), choices=Customer.Tier.choices)
    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least ten characters: whoever reads it next year must understand it."),
    )
    expires_on = forms.DateField(
        label=_("Holds until"), widget=DayInput(), help_text=_("Twelve months from today at most.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        in_half_a_year = add_months(timezone.localdate(), 6) - timedelta(days=1)
        options.setdefault("initial", {"expires_on": in_half_a_year})
        super().__init__(*args, **options)


class LighthouseForm(forms.Form):
    """The four criteria, what shows them, and the limits of what is invested."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, record: LighthouseRecord | None, **options: Any) -> None:
        names = [*LighthouseRecord.CRITERIA, "evidence", "cap", "review_on"]
        if record is not None:
            options.setdefault("initial", {name: getattr(record, name) for name in (*names, "version")})
        super().__init__(*args, **options)
        self.fields.update(fields_for_model(LighthouseRecord, fields=names, widgets={"review_on": DayInput()}))
        self.fields["evidence"].widget.attrs["rows"] = 3

    @property
    def criteria(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in LighthouseRecord.CRITERIA}


class PlanForm(forms.Form):
    """Up to fifteen years, each with a label and an amount; the rows at the end may stay empty."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    starts_on = forms.DateField(label=_("Starts on"), widget=DayInput())

    def __init__(self, *args: Any, plan: ValuePlan | None, **options: Any) -> None:
        kept: Sequence[Sequence[Any]] = plan.years if plan else [[str(phase), None] for phase in PHASES]
        self.count = min(len(kept) + (SPARE_YEARS if plan else 0), LONGEST_PLAN)
        initial: dict[str, Any] = {"starts_on": plan.starts_on if plan else timezone.localdate().replace(day=1)}
        if plan is not None:
            initial |= {"version": plan.version, "note": plan.note}
        for number, (label, amount) in enumerate(kept, start=1):
            initial |= {f"label_{number}": label, f"amount_{number}": None if amount is None else Decimal(amount)}
        options.setdefault("initial", initial)
        super().__init__(*args, **options)
        for number in range(1, self.count + 1):
            self.fields[f"label_{number}"] = forms.CharField(
                label=gettext("Year %(number)s") % {"number": number}, max_length=40, required=False
            )
            self.fields[f"amount_{number}"] = forms.DecimalField(
                label=gettext("Net value of year %(number)s") % {"number": number},
                max_digits=16,
                decimal_places=2,
                required=False,
            )
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"label_{number}"], self[f"amount_{number}"]) for number in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        amounts = [cleaned.get(f"amount_{number}") for number in range(1, self.count + 1)]
        last = max((number for number, amount in enumerate(amounts, start=1) if amount is not None), default=0)
        if not last and not self.errors:
            self.add_error("amount_1", _("Give the first year an amount; zero is one too."))
        for number in range(1, last):
            name = f"amount_{number}"
            if amounts[number - 1] is None and name not in self.errors:
                self.add_error(name, _("A year between two others has an amount; zero is one too."))
        cleaned["years"] = [
            (cleaned.get(f"label_{number}", ""), amount) for number, amount in enumerate(amounts[:last], start=1)
        ]
        return cleaned
