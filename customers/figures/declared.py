"""How a figure is declared: one object per figure, and where its parts are found on a standing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from customers.valuation.worth import Basis

if TYPE_CHECKING:
    from customers.figures.behind import Behind
    from customers.models import Customer
    from office.models import User


class Unit(StrEnum):
    MONEY = "money"
    SHARE = "share"
    SCORE = "score"
    DAYS = "days"
    MONTHS = "months"
    MINUTES = "minutes"
    COUNT = "count"
    TIMES = "times"
    CHANCE = "chance"
    DAY = "day"
    WORD = "word"
    YES_NO = "yes_no"


class Period(StrEnum):
    """What stretch of time a figure looks at (economics 0.4)."""

    T12 = "t12"
    P12 = "p12"
    EVER = "ever"
    COMPLETE = "complete"
    """From the first order to the end of the last complete month."""
    PLAN = "plan"
    """From the first month of the value plan to the end of the last complete one."""
    DAY = "day"


@dataclass(frozen=True)
class Ref:
    """An input that is a figure itself: it links on."""

    figure: str


@dataclass(frozen=True)
class Part:
    """An input that lies in the parts of the standing: `path` with dots, `less` where it is subtracted."""

    label: Any
    path: str
    unit: Unit = Unit.MONEY
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Parameter:
    """An input that is a parameter, of the version that the row was computed with."""

    label: Any
    name: str
    unit: Unit


@dataclass(frozen=True)
class Shared:
    """An input of all customers together on that day: `of` takes it off what each is measured against, and the row's parts.

    A row of which neither is kept leaves it out.
    """

    label: Any
    of: Callable[[Basis, Mapping[str, Any]], Any]
    unit: Unit
    may_see: "Callable[[User], bool]" = lambda _user: True


@dataclass(frozen=True)
class Asked:
    """An input that is read only when somebody asks for the figure."""

    label: Any
    of: "Callable[[Behind], Any]"
    unit: Unit = Unit.MONEY


Source = Ref | Part | Parameter | Shared | Asked


@dataclass(frozen=True, slots=True)
class Input:
    """One input with its value; `figure` names the figure it is, if it is one."""

    label: Any
    value: Any
    unit: Unit
    figure: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known, in a sentence, and whose matter it is to cure it. `part` names the list of the
    company's money where that is done, if it is one."""

    code: str
    text: str
    owner: Any
    part: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """Facts that came in after a figure was frozen, and what the figure would be with them."""

    entries: int
    corrected: Any


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as of a day. `as_of` is None while nothing was computed or frozen by then; `hidden` counts inputs that
    the reader may not see."""

    value: Any
    as_of: date | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None
    inputs: Sequence[Input] = ()
    hidden: int = 0
    count: Input | None = None
    gaps: Sequence[Gap] = ()
    late: Late | None = None
    computed_at: datetime | None = None
    formula_version: str = ""
    settings_number: int = 0


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A figure: what it is called, how it is computed in words, by which paragraph of our definitions, who sees it. Words
    that name parameters are `Parametric`.

    `column` is its place on the standing, or `path` the one in its parts, or `of` says how it follows from the row and
    what is read when it is asked for; an upper app gives `read` instead. `words` say what codes mean. `lacks` are codes and
    details of gaps that only that reading finds. `missing` are
    the codes of gaps that concern it; `otherwise` is the gap where it is unknown and none of those is noted, unless the figure `without` is unknown too:
    then that one's. `rows` names the address of the rows behind it, which takes the customer; a part of the page follows "#".
    """

    name: str
    label: Any
    unit: Unit
    formula: Any
    source: str
    may_see: Callable[["User", "Customer"], bool]
    period: Period = Period.DAY
    column: str = ""
    path: str = ""
    of: "Callable[[Behind], Any] | None" = None
    lacks: "Callable[[Behind], Iterable[tuple[str, Mapping[str, Any]]]]" = lambda _behind: ()
    inputs: tuple[Source, ...] = ()
    count: Source | None = None
    words: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    otherwise: str = "waiting"
    without: str = ""
    rows: str = ""
    read: "Callable[[Customer, User, date], Reading] | None" = None

    @property
    def is_known_when_empty(self) -> bool:
        """Whether an empty code is an answer too, such as no alarm."""
        return "" in self.words
