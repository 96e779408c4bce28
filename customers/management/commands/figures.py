import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from customers import extensions
from customers.figures.declared import Definition
from customers.figures.reading import FutureDayError, read
from customers.figures.registry import UnknownFigureError, every, find
from customers.models import Customer
from customers.presenters import figures
from customers.selectors import base
from office.models import User


class Command(BaseCommand):
    """A figure with what stands behind it: of one customer, or of the whole base."""

    help = "Explain a figure: value, period, formula, inputs, count, freshness, what is missing and who owns it."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="a figure's name; without one all names are listed")
        parser.add_argument("--customer", type=int, metavar="ID")
        parser.add_argument("--as-of", type=_day, metavar="DATE", help="today without it, else as kept on that day")
        parser.add_argument("--as", dest="login", metavar="LOGIN", help="only what this colleague may see")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["name"] is None:
            told: dict[str, Any] = {name: str(each.label) for name, each in every().items()}
            told |= {each.key: "" for each in extensions.company_figures}
        elif options["customer"] is None:
            told = self._of_the_base(options["name"], self._reader(options["login"]))
        else:
            told = self._of_a_customer(options)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name, value in told.items():
            shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
            self.stdout.write(f"{name}: {shown if shown is not None else '–'}")

    def _of_a_customer(self, options: dict[str, Any]) -> dict[str, Any]:
        reader = self._reader(options["login"])
        definition = self._definition(options["name"])
        seen = Customer.objects.visible_to(reader) if options["login"] else Customer.objects.all()
        try:
            customer = seen.get(pk=options["customer"])
        except ObjectDoesNotExist as error:
            raise CommandError(_("There is no customer %(id)s.") % {"id": options["customer"]}) from error
        if options["login"] and not definition.may_see(reader, customer):
            raise CommandError(_("This colleague may not see %(name)s of this customer.") % {"name": definition.name})
        try:
            reading = read(definition, customer, reader, options["as_of"])
        except FutureDayError as error:
            raise CommandError(_("Figures are of today or earlier.")) from error
        return figures.as_plain(definition, reading, customer, reader, asked=options["as_of"])

    def _of_the_base(self, name: str, reader: User) -> dict[str, Any]:
        if name in every():
            raise CommandError(_("%(name)s is a figure of one customer: say which with --customer.") % {"name": name})
        if name not in {each.key for each in extensions.company_figures}:
            raise CommandError(_no_figure(name))
        company = base.company_today()
        if company is None:
            raise CommandError(_("Nothing was computed yet: run recompute_standings."))
        found = base.figure(name, reader, company=company)
        return {
            "name": name,
            "as_of": company.as_of.isoformat(),
            "month": company.month.isoformat(),
            "customers": found.customers,
            "value": found.values,
            "changed_since": found.changed_since,
            "computed_at": company.computed_at.isoformat(),
            "settings": found.settings_number,
        }

    def _definition(self, name: str) -> Definition:
        try:
            return find(name)
        except UnknownFigureError as error:
            raise CommandError(_no_figure(name)) from error

    def _reader(self, login: str | None) -> User:
        if login is None:
            return User.objects.system()
        reader: User | None = User.objects.filter(username=login, is_active=True).first()
        if reader is None:
            raise CommandError(_("There is no colleague “%(value)s”.") % {"value": login})
        return reader


def _no_figure(name: str) -> str:
    return _("There is no figure “%(name)s”. Without a name, all are listed.") % {"name": name}


def _day(text: str) -> date:
    return date.fromisoformat(text)
