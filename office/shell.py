"""What frames a page: the rail, the bottom bar, who is signed in, the choices of language and theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from office import navigation
from office.models import Company, User
from office.roles import Role

# Of several roles, the one that names a person best.
NAMED_BY = (
    Role.FOUNDER,
    Role.EXECUTIVE,
    Role.LEAD,
    Role.CSM,
    Role.SALES_OPS,
    Role.FINANCE,
    Role.ADMIN,
)


def build(request: HttpRequest) -> dict[str, Any]:
    """The frame for this request; without the rail while nobody is signed in."""
    user = getattr(request, "user", None)
    frame: dict[str, Any] = {
        "company": Company.get(),
        "preferences_url": reverse("office:preferences"),
        "languages": languages(),
        "theme": User.Theme.AUTO,
    }
    if isinstance(user, User) or getattr(user, "is_authenticated", False):
        frame |= of_person(user, request.path)
    return frame


def of_person(user: Any, path: str) -> dict[str, Any]:
    pages = navigation.pages_for(user)
    here = _current(pages, path)
    return {
        "user": user,
        "role_label": next((role.label for role in NAMED_BY if role in user.roles), ""),
        "theme": user.theme,
        "themes": [{"code": code, "label": label, "current": code == user.theme} for code, label in User.Theme.choices],
        "nav": _groups(pages, user, here),
        "phone_nav": _phone(pages, user, here),
        "log_url": navigation.door("log", user),
        "search_url": navigation.door("search", user),
        "suggest_url": navigation.door("suggest", user),
    }


def languages() -> list[dict[str, Any]]:
    """Each in its own script; a language's name is not translated."""
    return [{"code": code, "label": label, "current": code == get_language()} for code, label in settings.LANGUAGES]


def _groups(pages: list[navigation.Page], user: User, here: str) -> list[dict[str, Any]]:
    groups: dict[navigation.Group, list[dict[str, Any]]] = {}
    for page in pages:
        count = page.count(user) if page.count else 0
        groups.setdefault(page.group, []).append(_item(page, here) | {"count": count, "key": page.key})
    return [{"label": navigation.LABELS[group], "items": items} for group, items in groups.items()]


def _phone(pages: list[navigation.Page], user: User, here: str) -> list[dict[str, Any]]:
    placed = sorted(((place, page) for page in pages if (place := page.phone(user))), key=lambda pair: pair[0])
    return [_item(page, here) for _place, page in placed[:3]]


def _item(page: navigation.Page, here: str) -> dict[str, Any]:
    return {"label": page.label, "url": page.url, "icon": page.icon, "current": page.url_name == here}


def _current(pages: list[navigation.Page], path: str) -> str:
    """The page whose address is the longest beginning of this one."""
    above = [page for page in pages if path == page.url or (page.url != "/" and path.startswith(page.url))]
    return max(above, key=lambda page: len(page.url)).url_name if above else ""
