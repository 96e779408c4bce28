"""The cells of the map's grid: one tie each, as values for paper and written out for the page, which has hundreds."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from customers.models import Contact
from office.models import User
from relationships.mapping.rivals import Beyond
from relationships.mapping.words import REVIEWS
from relationships.network.ties import JUDGED_STEP, Pair, Tie
from relationships.presenters import whole
from relationships.selectors.exchanges import ours, theirs
from relationships.selectors.maps import CustomerMap
from relationships.selectors.rivals import Brought

STEPS = (20, 40, 60)
NOTHING = SafeString()
FULL = mark_safe(' class="is-full"')


class Cell(NamedTuple):
    """One tie: its number, its step 1 to 4, the judgement beside it. An empty one still leads to the tie's own page."""

    url: str
    label: str
    """What a screen reader says of it."""
    value: int | None = None
    step: int = 0
    stable: bool = False
    pips: tuple[bool, ...] = ()
    stale: bool = False
    review: Any = ""
    judged_only: bool = False
    brought: int | None = None
    """Strength of the personal tie from the person's earlier customer, where there is none of this one yet."""


class Weaver:
    """Makes the cells of a map row by row, with what all of them have in common made once."""

    def __init__(self, found: CustomerMap, users: Iterable[User], beyond: Beyond) -> None:
        start = _ties_of(found.customer.pk)
        self._columns = [(ours(user.pk), str(user), f"{start}{user.pk}/") for user in users]
        self._ties, self._brought = found.picture.ties, beyond.brought
        self._language = get_language()
        self._no_tie = _("%(ours)s and %(theirs)s: no tie")
        self._a_tie = _("%(ours)s and %(theirs)s: %(tie)s")

    def row(self, contact: Contact) -> list[Cell]:
        """One cell for each of ours."""
        key, name, end = theirs(contact.pk), str(contact), f"{contact.pk}/"
        return [
            self._cell((user, key), f"{start}{end}", {"ours": user_name, "theirs": name})
            for user, user_name, start in self._columns
        ]

    def _cell(self, pair: Pair, url: str, names: dict[str, Any]) -> Cell:
        tie = self._ties.get(pair)
        if tie is None or tie.source == "left":
            earlier = self._brought.get(pair)
            return Cell(url, self._no_tie % names) if earlier is None else self._from_elsewhere(earlier, url, names)
        value = whole(tie.computed)
        text = _text(value, stable=tie.stable, judged=tie.judged, fresh=tie.judged_fresh, language=self._language)
        return Cell(
            url,
            self._a_tie % {**names, "tie": text},
            value,
            0 if value is None else 1 + bisect_right(STEPS, value),
            tie.stable,
            () if tie.judged is None else tuple(tie.judged > JUDGED_STEP * step for step in range(4)),
            tie.judged is not None and not tie.judged_fresh,
            REVIEWS.get(tie.review or "", ""),
            tie.source == "judged_only",
        )

    def _from_elsewhere(self, earlier: Brought, url: str, names: dict[str, Any]) -> Cell:
        value = whole(earlier.tie.computed)
        text = _("%(ours)s and %(theirs)s: a tie of %(value)s from %(customer)s, none here yet")
        return Cell(url, text % {**names, "value": value, "customer": earlier.customer}, brought=value)


def written(cells: Iterable[Cell]) -> SafeString:
    """The cells of a row as the page shows them."""
    return mark_safe("".join(map(_written, cells)))  # noqa: S308


def _written(cell: Cell) -> str:
    """Addresses are ours and hold numbers only; what people have named is escaped."""
    inside = _number(cell.value, stable=cell.stable)
    if cell.pips or cell.brought is not None:
        inside += _beside(cell)
    look = f" map-cell--{cell.step}" if cell.step else ""
    if cell.judged_only:
        look += " map-cell--judged"
    label = escape(cell.label)
    return f'<td class="map-cell{look}"><a href="{cell.url}" data-dialog aria-label="{label}">{inside}</a></td>'


@lru_cache(maxsize=256)
def _number(value: int | None, *, stable: bool) -> SafeString:
    if value is None:
        return NOTHING
    return format_html("<strong>{}<b>●</b></strong>" if stable else "<strong>{}</strong>", value)


def _beside(cell: Cell) -> SafeString:
    """What people judged, and what speaks against it; or what was brought along."""
    if cell.brought is not None:
        return format_html('<span class="caption">↷ {}</span>', cell.brought)
    full = format_html_join("", "<i{}></i>", ((FULL if is_full else "",) for is_full in cell.pips))
    said = format_html('<span class="pips{}">{}</span>', " pips--stale" if cell.stale else "", full)
    if cell.stale:
        said += format_html('<span class="caption">{}</span>', _("judgement expired"))
    return said + format_html('<span class="caption warn">{}</span>', cell.review) if cell.review else said


def tie_text(tie: Tie) -> str:
    """Strength 48, stable, judged 4 of 4."""
    value, language = whole(tie.computed), get_language()
    return _text(value, stable=tie.stable, judged=tie.judged, fresh=tie.judged_fresh, language=language)


@lru_cache(maxsize=2048)
def _text(value: int | None, *, stable: bool, judged: int | None, fresh: bool, language: str | None) -> str:
    """In the reader's `language`, which is asked for only to keep one text for each."""
    parts = []
    if value is not None:
        parts.append(_("strength %(value)s") % {"value": value})
    if stable:
        parts.append(_("stable"))
    if judged is not None:
        said = _("judged %(value)s of 4") if fresh else _("once judged %(value)s of 4")
        parts.append(said % {"value": judged // JUDGED_STEP})
    return pgettext("between clauses", ", ").join(parts)


def tie_url(found: CustomerMap, user: User, contact: Contact) -> str:
    return f"{_ties_of(found.customer.pk)}{user.pk}/{contact.pk}/"


def address(name: str, pk: int) -> str:
    """Of one of many: their addresses differ in the number alone."""
    return _shape(name).replace("/0/", f"/{pk}/")


@lru_cache(maxsize=8)
def _shape(name: str) -> str:
    return reverse(name, args=[0])


@lru_cache(maxsize=256)
def _ties_of(customer_id: int) -> str:
    """What the addresses of all ties of a customer begin with: a large map has thousands of them."""
    return reverse("relationships:tie", args=[customer_id, 0, 0]).removesuffix("0/0/")
