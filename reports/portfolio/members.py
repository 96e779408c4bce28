"""The customers behind a figure, as a page: what they have in common in words, and a row each."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from customers.figures.words import SIZES
from customers.models import AcquisitionChannel, Customer, CustomerStanding, Industry, Region
from office.charts.figures import Column, Row, Table
from office.formatting.writers import amount_writer, percent_writer
from office.models import Company
from reports.portfolio.measures import unknown
from reports.portfolio.tables import customer_url
from reports.portfolio.terms import city_tier_word
from reports.selectors.members import NOTHING

if TYPE_CHECKING:
    from customers.models.terms import Term

COLUMNS = ("customer_id", "customer__name", "net_t12", "net_p12", "net_profit", "net_margin", "stage", "profit_class")
DICTIONARIES: dict[str, "type[Term]"] = {"industry": Industry, "region": Region, "channel": AcquisitionChannel}


def heading(used: Mapping[str, str]) -> str:
    """What narrows the list, in words."""
    return " · ".join(_in_words(name, value) for name, value in used.items()) or _("All customers")


def members_table(rows: Iterable[tuple[Any, ...]]) -> Table:
    """A row per standing, given as `COLUMNS`."""
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    stages = dict(CustomerStanding.Stage.choices)

    def amount(value: Any) -> str:
        return unknown() if value is None else money(value)

    def row(values: tuple[Any, ...]) -> Row:
        pk, name, now, before, profit, margin, stage, klass = values
        return Row(
            (
                name,
                amount(now),
                amount(before),
                amount(profit),
                unknown() if margin is None else share(margin),
                str(stages.get(stage, unknown())),
                klass if len(klass) in (1, 3) else pgettext("class", "none"),
            ),
            customer_url(pk),
        )

    return Table(
        _("Customers"),
        (
            Column(_("Customer"), words=True),
            Column(_("Revenue")),
            Column(_("Revenue, the 12 months before")),
            Column(_("Net profit")),
            Column(_("Net margin")),
            Column(_("Stage"), words=True),
            Column(_("Class"), words=True),
        ),
        tuple(row(values) for values in rows),
    )


def _in_words(name: str, value: str) -> str:
    label = {
        "class": _("Class"),
        "stage": _("Stage"),
        "grade": _("Payment grade"),
        "alarm": _("Silent defector"),
        "tier": _("Tier"),
        "industry": _("Industry"),
        "region": _("Region"),
        "city_tier": _("City tier"),
        "channel": _("Acquisition channel"),
        "size": _("Size"),
        "group": _("Group"),
    }.get(name)
    if label is None:
        return _bare(name, value)
    return _("%(label)s: %(value)s") % {"label": label, "value": unknown() if value == NOTHING else _named(name, value)}


def _bare(name: str, value: str) -> str:
    return {
        "loss 1": _("losing money"),
        "profit known": _("with known costs"),
        "active 1": _("active in 90 days"),
        "owes 1": _("with open receivables"),
        "contract now": _("with fees of a subscription now"),
        "largest fifth": _("the largest fifth by revenue, of those with known costs"),
        "base revenue": _("those that bring four fifths of revenue, of those with known costs"),
        "won now": _("won in these 12 months"),
        "won before": _("won in the 12 months before"),
        "age young": _("younger than a year"),
        "age old": _("three years and more"),
        "move opening": _("bought in the 12 months before"),
        "move closing": _("bought in these 12 months"),
        "move kept": _("bought in both years"),
        "move lost": _("bought before, not in these 12 months"),
        "move shrank": _("bought less than in the 12 months before"),
        "move grew": _("bought more than in the 12 months before"),
        "move came": _("bought now, not in the 12 months before"),
    }[f"{name} {value}"]


def _named(name: str, value: str) -> str:
    if name in DICTIONARIES:
        term = DICTIONARIES[name].objects.filter(code=value).first()
        return value if term is None else term.label
    if name == "city_tier":
        return city_tier_word(value)
    if name == "group":
        return Customer.objects.filter(pk=int(value)).values_list("name", flat=True).first() or value
    if "," in value:
        return pgettext("between items", ", ").join(_named(name, each) for each in value.split(","))
    if name == "size":
        return str(SIZES.get(value, value))
    words = {
        "stage": CustomerStanding.Stage,
        "alarm": CustomerStanding.Alarm,
        "class": CustomerStanding.ProfitClass,
    }
    choices = words.get(name)
    return value if choices is None else str(dict(choices.choices).get(value, value))
