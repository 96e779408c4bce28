"""What upper apps add to a customer without being imported by it (architecture: which way things flow).

Each app registers in its `AppConfig.ready()`. The registries are plain lists in order of registration; pages read
them, tests assert that they are complete.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from customers.extensions.facts import (
    Belonging,
    BreachedVoice,
    CompanyFigure,
    Evidence,
    EvidenceSource,
    FactFeed,
    FigureSource,
    FlagSource,
    LoggedMinutes,
    MinutesFeed,
    Resolver,
    SpokenWords,
    WordsKeeper,
)
from customers.extensions.pages import (
    STRATEGY_TABS,
    BinEntry,
    BinSource,
    ContactPanel,
    ListColumn,
    LogPart,
    SidePanel,
    Tab,
    TabGroup,
    Tile,
    TimelineEntry,
    TimelineSource,
    TodayCard,
)

if TYPE_CHECKING:
    from customers.figures.declared import Definition
    from customers.models import Customer
    from office.models import User

__all__ = [
    "STRATEGY_TABS",
    "Belonging",
    "BinEntry",
    "BinSource",
    "BreachedVoice",
    "CompanyFigure",
    "ContactPanel",
    "Evidence",
    "EvidenceSource",
    "FactFeed",
    "FigureSource",
    "FlagSource",
    "ListColumn",
    "LogPart",
    "LoggedMinutes",
    "MinutesFeed",
    "Resolver",
    "SidePanel",
    "SpokenWords",
    "Tab",
    "TabGroup",
    "Tile",
    "TimelineEntry",
    "TimelineSource",
    "TodayCard",
    "WordsKeeper",
]

tabs: list[Tab] = []
tab_groups: list[TabGroup] = []
words_keepers: list[WordsKeeper] = []
# What a customer said between two days, both included, oldest first, within the rights of the person who asks.
spoken: list[Callable[["Customer", "User", date, date], Sequence[SpokenWords]]] = []
evidence_sources: list[EvidenceSource] = []
company_figures: list[CompanyFigure] = []
figures: "list[Definition]" = []
figure_sources: list[FigureSource] = []
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
