"""The pages in the rail. Each app names its own in its AppConfig.ready(), so that `office` knows no customer:

    navigation.add(Group.ASSET, _("Customers"), "customers:list", icon="customers", seen_by=access.sees_customers)

`count` says how many things wait for this person; it runs on every page, so it is one cheap query.
`phone` gives the place among the three pages of a phone's bottom bar for this person (1–3), or 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from office.models import User

Label = str | Promise
Asks = Callable[["User"], bool]
Counts = Callable[["User"], int]


class Group(IntEnum):
    """The four steps of the method in their order, what comes before them, and our own house after them."""

    TODAY = 0
    ASSET = 1
    RELATIONSHIP = 2
    CHANGE = 3
    TOGETHER = 4
    OFFICE = 5


LABELS: dict[Group, Label] = {
    Group.TODAY: "",
    Group.ASSET: _("Look at the asset"),
    Group.RELATIONSHIP: _("Look at the relationship"),
    Group.CHANGE: _("Look at the change"),
    Group.TOGETHER: _("Put it together"),
    Group.OFFICE: _("Our house"),
}


def everyone(user: "User") -> bool:
    """Whoever holds a role."""
    return bool(user.roles)


def nobody_on_a_phone(_user: "User") -> int:
    return 0


@dataclass(frozen=True)
class Page:
    group: Group
    label: Label
    url_name: str
    icon: str
    seen_by: Asks
    count: Counts | None
    key: str
    order: int
    phone: Counts

    @cached_property
    def url(self) -> str:
        """Asked for thirty times on each page, and always the same."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Door:
    """The one page behind the log button, or behind the search field."""

    url_name: str
    seen_by: Asks


@dataclass(frozen=True)
class AccountPage:
    """Something that colleagues set for themselves, linked from their own page."""

    label: Label
    url_name: str
    seen_by: Asks


_pages: dict[str, Page] = {}
_account_pages: list[AccountPage] = []
_doors: dict[str, Door] = {}


def add(
    group: Group,
    label: Label,
    url_name: str,
    *,
    icon: str,
    seen_by: Asks = everyone,
    count: Counts | None = None,
    key: str = "",
    order: int = 100,
    phone: Counts = nobody_on_a_phone,
) -> None:
    """Put a page into the rail; inside its group by `order`, then by registration."""
    _pages[url_name] = Page(group, label, url_name, icon, seen_by, count, key, order, phone)


def account_page(label: Label, url_name: str, *, seen_by: Asks = everyone) -> None:
    """Link a page from a colleague's own one."""
    _account_pages.append(AccountPage(label, url_name, seen_by))


def account_pages_for(user: "User") -> list[AccountPage]:
    return [page for page in _account_pages if page.seen_by(user)]


def log_at(url_name: str, *, seen_by: Asks) -> None:
    """The page of the log button and the key `l`."""
    _doors["log"] = Door(url_name, seen_by)


def search_at(url_name: str, *, seen_by: Asks = everyone) -> None:
    """The page that the search field asks."""
    _doors["search"] = Door(url_name, seen_by)


def suggest_at(url_name: str, *, seen_by: Asks = everyone) -> None:
    """What the search field asks while somebody types; it answers components/suggestions.html."""
    _doors["suggest"] = Door(url_name, seen_by)


def pages_for(user: "User") -> list[Page]:
    """The pages the person may open, in the order of the rail."""
    return sorted((page for page in _pages.values() if page.seen_by(user)), key=lambda page: (page.group, page.order))


def door(name: str, user: "User") -> str:
    """The address behind `log`, `search` or `suggest`; empty when there is none for this person."""
    found = _doors.get(name)
    return reverse(found.url_name) if found and found.seen_by(user) else ""
