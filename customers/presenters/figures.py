"""Figures as people read them: a value with its unit, why it is unknown, and everything behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from customers import extensions
from customers.access import is_the_machine
from customers.figures.declared import Definition, Gap, Input, Reading, Unit
from customers.figures.parameters import said
from customers.figures.registry import find
from customers.models import Customer, StandingKind
from customers.presenters.company_money import PARTS
from customers.selectors.worth import settings_from_number
from customers.services import company_money
from office.formatting import amounts
from office.models import Company, User

PLACES = {Unit.SCORE: 1, Unit.DAYS: 1, Unit.TIMES: 2, Unit.CHANCE: 3}


def text_of(value: Any, unit: Unit, words: Mapping[str, Any] | None = None) -> str:
    """A known value in words of the reader."""
    language = get_language() or "en"
    if unit is Unit.MONEY:
        return amounts.amount(Decimal(value), language, currency=Company.get().base_currency)
    if unit is Unit.SHARE:
        return amounts.percent(value)
    if unit is Unit.YES_NO:
        return _("yes") if value else _("no")
    if unit is Unit.DAY:
        return str(value.isoformat())
    if unit is Unit.WORD:
        return str((words or {}).get(value, value))
    number = Decimal(str(value))
    broken = 0 if number == number.to_integral_value() else 1
    return amounts.figure(number, PLACES.get(unit, broken)) + _suffix(unit, number)


def _suffix(unit: Unit, number: Decimal) -> str:
    count = 1 if number == 1 else 2
    words = {
        Unit.DAYS: npgettext("unit behind a figure", " day", " days", count),
        Unit.MONTHS: npgettext("unit behind a figure", " month", " months", count),
        Unit.MINUTES: npgettext("unit behind a figure", " minute", " minutes", count),
        Unit.TIMES: pgettext("unit behind a figure", " times"),
    }
    return words.get(unit, "")


def exact_of(value: Any, unit: Unit, words: Mapping[str, Any] | None = None) -> str:
    """As `text_of`, sums to the cent and with their unit: what a page of evidence shows."""
    if unit is Unit.MONEY and value is not None:
        language, currency = get_language() or "en", Company.get().base_currency
        return amounts.alone(amounts.exact(Decimal(value), language, currency=currency), language, currency)
    return text_of(value, unit, words)


def address(customer: Customer, name: str, as_of: date | None = None) -> str:
    url = reverse("customers:figure", args=[customer.pk, name])
    return f"{url}?as_of={as_of.isoformat()}" if as_of else url


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on a page: text (empty where unknown), why it is unknown, whether it is incomplete, and its address."""

    label: str
    text: str
    reason: str
    owner: str
    incomplete: bool
    url: str
    value: Any

    def link(self) -> SafeString:
        """The value as a link to what stands behind it, or the reason as one."""
        if not self.text:
            return format_html('<a class="unknown figure-link" href="{}" data-dialog>{}</a>', self.url, self.reason)
        mark = format_html(' <span class="pill pill--warn">{}</span>', _("incomplete")) if self.incomplete else ""
        return format_html('<a class="n figure-link" href="{}" data-dialog>{}</a>{}', self.url, self.text, mark)


def shown(definition: Definition, reading: Reading, customer: Customer, *, as_of: date | None = None) -> Shown:
    known = reading.value is not None
    first = reading.gaps[0] if reading.gaps else None
    return Shown(
        label=_capital(definition.label),
        text=text_of(reading.value, definition.unit, definition.words) if known else "",
        reason=first.text if first and not known else "",
        owner=str(first.owner) if first and not known else "",
        incomplete=known and bool(reading.gaps),
        url=address(customer, definition.name, as_of),
        value=reading.value,
    )


@dataclass(frozen=True, slots=True)
class ToldGap:
    """A gap as a page tells it; `url` leads to where the reader closes it, with `action` as its words, else both are empty."""

    text: str
    owner: str
    url: str = ""
    action: str = ""


def told_gaps(gaps: Iterable[Gap], user: User) -> list[ToldGap]:
    return [ToldGap(each.text, str(each.owner), *_cure(each.part, user)) for each in gaps]


