"""What upper apps add to a customer without being imported by it (architecture: which way things flow).

Each app registers in its `AppConfig.ready()`. The registries are plain lists in order of registration; pages read
them, tests assert that they are complete.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import FilteredRelation, QuerySet
from django.http import HttpRequest

if TYPE_CHECKING:
    from django import forms
    from django.utils.safestring import SafeString
    from django_filters import Filter

    from customers.figures.declared import Definition
    from customers.models import Contact, Customer
    from customers.valuation.worth import Measured, Moment
    from office.models import User


@dataclass(frozen=True)
class Tab:
    """A tab of the 360 page with an address of its own (`reverse(url_name, args=[customer.pk])`).

    Its view fetches the customer through `visible_to` and answers with `customers.views.detail.render_tab`.
    """

    key: str
    label: Any
    url_name: str
    order: int = 50
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
    """One thing that was set aside. `restore_url` takes a POST and leads to where it stands again."""

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


@dataclass(frozen=True)
class Resolver:
    """Turns a stored reference (kind, id) of one app into what another may show, within the user's rights (decision 47)."""

    kind: str
    resolve: Callable[["User", Sequence[int]], Mapping[int, Any]]


@dataclass(frozen=True)
class FactFeed:
    """A fact that this app needs from an upper one (decision 5), for the given customers up to a day."""

    key: str
    read: Callable[[QuerySet["Customer"], date], Mapping[int, Any]]


@dataclass(frozen=True, slots=True)
class LoggedMinutes:
    """Our minutes with a customer on a day, by cost role; `minutes` None where nobody noted how long it took.

    `serves` says that the work is service to a customer that buys (training, technical exchange, support on site);
    else it keeps up the relationship (decision 18).
    """

    on: date
    role: str
    minutes: int | None
    serves: bool


@dataclass(frozen=True, slots=True)
class BreachedVoice:
    """A grave voice whose clock has run out: what the fact feed `breached_voices` gives of each customer.

    `about` names the voice and the clock, so that a later clock of the same voice is another matter.
    """

    about: str
    severity: int
    on: date
    """The day on which the time was up."""


@dataclass(frozen=True)
class MinutesFeed:
    """Minutes that an upper app logs, of the given customers, between two days, both included."""

    read: Callable[[QuerySet["Customer"], date, date], Mapping[int, Sequence[LoggedMinutes]]]


@dataclass(frozen=True)
class Belonging:
    """What one of ours looks after at a customer and nobody would, if that person left: a count and where it stands."""

    key: str
    label: Any
    count: Callable[["Customer", "User", "User"], int]
    """Of the customer, the colleague who would leave, and the person who asks."""
    url: Callable[["Customer"], str]


@dataclass(frozen=True)
class CompanyFigure:
    """A figure of the whole base, computed with all standings and kept in the company's (`CompanyStanding.figures`).

    `compute` takes the customers looked at and the moment, and answers plain values that JSON can hold (decimals as
    text). Pages read it through `customers.selectors.base.figure`, which computes it anew for who sees only a part.
    """

    key: str
    compute: Callable[[Sequence["Measured"], "Moment"], Mapping[str, Any]]


@dataclass(frozen=True)
class FlagSource:
    """Warnings that may hold of a customer on a day (decision 30): `labels` by key, and `read` tells who has them.

    `read` answers customer id → key → whether it holds; what is absent is unknown. They are kept with each month end,
    as known that day. `of_people`: they tell of people and voices, which not every reader of money sees.
    """

    labels: Mapping[str, Any]
    read: Callable[[QuerySet["Customer"], date], Mapping[int, Mapping[str, bool]]]
    of_people: bool = True


@dataclass(frozen=True)
class Evidence:
    """One fact beside a score: a sentence, where its rows stand, and whether it speaks for ("good") or against ("bad")."""

    text: str
    url: str = ""
    state: str = ""


@dataclass(frozen=True)
class EvidenceSource:
    """What an upper app knows of a dimension of the scorecard (its key). It is shown beside the score and never changes it;
    a constant number of queries for all its facts."""

    dimension: str
    read: Callable[["Customer", "User", date], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Words of the customer as they may be handed to that customer: masked, the speaker named only with consent."""

    on: date
    words: str
    speaker: str
    role: str
    channel: str


class WordsKeeper(Protocol):
    """Keeps words that reached another app as the customer's voice; `origin` is that app's reference (kind, id).

    Runs inside the caller's transaction and answers the voice's id.
    """

    def __call__(
        self, customer: "Customer", *, text: str, speaker: "Contact", by: "User", origin: tuple[str, int]
    ) -> int: ...


tabs: list[Tab] = []
words_keepers: list[WordsKeeper] = []
# What a customer said between two days, both included, oldest first, within the rights of the person who asks.
spoken: list[Callable[["Customer", "User", date, date], Sequence[SpokenWords]]] = []
evidence_sources: list[EvidenceSource] = []
company_figures: list[CompanyFigure] = []
figures: "list[Definition]" = []
timeline_sources: list[TimelineSource] = []
tiles: list[Tile] = []
side_panels: list[SidePanel] = []
contact_panels: list[ContactPanel] = []
list_columns: list[ListColumn] = []
log_parts: list[LogPart] = []
today_cards: list[TodayCard] = []
bin_sources: list[BinSource] = []
belongings: list[Belonging] = []
resolvers: dict[str, Resolver] = {}
fact_feeds: dict[str, list[FactFeed]] = {}
service_minutes: list[MinutesFeed] = []
flag_sources: list[FlagSource] = []
# Who of ours is on duty on a day, told by the app that keeps the roster; None when nobody is.
on_duty: "list[Callable[[date], User | None]]" = []
# Cost roles under which time is logged, with their labels; hourly rates are kept by them.
cost_roles: dict[str, Any] = {}
# Models that are computed from others (`app.model`): they go with their customer, and keep none in the archive.
computed: set[str] = set()
# What a verb of an upper app says in a customer's history: a sentence without names of people.
verbs: dict[str, Any] = {}


def resolve(user: "User", kind: str, ids: Sequence[int]) -> Mapping[int, Any]:
    """What the references stand for, by id; ids that the user may not see are absent. KeyError for an unknown kind."""
    return resolvers[kind].resolve(user, ids)


def feed(key: str, customers: QuerySet["Customer"], as_of: date) -> list[Mapping[int, Any]]:
    """The answers of every app that feeds `key`."""
    return [source.read(customers, as_of) for source in fact_feeds.get(key, [])]
