"""Who leaves, as a form without JavaScript: what is chosen stays ticked, the picker adds one more."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.fields import DayInput, RemoteChoiceField
from customers.models import Customer
from customers.searching import BY_NAME
from office.models import User
from reports.portfolio.terms import labels_of

MOST_CHOSEN = 200
KINDS = ("customer", "group", "industry", "region", "channel")
TERMS = ("industry", "region", "channel")


class LossForm(forms.Form):
    """Any customers, whole groups, industries, regions and channels; together they are lost."""

    add = RemoteChoiceField(
        Customer.objects.none(), url_name="customers:options", label=_("Add a customer"), required=False
    )
    add_group = forms.BooleanField(label=_("with its whole group"), required=False)
    customer = forms.MultipleChoiceField(label=_("Customers"), required=False, widget=forms.CheckboxSelectMultiple)
    group = forms.MultipleChoiceField(
        label=pgettext_lazy("of companies", "Groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    industry = forms.MultipleChoiceField(label=_("Industries"), required=False, widget=forms.CheckboxSelectMultiple)
    region = forms.MultipleChoiceField(label=_("Regions"), required=False, widget=forms.CheckboxSelectMultiple)
    channel = forms.MultipleChoiceField(label=_("Channels"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        seen = Customer.objects.visible_to(user).current()
        asked = {kind: _numbers(data, kind) for kind in ("customer", "group")}
        names = dict(
            seen.filter(pk__in=[*asked["customer"], *asked["group"]]).order_by(BY_NAME).values_list("pk", "name")
        )
        picked = _numbers(data, "add")[:1]
        kind = "group" if data.get("add_group") else "customer"
        if picked and picked[0] not in names:
            names |= dict(seen.filter(pk__in=picked).values_list("pk", "name"))
        asked[kind] = list(dict.fromkeys([*asked[kind], *picked]))
        self.selection: dict[str, list[Any]] = {
            name: [pk for pk in pks if pk in names][:MOST_CHOSEN] for name, pks in asked.items()
        }
        super().__init__(initial={})
        self.fields["add"].queryset = seen.order_by("sort_key", "id")  # type: ignore[attr-defined]
        for name in ("customer", "group"):
            self._offer(
                name, [(str(pk), names[pk]) for pk in self.selection[name]], [str(pk) for pk in self.selection[name]]
            )
        for name, labels in labels_of(*TERMS).items():
            self.selection[name] = [code for code in data.getlist(name) if code in labels]
            self._offer(name, list(labels.items()), self.selection[name])

    def _offer(self, name: str, choices: list[tuple[str, str]], chosen: list[str]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial[name] = chosen

    @property
    def chosen(self) -> dict[str, list[Any]]:
        """Kind → what is lost of it, without the kinds of which nothing is."""
        return {kind: values for kind, values in self.selection.items() if values}

    @property
    def names(self) -> list[str]:
        """What is lost, in words: for paper, where nothing can be ticked."""
        labels = {kind: dict(self.fields[kind].choices) for kind in KINDS}  # type: ignore[attr-defined]
        return [str(labels[kind][str(each)]) for kind in KINDS for each in self.selection[kind]]

    def query(self) -> str:
        """The choice as an address keeps it."""
        found = QueryDict(mutable=True)
        for kind, values in self.chosen.items():
            found.setlist(kind, [str(each) for each in values])
        return found.urlencode()


def _numbers(data: QueryDict, name: str) -> list[int]:
    return [int(text) for text in data.getlist(name) if text.isascii() and text.isdigit() and len(text) < 19]


class ScenarioForm(forms.Form):
    """Name and contingency plan of a scenario."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    name = forms.CharField(label=_("Name"), max_length=120)
    plan = forms.CharField(
        label=_("If it happens"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The steps, one a line: what, who, by when."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner of the plan"), required=False, empty_label=_("nobody yet")
    )
    review_on = forms.DateField(label=_("Review on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = User.objects.people().filter(is_active=True)  # type: ignore[attr-defined]
