"""Dependence, stickiness and strategic control as columns and filters of the list of customers."""

from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter

from customers.extensions import ListColumn
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office.access import sees_people_and_voices
from office.formatting import marks
from relationships.binding.listing import BELOW, DEPENDENCE_STATES, ENOUGH
from relationships.models import StrategyStanding

NAME_ONLY, UNKNOWN = "name_only", "unknown"


def of_dependence(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers to a class of dependence, to those strategic in name only, or to those unknown."""
    if value == NAME_ONLY:
        return customers.filter(strategy_now__in_name_only=True)
    if value == UNKNOWN:
        unknown = Q(strategy_now=None) | Q(strategy_now__dependence=StrategyStanding.Dependence.INSUFFICIENT)
        return customers.filter(unknown)
    return customers.filter(strategy_now__dependence=value)


def of_control(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers to those that reach their tier's least control, or do not."""
    return customers.filter(strategy_now__control_meets=value == ENOUGH)


def dependence_cell(value: str | None, _customer: Customer) -> SafeString:
    if not value or value == StrategyStanding.Dependence.INSUFFICIENT:
        return marks.unknown(StrategyStanding.Dependence.INSUFFICIENT.label)
    return marks.pill(StrategyStanding.Dependence(value).label, DEPENDENCE_STATES.get(value, ""))


def control_cell(value: int | None, _customer: Customer) -> SafeString:
    return marks.unknown(_("none registered")) if value is None else format_html('<span class="n">{}</span>', value)


def stickiness_cell(value: float | None, _customer: Customer) -> SafeString:
    if value is None:
        return marks.unknown(_("too little known"))
    text = str(round(value))
    return format_html(
        '<span class="row row--end"><span class="n">{}</span>{}</span>',
        text,
        marks.meter(value, label=_("Stickiness"), text=text),
    )


DEPENDENCE_CHOICES = [
    *(
        choice
        for choice in StrategyStanding.Dependence.choices
        if choice[0] != StrategyStanding.Dependence.INSUFFICIENT
    ),
    (NAME_ONLY, gettext_lazy("strategic in name only")),
    (UNKNOWN, StrategyStanding.Dependence.INSUFFICIENT.label),
]
COLUMNS = [
    ListColumn(
        "dependence",
        gettext_lazy("Dependence"),
        "strategy_now__dependence",
        dependence_cell,
        kind=str,
        number=False,
        order_by=NullIf(F("strategy_now__dependence"), Value("")),
        filter=ChoiceFilter(label=gettext_lazy("Dependence"), choices=DEPENDENCE_CHOICES, method=of_dependence),
        may_see=sees_people_and_voices,
        shown=False,
    ),
    ListColumn(
        "stickiness",
        gettext_lazy("Stickiness"),
        "strategy_now__stickiness_index",
        stickiness_cell,
        kind=float,
        may_see=sees_people_and_voices,
        shown=False,
    ),
    ListColumn(
        "strategic_control",
        gettext_lazy("Strategic control"),
        "strategy_now__control_value",
        control_cell,
        kind=int,
        filter=ChoiceFilter(
            label=gettext_lazy("Strategic control"),
            choices=[
                (BELOW, gettext_lazy("below the tier's minimum")),
                (ENOUGH, gettext_lazy("enough for the tier")),
            ],
            method=of_control,
        ),
        may_see=sees_people_and_voices,
        shown=False,
    ),
]
