"""Who reads the founder's reports (decision 58): founders and executives."""

from typing import TYPE_CHECKING

from office.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User

READERS = frozenset({Role.FOUNDER, Role.EXECUTIVE})


def reads_reports(user: "User | AnonymousUser") -> bool:
    return bool(user.is_authenticated and user.is_active and user.roles & READERS)
