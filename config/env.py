"""Typed readers of the environment: the only place that reads it. Each variable is described in docs/operate.md."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()


def text(name: str, default: str | None = None, *, choices: tuple[str, ...] = ()) -> str:
    """The variable as text; a value outside `choices` stops the start with one clear line."""
    value = str(_read(env.str, name, default))
    if choices and value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r} is not one of {', '.join(choices)}.")
    return value


def flag(name: str, default: bool) -> bool:
    return bool(_read(env.bool, name, default))


def number(name: str, default: int) -> int:
    return int(_read(env.int, name, default))


def words(name: str, default: list[str]) -> list[str]:
    """Words between commas, blanks around them ignored."""
    return [word.strip() for word in _read(env.list, name, default) if word.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute path; a relative one counts from the project's root."""
    return (BASE_DIR / Path(text(name, str(default)))).resolve()


def zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name}={value!r} is not a time zone; use a name such as Asia/Shanghai.")
    return ZoneInfo(value).key


def database(name: str, default: str) -> dict[str, object]:
    return dict(_read(env.dj_db_url, name, default))


def mail(name: str, default: str) -> dict[str, object]:
    found = dict(_read(env.dj_email_url, name, default))
    if not found.get("EMAIL_BACKEND"):
        raise ImproperlyConfigured(
            f"{name} names no mail server; use an address such as submission://user:password@host:587."
        )
    return found


def sqlite_address(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"


def _read(reader: Callable[..., Any], name: str, default: object) -> Any:
    try:
        return reader(name) if default is None else reader(name, default)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"The environment variable {name} cannot be used: {error}") from error
