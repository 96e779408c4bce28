"""Triggers by code, as their modules declare them. Knows no model, so that the model of playbooks may ask it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from office.access import sees_people_and_voices

if TYPE_CHECKING:
    from customers.models.customer import CustomerQuerySet
    from office.calendar import Overrides
    from office.models import User

Evidence = Mapping[str, Any]
LOOK_BACK = timedelta(days=30)
"""How long something that happened once may be past when it is first looked for: older ones are history."""


@dataclass(frozen=True)
class Hit:
    """A customer at which a trigger holds. `evidence` holds numbers, days as text and codes, never names.

    `about` names the object where it fires for each of them (a renewal's day, a person's or a goal's id), else "".
    """

    customer_id: int
    evidence: Evidence = field(default_factory=dict)
    about: str = ""
    since: date | None = None
    """Of what may not wait: the day since when it holds. Once the playbook is on, no cap holds back what came later."""


class After(Enum):
    """What is looked at once a playbook has run, beside whether its steps were in time."""

    WARMTH = "warmth"
    """The temperature sixty days after it began, against that of the day it began (frozen weeks)."""
    HOLDS = "holds"
    """Whether the trigger still held on the day its last step was closed."""
    RENEWED = "renewed"
    """Whether the renewal day it was about has been moved on."""
    AGAIN = "again"
    """Whether the same playbook began again at the customer within ninety days."""
    NOTHING = "nothing"
    """What it is about happens once: only whether its steps were in time."""


Finder = Callable[["CustomerQuerySet", date, "Overrides"], Iterable[Hit]]


@dataclass(frozen=True)
class Happened:
    """A finder of what happens once: `between` looks from a day to a day, both included.

    Asked like any other finder it looks thirty days back. A playbook that is on asks from thirty days before it was
    switched on, so that what the cap holds back waits its turn, however long that takes.
    """

    between: Callable[["CustomerQuerySet", date, date], Iterable[Hit]]

    def __call__(self, customers: "CustomerQuerySet", day: date, overrides: "Overrides") -> Iterable[Hit]:
        return self.between(customers, day - LOOK_BACK, day)


Teller = Callable[[Evidence], str]
Link = Callable[[int, str], str]
MoreLink = Callable[[int, str, Evidence], str]


@dataclass(frozen=True)
class Trigger:
    """`find` looks at the given living customers on a day; it also tells for one customer whether it still holds.

    `tell` puts the evidence into a sentence in the reader's language; it bears evidence without a key that a later
    version writes. `link` leads from (customer, about) to the rows.
    """

    code: str
    label: Any
    find: Finder
    tell: Teller
    link: Link
    after: After = After.HOLDS
    more: "Sequence[tuple[Any, MoreLink]]" = ()
    """Further pages to look at, each with its words: from (customer, about, evidence)."""
    of_lost: bool = False
    """Whether it is made for customers that were lost; no other begins there."""
    weigh: "Callable[[int, date], Evidence] | None" = None
    """What is kept beside the evidence of a customer as it begins: the signals against which a person's answer is held."""
    urgent: bool = False
    """Whether it is looked for every few minutes of working time, not once a day."""
    pace: Any = ""
    """How soon it begins, in words, where that is not once a day and under the cap alone."""
    once: bool = False
    """Whether what it is about happens once (a renewal's day, a person who left): then it begins once for it. What may
    hold again, like a goal off track, begins again thirty days after it closed."""
    reads: "Callable[[User], bool]" = sees_people_and_voices
    """Who reads the evidence. Others see the playbook without it; so do lists, where it is narrower than their readers."""

    @property
    def is_open(self) -> bool:
        """Whether everybody who sees the customer's people reads the evidence."""
        return self.reads is sees_people_and_voices


_declared: dict[str, Trigger] = {}


def declare(*triggers: Trigger) -> None:
    """Add triggers; a code that another one has is an error of the program."""
    for trigger in triggers:
        if _declared.setdefault(trigger.code, trigger) is not trigger:
            raise ValueError(f"Declared twice: {trigger.code}")


def find(code: str) -> Trigger | None:
    """None for a playbook whose trigger the program knows no more."""
    return _declared.get(code)


def declared() -> Iterator[Trigger]:
    yield from _declared.values()


def choices() -> list[tuple[str, Any]]:
    """For the field of the model: read whenever they are asked for, so a new trigger changes no migration."""
    return [(trigger.code, trigger.label) for trigger in _declared.values()]
