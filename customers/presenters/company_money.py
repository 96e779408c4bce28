"""The page of the company's own money: five lists that look alike, each with its earlier values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Field, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.models import AcquisitionSpend, ExchangeRate, Funds, HourlyRate, Target
from customers.money import MoneyField
from customers.paging import Order, page
from customers.services import company_money
from office.models import Company, User

PAGE, CHANGES = 50, 30


@dataclass(frozen=True)
class Part:
    """One of the lists: `names` are the fields of its form, its columns and its file."""

    key: str
    label: Any
    about: Any
    new: Any
    model: Any
    names: tuple[str, ...]
    enter: Callable[..., Any]
    order: Order
    related: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Any]:
        """Fields in the order of the form; a currency stands with its amount."""
        fields = [self.model._meta.get_field(name) for name in self.names]
        has_amounts = any(isinstance(field, MoneyField) for field in fields)
        return [field for field in fields if not (has_amounts and field.name == "currency")]

    def rows(self, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model.objects.visible_to(user).select_related(*self.related)
        return found


PARTS = {
    part.key: part
    for part in (
        Part(
            "spend",
            _("Acquisition spend"),
            _(
                "What winning customers costs, by month, channel and region. Costs of one customer are lines of its ledger."
            ),
            _("New spend"),
            AcquisitionSpend,
            ("month", "kind", "channel", "region", "amount", "currency", "description"),
            company_money.spend,
            Order("month", "month", kind=date, descending=True, always=True),
            ("channel", "region"),
        ),
        Part(
            "funds",
            _("Cash and fixed cost"),
            _("In base currency. Fixed cost is every cost that stands in no customer's profit and loss."),
            _("New state of funds"),
            Funds,
            ("on", "cash", "fixed_monthly", "note"),
            company_money.state_funds,
            Order("on", "on", kind=date, descending=True, always=True),
        ),
        Part(
            "targets",
            _("Targets"),
            _("What the company aims at in a year, and the industry's figure to compare with."),
            _("New target"),
            Target,
            ("year", "measure", "value", "note"),
            company_money.aim,
            Order("year", "year", kind=int, descending=True, always=True),
        ),
        Part(
            "rates",
            _("Hourly rates"),
            _(
                "What an hour of a cost role costs from a day on, in base currency. Time without a rate is told, not guessed."
            ),
            _("New hourly rate"),
            HourlyRate,
            ("role", "since", "hourly"),
            company_money.set_hourly_rate,
            Order("since", "since", kind=date, descending=True, always=True),
        ),
        Part(
            "exchange",
            _("Exchange rates"),
            _(
                "What one unit of a currency costs in base currency. A document takes the rate of its day, or the last "
                "one of the 31 days before; without one it is left out and told."
            ),
            _("New exchange rate"),
            ExchangeRate,
            ("currency", "on", "rate", "source"),
            company_money.set_exchange_rate,
            Order("on", "on", kind=date, descending=True, always=True),
        ),
    )
}

DONE = {
    "+": pgettext_lazy("change", "entered"),
    "~": pgettext_lazy("change", "changed"),
    "-": pgettext_lazy("change", "removed"),
}


def company_page(part: Part, user: User, *, cursor: str) -> dict[str, Any]:
    """One list with its history. A constant number of queries."""
    found = page(part.rows(user), part.order, cursor=cursor, size=PAGE)
    url = f"{reverse('customers:money')}?part={part.key}"
    may_keep = company_money.may_keep(user, part.model)
    base = Company.get().base_currency
    return {
        "part": part,
        "chips": [
            {"label": each.label, "url": f"{reverse('customers:money')}?part={key}", "current": each is part}
            for key, each in PARTS.items()
        ],
        "heads": [{"text": field.verbose_name, "number": _is_number(field)} for field in part.columns],
        "rows": [{"pk": row.pk, "cells": _cells(part, row, base)} for row in found.rows],
        "next_url": f"{url}&cursor={found.next}" if found.next else "",
        "previous_url": f"{url}&cursor={found.previous}" if found.previous else "",
        "changes": _changes(part, base) if found.rows or not cursor else [],
        "may_keep": may_keep,
    }


def export(part: Part, user: User) -> tuple[list[str], Iterator[list[Any]], int]:
    """Heads, rows and their number, in the order of the page."""
    rows = part.rows(user).order_by(*part.model._meta.ordering)
    names = part.names
    heads = [str(part.model._meta.get_field(name).verbose_name) for name in names]
    return heads, ([_plain(part, row, name) for name in names] for row in rows.iterator(1000)), rows.count()


def _plain(part: Part, row: Any, name: str) -> Any:
    field = part.model._meta.get_field(name)
    value = getattr(row, name)
    return str(_shown(field, value)) if field.choices or field.is_relation or name == "role" else value


def _cells(part: Part, row: Any, base: str) -> list[dict[str, Any]]:
    return [_cell(field, row, base) for field in part.columns]


def _cell(field: "Field[Any, Any]", row: Any, base: str) -> dict[str, Any]:
    value = getattr(row, field.name)
    kind = "text"
    if isinstance(field, MoneyField):
        kind = "money"
    elif isinstance(value, date):
        kind = "month" if field.name == "month" else "day"
    shown = value if kind != "text" else _shown(field, value)
    return {
        "head": field.verbose_name,
        "kind": kind,
        "value": shown,
        "currency": getattr(row, "currency", base),
        "number": _is_number(field),
    }


def _shown(field: "Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return ""
    if field.name == "role":
        return extensions.cost_roles.get(value, value)
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _is_number(field: "Field[Any, Any]") -> bool:
    return isinstance(field, MoneyField | DecimalField)


def _changes(part: Part, base: str) -> list[dict[str, Any]]:
    """The last changes of the list, what each changed with before and after."""
    versions = part.model.history.select_related("history_user", *part.related)
    latest = list(versions.order_by("-history_date", "-history_id")[:CHANGES])
    before: dict[int, Any] = {}
    older: dict[int, Any] = {}
    for version in versions.filter(id__in={each.id for each in latest}).order_by("history_id"):
        if version.id in before:
            older[version.history_id] = before[version.id]
        before[version.id] = version
    return [
        {
            "at": version.history_date,
            "by": version.history_user,
            "done": DONE[version.history_type],
            "what": _summary(part, version, base),
            "fields": _differences(part, older.get(version.history_id), version, base),
        }
        for version in latest
    ]


def _summary(part: Part, version: Any, base: str) -> list[dict[str, Any]]:
    """The first two columns say which entry it is."""
    return [_cell(field, version, base) for field in part.columns[:2]]


def _differences(part: Part, before: Any, after: Any, base: str) -> Sequence[dict[str, Any]]:
    if before is None or after.history_type != "~":
        return []
    return [
        {"head": field.verbose_name, "before": _cell(field, before, base), "after": _cell(field, after, base)}
        for field in part.columns
        if getattr(before, field.attname) != getattr(after, field.attname)
        or (isinstance(field, MoneyField) and getattr(before, "currency", base) != getattr(after, "currency", base))
    ]
