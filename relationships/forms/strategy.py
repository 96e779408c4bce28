"""Forms of answers, requests to decide, control points, the plan and its moves."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import DayInput, name_nothing
from office.clock import today
from office.models import User
from relationships.binding.topics import ALL
from relationships.forms.fields import offer
from relationships.models import ControlPoint, DecisionRequest, StrategyMove, StrategyPlan
from relationships.selectors import people


class AnswerForm(forms.Form):
    """One answer to one question, with what it rests on."""

    value = forms.CharField(label=_("Answer"))
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was seen or said, by whom, and when."),
    )
    on = forms.DateField(label=_("As of"), widget=DayInput())

    def __init__(self, *args: Any, topic: str, **options: Any) -> None:
        options.setdefault("initial", {"on": today()})
        super().__init__(*args, **options)
        asked = ALL[topic]
        if asked.choices:
            scale = asked.choices[0][0] == "1"
            labels = [(key, f"{key} · {text}" if scale else text) for key, text in asked.choices]
            self.fields["value"] = forms.ChoiceField(
                label=_("Answer"), choices=labels, widget=forms.RadioSelect, help_text=asked.help
            )
        else:
            self.fields["value"] = forms.DecimalField(
                label=_("Answer"), min_value=0, max_value=asked.most, decimal_places=2, help_text=asked.help
            )
        self.order_fields(["value", "evidence", "on"])


class PointForm(forms.Form):
    DAYS = ("since", "erodes_by")

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"since": today()})
        super().__init__(*args, **options)
        names = ("kind", "index", "evidence", "since", "erodes_by")
        self.fields.update(fields_for_model(ControlPoint, fields=names, widgets={day: DayInput() for day in self.DAYS}))
        self.fields["index"].help_text = _(
            "10 standard or patent, 7 owning the relationship, 5 two-year lead, 3 cost advantage, 1 commodity with a cost "
            "disadvantage."
        )
        self.fields["erodes_by"].help_text = _("The last day on which it will still hold; empty while nobody sees one.")
        name_nothing(self.fields, _("not known"))


class RequestForm(forms.Form):
    DAYS = ("raised_on", "decided_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"raised_on": today()})
        super().__init__(*args, **options)
        names = ("what", "raised_on", "decided_on", "outcome")
        built = fields_for_model(DecisionRequest, fields=names, widgets={day: DayInput() for day in self.DAYS})
        self.fields.update(built)


class DecideForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"decided_on": today()})
        super().__init__(*args, **options)
        names = ("decided_on", "outcome")
        self.fields.update(fields_for_model(DecisionRequest, fields=names, widgets={"decided_on": DayInput()}))
        self.fields["decided_on"].required = True


class PlanForm(forms.Form):
    """A version of the plan; for one that follows also why it changes."""

    reason = forms.CharField(label=_("Why it changes"), max_length=300)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, user: User, stands: StrategyPlan | None, **options: Any) -> None:
        names = ("position", "owner", "review_on")
        start: dict[str, Any] = {"owner": user.pk, "number": 0}
        if stands is not None:
            start = {"position": stands.position, "owner": stands.owner_id, "number": stands.number}
        options.setdefault("initial", start)
        super().__init__(*args, **options)
        self.fields.update(fields_for_model(StrategyPlan, fields=names, widgets={"review_on": DayInput()}))
        self.fields["position"].widget.attrs["rows"] = 4
        self.fields["position"].help_text = _("What we want to be for them in three years, and against whom.")
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""
        if stands is None:
            del self.fields["reason"]
        self.order_fields([*names, "reason"])


class MoveForm(forms.Form):
    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        options.setdefault("initial", {"owner": user.pk})
        super().__init__(*args, **options)
        names = ("what", "owner", "review_on")
        self.fields.update(fields_for_model(StrategyMove, fields=names, widgets={"review_on": DayInput()}))
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""


class CloseForm(forms.Form):
    result = forms.CharField(label=_("What came of it"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
