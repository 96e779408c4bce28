"""Measures of the standing as columns and filters of the customer list.

Account managers have them in their own book alone, and never what is built on costs (decisions 23 and 50).
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from customers.books import View
from customers.extensions import ListColumn
from customers.figures import words
from customers.models import Customer, CustomerStanding
from customers.presenters.figures import address
from office import access as office_access
from office.formatting import amounts, marks
from office.models import Company
from office.roles import Role

if TYPE_CHECKING:
    from customers.models.customer import CustomerQuerySet
    from office.models import User

UNKNOWN = "unknown"
AT_RISK = "any"
BANDS = {
    "loss": (None, Decimal(0)),
    "watch": (Decimal(0), Decimal("0.1")),
    "healthy": (Decimal("0.1"), None),
}
GRADE_STATES = {"A": "good", "C": "warn", "D": "bad"}
ALARM_STATES = {"confirmed": "bad", "suspect": "warn"}


def sees_revenue_in(user: "User", view: str) -> bool:
    """As money on the list: a CSM over own customers, a lead over the team's, who sees the ledger everywhere."""
    if user.roles - {Role.CSM, Role.LEAD}:
        return True
    return view == View.MINE or sees_costs_in(user, view)


def sees_costs_in(user: "User", view: str) -> bool:
    """What is built on costs: a lead in the view of the one team they lead, who sees every ledger everywhere."""
    if office_access.sees_every_ledger(user):
        return True
    return view == View.TEAM and Role.LEAD in user.roles and user.team_id in {None, *user.led_team_ids}


def _nothing() -> SafeString:
    return marks.unknown(pgettext("a number nobody knows", "unknown"))


def _word(labels: Mapping[str, Any]) -> Callable[[Any, Customer], SafeString]:
    return lambda value, _customer: format_html("{}", labels.get(value, value)) if value else _nothing()


def _class(value: Any, _customer: Customer) -> SafeString:
    if value in ("A", "B", "C", "D"):
        return marks.badge(klass=str(value))
    return format_html("{}", words.CLASSES.get(value, value)) if value else _nothing()


def _tier(value: Any, _customer: Customer) -> SafeString:
    return marks.badge(tier=str(value)) if value else _nothing()


def _grade(value: Any, _customer: Customer) -> SafeString:
    return marks.pill(words.GRADES.get(value, value), GRADE_STATES.get(value, "")) if value else _nothing()


def _alarm(value: Any, _customer: Customer) -> SafeString:
    return marks.pill(words.ALARMS.get(value, value), ALARM_STATES.get(value, "")) if value else SafeString("")


def _share(value: Any, _customer: Customer) -> SafeString:
    if value is None:
        return _nothing()
    return format_html('<span class="n {}">{}</span>', "bad" if value < 0 else "", amounts.percent(value))


def _money(value: Any, _customer: Customer) -> SafeString:
    if value is None:
        return _nothing()
    text = amounts.amount(Decimal(value), get_language() or "en", currency=Company.get().base_currency)
    return format_html('<span class="n {}">{}</span>', "bad" if value < 0 else "", text)


def _at_risk(value: Any, customer: Customer) -> SafeString:
    """Nothing where no alarm stands: that is no gap."""
    return SafeString("") if value is None else _money(value, customer)


def _of_word(path: str) -> "Callable[[CustomerQuerySet, str, str], CustomerQuerySet]":
    def narrow(customers: "CustomerQuerySet", _name: str, value: str) -> "CustomerQuerySet":
        if value == UNKNOWN:
            return customers.filter(Q(**{path: ""}) | Q(**{f"{path}__isnull": True}))
        return customers.filter(**{path: value})

    return narrow


def _of_margin(customers: "CustomerQuerySet", _name: str, value: str) -> "CustomerQuerySet":
    if value == UNKNOWN:
        return customers.filter(standing__net_margin=None)
    low, high = BANDS[value]
    narrowed = customers if low is None else customers.filter(standing__net_margin__gte=float(low))
    return narrowed if high is None else narrowed.filter(standing__net_margin__lt=float(high))


def _of_alarm(customers: "CustomerQuerySet", _name: str, value: str) -> "CustomerQuerySet":
    if value == AT_RISK:
        return customers.filter(standing__alarm__gt="")
    return customers.filter(standing__alarm=value)


def _linked(name: str, cell: "Callable[[Any, Customer], SafeString]") -> "Callable[[Any, Customer], SafeString]":
    """The cell as a link to what stands behind the figure `name`; an empty one stays empty."""

    def linked(value: Any, customer: Customer) -> SafeString:
        shown = cell(value, customer)
        if not shown:
            return shown
        return format_html('<a class="figure-link" href="{}" data-dialog>{}</a>', address(customer, name), shown)

    return linked


def _worded(
    key: str, label: Any, choices: Sequence[tuple[str, Any]], cell: "Callable[[Any, Customer], SafeString]"
) -> ListColumn:
    """A code in words: class, tier, grade and stage, which an account manager has of the own customers."""
    path = f"standing__{key}"
    return ListColumn(
        key,
        label,
        path,
        _linked(key, cell),
        kind=str,
        number=False,
        # An empty code is unknown, and what is unknown comes last whichever way the list is ordered.
        order_by=NullIf(F(path), Value("")),
        filter=ChoiceFilter(label=label, choices=[*choices, (UNKNOWN, _("unknown"))], method=_of_word(path)),
        may_see_in=sees_revenue_in,
        shown=False,
    )


def _counted(key: str, label: Any, cell: Any, *, kind: type, filter: Any = None, costs: bool) -> ListColumn:  # noqa: A002
    return ListColumn(
        key,
        label,
        f"standing__{key}",
        _linked(key, cell),
        kind=kind,
        filter=filter,
        may_see_in=sees_costs_in if costs else sees_revenue_in,
        shown=False,
        falling=kind is Decimal,
    )


MARGIN_FILTER = ChoiceFilter(
    label=_("net margin"),
    choices=[
        ("loss", _("below nothing")),
        ("watch", _("0 to 10%")),
        ("healthy", _("10% and more")),
        (UNKNOWN, _("unknown")),
    ],
    method=_of_margin,
)
ALARM_FILTER = ChoiceFilter(
    label=_("At risk"),
    choices=[(AT_RISK, _("any alarm")), *CustomerStanding.Alarm.choices],
    method=_of_alarm,
)


def standing_columns() -> list[ListColumn]:
    stages, classes, grades = (
        CustomerStanding.Stage.choices,
        CustomerStanding.ProfitClass.choices,
        CustomerStanding.Grade.choices,
    )
    alarm = ListColumn(
        "alarm",
        _("At risk"),
        "standing__alarm",
        _linked("alarm", _alarm),
        kind=str,
        number=False,
        sortable=False,
        filter=ALARM_FILTER,
        may_see_in=sees_revenue_in,
        shown=False,
    )
    return [
        _worded("stage", _("stage"), stages, _word(words.STAGES)),
        _worded("profit_class", _("profitability class"), classes, _class),
        _worded("tier_effective", _("effective tier"), Customer.Tier.choices, _tier),
        _worded("payment_grade", _("payment grade"), grades, _grade),
        _counted("growth", _("growth"), _share, kind=float, costs=False),
        _counted("net_margin", _("net margin"), _share, kind=float, filter=MARGIN_FILTER, costs=True),
        _counted("net_profit", _("net customer profit"), _money, kind=Decimal, costs=True),
        alarm,
        _counted("money_at_risk", _("money at risk"), _at_risk, kind=Decimal, costs=False),
    ]
