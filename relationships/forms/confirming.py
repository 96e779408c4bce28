"""Asking for several readings at once, and what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact, Customer
from office.clock import today
from office.models import User
from relationships.attaining.rows import goal_text, measured
from relationships.forms.fields import offer
from relationships.models import ConfirmLink, OutcomeReading
from relationships.services.confirming_several import MOST, Said

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

YES, NO = "yes", "no"


class AskSeveralForm(forms.Form):
    """Which readings, and who is asked."""

    readings = forms.MultipleChoiceField(label=_("Readings"), widget=forms.CheckboxSelectMultiple)
    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Who is asked"))
    language = forms.ChoiceField(label=_("language"), choices=[], required=False)

    def __init__(
        self, *args: Any, readings: Sequence[OutcomeReading], customer: Customer, user: User, **options: Any
    ) -> None:
        theirs = {one.goal.terms.their_owner_id for one in readings}
        options["initial"] = {
            "readings": [str(one.pk) for one in readings[:MOST]],
            "contact": theirs.pop() if len(theirs) == 1 else None,
        }
        super().__init__(*args, **options)
        self.offered = {str(one.pk): one for one in readings}
        self.fields["readings"].choices = [(key, _label(one)) for key, one in self.offered.items()]  # type: ignore[attr-defined]
        there = Contact.objects.visible_to(user).filter(customer=customer, placeholder=False).active(today())
        offer(self, "contact", there.select_related("person"))
        self.fields["language"].choices = [("", _("theirs, else as their browser says")), *settings.LANGUAGES]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[OutcomeReading]:
        return [self.offered[key] for key in self.cleaned_data["readings"]]


def _label(reading: OutcomeReading) -> str:
    return f"{reading.goal.kpi} {measured(reading.value, reading.goal.kpi)} · {reading.period_end:%Y-%m-%d}"


@dataclass(frozen=True)
class AnswerLine:
    """One reading on the contact's page."""

    link: ConfirmLink
    reading: OutcomeReading
    value: str
    start: str
    target: str
    answer: "BoundField"
    comment: "BoundField"


class AnswerSeveralForm(forms.Form):
    """Of each value: it is so, or it is not and what is different; what is left out says nothing."""

    def __init__(self, *args: Any, links: Sequence[ConfirmLink], **options: Any) -> None:
        super().__init__(*args, **options)
        self.links = links
        for one in links:
            self.fields[f"answer-{one.reading_id}"] = forms.ChoiceField(
                label=str(one.reading.goal.kpi),
                choices=[
                    (YES, pgettext_lazy("answer", "This is so")),
                    (NO, pgettext_lazy("answer", "Something is different")),
                ],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"comment-{one.reading_id}"] = forms.CharField(
                label=_("What is different?"),
                max_length=2000,
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def lines(self) -> list[AnswerLine]:
        return [self._line(one) for one in self.links]

    def _line(self, link: ConfirmLink) -> AnswerLine:
        reading, goal = link.reading, link.reading.goal
        start = goal.terms.baseline
        return AnswerLine(
            link,
            reading,
            measured(reading.value, goal.kpi),
            "" if start is None else measured(start, goal.kpi),
            goal_text(goal.terms, goal.kpi),
            self[f"answer-{reading.pk}"],
            self[f"comment-{reading.pk}"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.links:
            no = cleaned.get(f"answer-{one.reading_id}") == NO
            words = (cleaned.get(f"comment-{one.reading_id}") or "").strip()
            if no and not words:
                self.add_error(f"comment-{one.reading_id}", _("Say in a few words what is different."))
            if words and not no:
                self.add_error(f"answer-{one.reading_id}", _("Is this so, or is something different?"))
        return cleaned

    @property
    def said(self) -> dict[int, Said]:
        found = {}
        for one in self.links:
            answer = self.cleaned_data.get(f"answer-{one.reading_id}")
            if answer:
                found[one.reading_id] = Said(answer == YES, self.cleaned_data[f"comment-{one.reading_id}"])
        return found
