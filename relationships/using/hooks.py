"""What use brings to a customer's page, to the list and to other apps (see customers.extensions)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_filters import ChoiceFilter

from customers import extensions
from customers.extensions import FactFeed, ListColumn, Tab
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office.access import sees_people_and_voices
from office.formatting import marks
from relationships.models import UsageTrend
from relationships.selectors.usage import core_use
from relationships.tabs import OUTCOMES
from relationships.triggering import registry
from relationships.using.evidence import DEMAND_FIT
from relationships.using.triggers import USAGE_FALLING

NONE, CORE_USE = "none", "core_use"
STATES = {"better": "good", "worse": "bad"}


def register() -> None:
    extensions.tabs.append(
        Tab(
            "usage",
            gettext_lazy("Usage and requests"),
            "relationships:usage-tab",
            35,
            OUTCOMES,
            may_see=sees_people_and_voices,
        )
    )
    extensions.computed.add("relationships.usagetrend")
    extensions.list_columns.append(COLUMN)
    extensions.evidence_sources.append(DEMAND_FIT)
    extensions.fact_feeds.setdefault(CORE_USE, []).append(FactFeed(CORE_USE, core_use))
    registry.declare(USAGE_FALLING)


def of_trend(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers by what is known of their use."""
    if value == NONE:
        return customers.filter(usage_leading=None)
    return customers.filter(usage_leading__outlook=value)


def cell(value: str | None, _customer: Customer) -> SafeString:
    if value is None:
        return marks.unknown(_("nothing read"))
    return format_html("{}", marks.pill(UsageTrend.Outlook(value).label, STATES.get(value, "")))


COLUMN = ListColumn(
    "usage",
    pgettext_lazy("list of customers", "Usage"),
    "usage_leading__outlook",
    cell,
    kind=str,
    number=False,
    filter=ChoiceFilter(
        label=pgettext_lazy("list of customers", "Usage"),
        choices=[
            *UsageTrend.Outlook.choices,
            (NONE, pgettext_lazy("usage", "nothing read")),
        ],
        method=of_trend,
    ),
    may_see=sees_people_and_voices,
    shown=False,
)
