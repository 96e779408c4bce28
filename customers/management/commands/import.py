import json  # noqa: N999 - the command's name
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from customers import access
from customers.importing import kinds
from customers.importing.plans import Options
from customers.importing.problems import FileRefused
from customers.models import ImportRun
from customers.services import importing
from customers.services.importing import undoing
from office.models import User


class Command(BaseCommand):
    """One import from the command line; the same engine as the page."""

    help = "Bring a csv, csv.gz or xlsx file into the archive. Rows that cannot be taken go into an annotated file."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", choices=list(kinds.registered()))
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--undo", type=int, metavar="RUN", help="take the import of this number back")
        parser.add_argument("--map", type=Path, metavar="MAP.json", help="what the columns mean, see docs/operate.md")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--as", dest="login", metavar="LOGIN", help="the colleague in whose name it happens")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo"] is None and not (options["kind"] and options["file"]):
            raise CommandError(_("Name a kind and a file, or an import to take back with --undo."))
        try:
            told = self._undo(options) if options["undo"] is not None else self._import(options)
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except PermissionDenied as error:
            raise CommandError(
                _("This colleague may not import %(kind)s.") % {"kind": options["kind"] or options["undo"]}
            ) from error
        except importing.TakenOverError as error:
            raise CommandError(_("Another process is importing this file.")) from error
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name, value in told.items():
            self.stdout.write(f"{name}: {value if value is not None else '–'}")

    def _undo(self, options: dict[str, Any]) -> dict[str, Any]:
        """Take an import back, or go on where a killed attempt stopped; with --dry-run only count."""
        actor, run = self._actor(options["login"]), ImportRun.objects.filter(pk=options["undo"]).first()
        if run is None:
            raise CommandError(_("There is no import %(run)s.") % {"run": options["undo"]})
        if options["dry_run"]:
            access.require(access.may_import(actor, run.kind))
            return undoing.undoer(run, actor).preview()
        try:
            undo = undoing.begin(run, by=actor)
        except undoing.NotUndoableError as error:
            raise CommandError(_("This import runs, or has written nothing.")) from error
        undo = undoing.work(undo, report=self._report if sys.stderr.isatty() else _silent)
        return {name: getattr(undo, name) for name in ("reverted", "kept", "failed", "removed_customers")}

    def _import(self, options: dict[str, Any]) -> dict[str, Any]:
        path, kind, actor = options["file"], options["kind"], self._actor(options["login"])
        written = Options.from_json(_map(options["map"]), kind) if options["map"] else Options()
        if options["dry_run"]:
            return importing.preview(importing.unsaved(path, kind, by=actor, options=written)).as_counts()
        run, earlier = importing.prepare(path.resolve(), kind, by=actor, options=written)
        if run.done_to:
            self.stderr.write(_("Going on behind row %(row)s of an unfinished import.") % {"row": run.done_to})
        elif earlier is not None:
            self.stderr.write(
                _("This file was imported before, on %(day)s; unchanged rows are skipped.")
                % {"day": f"{earlier.finished_at:%Y-%m-%d}"}
            )
        return importing.run(run, report=self._report if sys.stderr.isatty() else _silent).as_counts()

    def _actor(self, login: str | None) -> User:
        if login is None:
            return User.objects.system()
        actor: User | None = User.objects.filter(username=login, is_active=True).first()
        if actor is None:
            raise CommandError(_("There is no colleague “%(value)s”.") % {"value": login})
        return actor

    def _report(self, done: int, total: int | None, message: str) -> None:
        self.stderr.write(f"\r{done * 100 // total if total else 0} %", ending="")


def _silent(done: int, total: int | None, message: str) -> None:
    """Progress is for a person at a terminal."""


def _map(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileRefused(_("The map cannot be opened: %(why)s.") % {"why": error.strerror}) from error
    except ValueError as error:
        raise FileRefused(_("The map is not valid JSON: %(why)s.") % {"why": error}) from error
