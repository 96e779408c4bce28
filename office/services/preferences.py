"""What a colleague sets for themselves."""

from collections.abc import Collection

from django.conf import settings

from office.models import User


class UnknownChoiceError(ValueError):
    """Not one of our languages or themes."""


def set_language(user: User, code: str) -> None:
    user.language = _one_of(code, [known for known, _label in settings.LANGUAGES])
    user.save(update_fields=["language"])


def set_theme(user: User, code: str) -> None:
    user.theme = _one_of(code, User.Theme.values)
    user.save(update_fields=["theme"])


def _one_of(code: str, choices: Collection[str]) -> str:
    if code not in choices:
        raise UnknownChoiceError(code)
    return code