def _cure(part: str, user: User) -> tuple[str, str]:
    """Where in the company's money it is added, for who may, and what that place is called."""
    if not part or not company_money.may_keep(user, PARTS[part].model):
        return "", ""
    return f"{reverse('customers:money')}?part={part}", str(PARTS[part].label)


@dataclass(frozen=True, slots=True)
class InputRow:
    label: str
    text: str
    url: str


def page(
    definition: Definition, reading: Reading, customer: Customer, user: User, *, as_of: date | None
) -> dict[str, Any]:
    """What the page of one figure shows; inputs link on where the reader may open them."""
    known = reading.value is not None

    def user_sees(input_figure: Definition) -> bool:
        return input_figure.may_see(user, customer)

    return {
        "definition": definition,
        "formula": formula_of(definition, reading),
        "title": _capital(definition.label),
        "text": exact_of(reading.value, definition.unit, definition.words) if known else "",
        "reading": reading,
        "inputs": [_input_row(each, customer, as_of, user_sees) for each in reading.inputs],
        "count": _input_row(reading.count, customer, as_of, user_sees) if reading.count else None,
        "frozen": reading.kind in (StandingKind.WEEK, StandingKind.MONTH),
        "asked": as_of,
        "corrected": _corrected(definition, reading),
        "rows_url": rows_url(definition, customer, user),
        "gaps": told_gaps(reading.gaps, user),
    }


def formula_of(definition: Definition, reading: Reading) -> str:
    """In words, with the parameters of the version that the figure was computed with."""
    return said(definition.formula, settings_from_number(reading.settings_number))


def _corrected(definition: Definition, reading: Reading) -> str:
    if reading.late is None:
        return ""
    if reading.late.corrected is None:
        return _("unknown")
    return exact_of(reading.late.corrected, definition.unit, definition.words)


def _input_row(found: Input, customer: Customer, as_of: date | None, user_sees: Any) -> InputRow:
    text = exact_of(found.value, found.unit, found.words) if found.value is not None else ""
    opens = found.figure and user_sees(find(found.figure))
    return InputRow(_capital(found.label), text, address(customer, found.figure, as_of) if opens else "")


def rows_url(definition: Definition, customer: Customer, user: User) -> str:
    """The address of the rows behind it; empty where there is none, or none that the reader may open."""
    if not definition.rows:
        return ""
    name, mark, part = definition.rows.partition("#")
    tabs = [] if is_the_machine(user) else extensions.tabs  # the machine itself opens everything
    for tab in tabs:
        if tab.url_name == name and not (tab.may_see(user) and tab.may_see_of(user, customer)):
            return ""
    return f"{reverse(name, args=[customer.pk])}{mark}{part}"


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]


def as_plain(
    definition: Definition, reading: Reading, customer: Customer, user: User, *, asked: date | None
) -> dict[str, Any]:
    """The same for a machine: numbers as numbers, sums and days as text."""
    return {
        "name": definition.name,
        "label": str(definition.label),
        "unit": definition.unit.value,
        "customer": customer.pk,
        "asked_as_of": asked.isoformat() if asked else None,
        "as_of": reading.as_of.isoformat() if reading.as_of else None,
        "kept": reading.kind or None,
        "period": {
            "from": reading.first.isoformat() if reading.first else None,
            "to": reading.last.isoformat() if reading.last else None,
        },
        "value": plain(reading.value),
        "formula": formula_of(definition, reading),
        "source": definition.source,
        "inputs": [_plain_input(each) for each in reading.inputs],
        "inputs_hidden": reading.hidden,
        "count": _plain_input(reading.count) if reading.count else None,
        "missing": [_plain_gap(each) for each in reading.gaps],
        "late": {"entries": reading.late.entries, "corrected": plain(reading.late.corrected)} if reading.late else None,
        "computed_at": reading.computed_at.isoformat() if reading.computed_at else None,
        "formula_version": reading.formula_version or None,
        "settings": reading.settings_number,
        "rows": rows_url(definition, customer, user) or None,
    }


def plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _plain_input(found: Input) -> dict[str, Any]:
    return {
        "name": found.figure or None,
        "label": str(found.label),
        "unit": found.unit.value,
        "value": plain(found.value),
    }


def _plain_gap(found: Gap) -> dict[str, str]:
    return {"code": found.code, "text": found.text, "owner": str(found.owner)}
