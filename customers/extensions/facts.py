"""What an upper app knows of customers and tells those below: facts, figures, warnings, evidence, words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.db.models import QuerySet

if TYPE_CHECKING:
    from customers.models import Contact, Customer
    from customers.valuation.worth import Measured, Moment
    from office.models import User


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


class LoggedMinutes(NamedTuple):
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
    label: Any


@dataclass(frozen=True)
class FigureSource:
    """Figures of the whole base that an upper app shows one by one: `labels` by name.

    `may_see` is for who sees margins; `read` gives the figure with everything behind it as JSON keeps it, of today or as
    kept on a day (None: today), and raises FutureDayError.
    """

    labels: Callable[[], Mapping[str, str]]
    may_see: Callable[[str, "User"], bool]
    read: Callable[[str, "User", date | None], Mapping[str, Any]]


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
    key: str
    """Which words they are, to choose among them."""


class WordsKeeper(Protocol):
    """Keeps words that reached another app as the customer's voice; `origin` is that app's reference (kind, id).

    Runs inside the caller's transaction and answers the voice's id.
    """

    def __call__(
        self, customer: "Customer", *, text: str, speaker: "Contact", by: "User", origin: tuple[str, int]
    ) -> int: ...
