import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from customers.models import StandingKind
from customers.valuation.settings import Settings, SettingsError, settings_from
from office.models import User
from reports.models import Recalculation
from reports.portfolio import recalculating as words
from reports.services import recalculating


class Command(BaseCommand):
    """A kept day with the settings in force, or with some that are tried; beside what was kept, which stays as it is."""

    help = "Compute a kept day with other settings beside what was kept of it; no history is written."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DATE", help="a kept month end; today without it"
        )
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a parameter in place of the one in force, as it is kept: discount_rate=0.12; may be repeated",
        )
        parser.add_argument("--as", dest="login", metavar="LOGIN", help="as this colleague")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = recalculating.at_once(
                StandingKind.MONTH if options["as_of"] else StandingKind.TODAY,
                options["as_of"],
                by=_reader(options["login"]),
                tried=_tried(options["set"]),
                report=lambda done, total: self.stderr.write(f"{done} / {total}"),
            )
        except recalculating.NothingKeptError as error:
            raise CommandError(str(error.message)) from error
        except PermissionDenied as error:
            raise CommandError("This colleague may not do that.") from error
        told = words.as_plain(found)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self._tell(found, told)

    def _tell(self, found: Recalculation, told: dict[str, Any]) -> None:
        self.stdout.write(f"{words.day_of(found)}: {found.moved} / {found.customers}")
        for name, values in told["figures"].items():
            self.stdout.write(f"  {name}: {_beside(values)}")
        for name, counts in told["counts"].items():
            for code, three in counts.items():
                self.stdout.write(f"  {name} {code or '–'}: {_beside(three)}")


def _beside(three: list[Any]) -> str:
    """Kept → with these settings (with the kept settings on the facts known now)."""
    kept, plain, chosen = ("–" if value is None else str(value) for value in three)
    return f"{kept} → {chosen} ({plain})"


def _tried(pairs: list[str]) -> Settings | None:
    if not pairs:
        return None
    values = recalculating.values_now()
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            raise CommandError(f"{pair}: write NAME=VALUE.")
        values[name] = value
    try:
        return settings_from(values)
    except SettingsError as error:
        raise CommandError(str(error)) from error


def _reader(login: str | None) -> User:
    if login is None:
        return User.objects.system()
    reader: User | None = User.objects.filter(username=login, is_active=True).first()
    if reader is None:
        raise CommandError(f"There is no colleague “{login}”.")
    return reader
