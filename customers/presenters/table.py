"""The rows of the list of customers as markup.

Fifty rows of ten cells are most of the page's work, and a template takes five times as long for them; so they are
put together here, by `format_html` alone, which escapes every value.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.extensions import ListColumn
from customers.presenters.lists import Head, Row
from office.formatting import amounts, marks
from office.models import Company


class Table:
    """The body of the table; words that every row repeats are looked up once."""

    def __init__(self, columns: Sequence[ListColumn], heads: Mapping[str, Head], *, money: bool) -> None:
        self.columns, self.money = columns, money
        self.language, self.currency = get_language() or "en", Company.get().base_currency
        self.industry, self.region = _("Industry"), _("Region")
        self.nobody = marks.unknown(_("nobody"))
        self.no_revenue = marks.unknown(_("no revenue"))
        self.labels = {key: str(head.label) for key, head in heads.items()}
        self.column_labels = [str(column.label) for column in columns]

    def body(self, rows: Iterable[Row]) -> SafeString:
        return format_html_join("\n", "{}", ((self._row(row),) for row in rows))

    def _row(self, row: Row) -> SafeString:
        archived = mark_safe(' class="is-archived"') if row.customer.is_archived else ""
        return format_html("<tr data-row{}>{}</tr>", archived, mark_safe("".join(self._cells(row))))  # noqa: S308

    def _cells(self, row: Row) -> Iterable[SafeString]:
        yield _name(row)
        yield self._status(row)
        yield _cell(self.industry, row.industry, "only-desktop")
        yield _cell(self.region, row.region, "only-desktop")
        if self.money:
            yield _cell(self.labels["revenue"], self._revenue(row), "num")
        for column, label, content in zip(self.columns, self.column_labels, row.cells, strict=True):
            yield _cell(label, content, "num" if column.number else "")
        yield _cell(self.labels["renewal"], _renewal(row), "num")
        yield _cell(self.labels["owner"], self._owner(row))

    def _status(self, row: Row) -> SafeString:
        text, state = row.status.text, row.status.state
        if state != "plain":
            return _cell(self.labels["status"], marks.pill(text, state))
        return _cell(self.labels["status"], format_html('<span class="secondary">{}</span>', text), "phone-skip")

    def _revenue(self, row: Row) -> str:
        if row.revenue is None:
            return self.no_revenue
        return amounts.amount(row.revenue, self.language, currency=self.currency)

    def _owner(self, row: Row) -> SafeString:
        if not row.owner:
            return self.nobody
        return format_html('<span class="person">{}<span>{}</span></span>', marks.avatar(row.owner), row.owner)


def _cell(label: str, content: Any, classes: str = "") -> SafeString:
    if classes:
        return format_html('<td data-label="{}" class="{}">{}</td>', label, classes, content)
    return format_html('<td data-label="{}">{}</td>', label, content)


def _name(row: Row) -> SafeString:
    second = format_html('<span class="customer-second">{}</span>', row.second) if row.second else ""
    return format_html(
        '<th scope="row"><span class="customer-name">{}<a href="{}">{}</a></span>{}</th>',
        marks.badge(row.customer.tier_in_force),
        row.url,
        row.customer.name,
        second,
    )


def _renewal(row: Row) -> SafeString | str:
    if row.renewal is None:
        return ""
    return format_html(
        '<span class="n {}" title="{}">{}</span>', row.renewal.state, row.renewal.on.isoformat(), row.renewal.text
    )
