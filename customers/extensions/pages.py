"""What pages of a customer show that an upper app brings: tabs, timeline, tiles, panels, columns, log parts, the bin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import FilteredRelation
from django.http import HttpRequest

if TYPE_CHECKING:
    from django import forms
    from django.utils.safestring import SafeString
    from django_filters import Filter

    from customers.models import Contact, Customer
    from office.models import User


STRATEGY_TABS = "strategy"
"""The group in which judgements of a customer stand, and to which upper apps bring what they know of strategy."""


@dataclass(frozen=True)
class TabGroup:
    """A tab that holds several: it opens the first one that the reader may see, and offers the others under itself."""

    key: str
    label: Any
    order: int = 50


@dataclass(frozen=True)
class Tab:
    """A tab of the 360 page with an address of its own (`reverse(url_name, args=[customer.pk])`).

    With `group` it stands under the tab of that group, not beside it. Its view fetches the customer through `visible_to` and answers with `customers.views.detail.render_tab`.
    """

    key: str
    label: Any
    url_name: str
    order: int = 50
    group: str = ""
    may_see: Callable[["User"], bool] = lambda user: True
    may_see_of: Callable[["User", "Customer"], bool] = lambda user, customer: True


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the timeline. `template` gets `entry` (display values in `entry.context`), `customer`, `csrf_token`.

    It renders one <li>, best by components/timeline_entry.html.
    """

    at: datetime
    source: str
    id: int
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[datetime, str, int]:
        return self.at, self.source, self.id


@dataclass(frozen=True)
class TimelineSource:
    """Gives at most `limit` entries older than `before` (exclusive key), newest first, in a constant number of queries."""

    key: str
    label: Any
    entries: Callable[["Customer", "User", tuple[datetime, str, int] | None, int], Sequence[TimelineEntry]]


@dataclass(frozen=True)
class Tile:
    """A standing tile in the header of the 360 page; `template` gets what `load` returns as `tile`. None hides it."""

    key: str
    template: str
    load: Callable[["Customer", "User", date], Mapping[str, Any] | None]
    order: int = 50


@dataclass(frozen=True)
class SidePanel:
    """A block in the right column of the 360 page; None hides it.

    `template` gets what `load` returns as `panel`, and `customer`, `shell`, `csrf_token`.
    """

    key: str
    template: str
    load: Callable[["Customer", "User", date], Mapping[str, Any] | None]
    order: int = 50


@dataclass(frozen=True)
class ContactPanel:
    """A block beside a person's own page; `template` gets what `load` returns as `panel`."""

    key: str
    template: str
    load: Callable[["Contact", "User", date], Mapping[str, Any]]
    order: int = 50


@dataclass(frozen=True)
class ListColumn:
    """A standing measure as a column of the customer list.

    `path` leads from the customer to one value; where several rows hang on a customer, `joins` names the one meant:
    `{"now": FilteredRelation("standings", condition=Q(standings__kind="today"))}` and `path="now__temperature"`.
    `kind` is the value's Python type, which cursors are read back to. `cell` makes of the value and the customer what
    stands in a row; it runs for every row, so it asks nothing and escapes what it did not write (`format_html`).
    `filter` narrows the list by `path` (its `field_name`), on the page and in the API, under the parameter `key`.
    """

    key: str
    label: Any
    path: str
    cell: "Callable[[Any, Customer], SafeString]"
    kind: type = int
    joins: Mapping[str, FilteredRelation] = field(default_factory=dict)
    number: bool = True
    sortable: bool = True
    filter: "Filter | None" = None
    may_see: Callable[["User"], bool] = lambda user: True
    may_see_in: Callable[["User", str], bool] = lambda user, view: True
    """Whether the column, its order and its filter exist in a view of the list (mine, the team's, all)."""
    shown: bool = True
    """Whether the list shows it unasked; else it is chosen, filtered or ordered by."""
    order_by: Any = None
    """What orders by it, where that is not the path alone."""
    falling: bool = False
    """Whether its head orders from the largest down at first."""


@dataclass(frozen=True)
class LogPart:
    """An optional part of the log form, saved in the same transaction (decision 4).

    `form` is bound with prefix `key`; when it has content, `save(form, customer=, interaction_id=, at=, by=)` runs
    inside the log's transaction.
    """

    key: str
    label: Any
    form: Callable[..., "forms.Form"]
    is_filled: Callable[["forms.Form"], bool]
    save: Callable[..., Any]
    template: str
    order: int = 50
    icon: str = "voice"
    hint: Any = ""
    """What the closed row says of it in a few words."""


@dataclass(frozen=True)
class TodayCard:
    """A block of the Today page."""

    key: str
    template: str
    load: Callable[[HttpRequest, date], Mapping[str, Any] | None]
    column: str = "main"
    order: int = 50


@dataclass(frozen=True)
class BinEntry:
    """One thing that was set aside, of a customer or of nobody. `restore_url` takes a POST and leads to where it stands
    again."""

    at: datetime
    source: str
    id: int
    name: str
    customer: Any
    by: Any
    why: str
    restore_url: str

    @property
    def key(self) -> tuple[datetime, str, int]:
        return self.at, self.source, self.id


@dataclass(frozen=True)
class BinSource:
    """What one app sets aside: at most `limit` entries older than a key that the person may restore and whose customer
    is meant by what was typed, newest first, in a constant number of queries."""

    key: str
    label: Any
    may_restore: Callable[["User"], bool]
    entries: Callable[["User", tuple[datetime, str, int] | None, int, str], Sequence[BinEntry]]
