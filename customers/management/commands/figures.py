import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from customers.figures import company
from customers.figures.declared import Definition
from customers.figures.reading import FutureDayError, read
from customers.figures.registry import UnknownFigureError, every, find
from customers.models import Customer
from customers.presenters import figures
from office import access as office_access
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
            told: Mapping[str, Any] = {
                "customer": {name: str(each.label) for name, each in every().items()},
                "base": company.labels(),
            }
        elif options["customer"] is None:
            told = self._of_the_base(options["name"], options["login"], options["as_of"])
        else:
            told = self._of_a_customer(options)
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        if options["name"] is None:
            self._list(told)
            return
        for name, value in told.items():
            shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
            self.stdout.write(f"{name}: {shown if shown is not None else '–'}")

    def _list(self, told: Mapping[str, Mapping[str, str]]) -> None:
        """Names of one customer's figures and of the base's: some are both."""
        for head, of in ((_("With --customer:"), "customer"), (_("Of all customers:"), "base")):
            self.stdout.write(head)
            for name, label in told[of].items():
                self.stdout.write(f"  {name}: {label}")

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

    def _of_the_base(self, name: str, login: str | None, as_of: date | None) -> Mapping[str, Any]:
        reader = self._reader(login)
        if name in every() and name not in company.labels():
            raise CommandError(_("%(name)s is a figure of one customer: say which with --customer.") % {"name": name})
        try:
            if login and not (office_access.sees_margins(reader) and company.may_see(name, reader)):
                raise CommandError(_("This colleague may not see %(name)s of the company.") % {"name": name})
            return company.told(name, reader, as_of)
        except UnknownFigureError as error:
            raise CommandError(_no_figure(name)) from error
        except FutureDayError as error:
            raise CommandError(_("Figures are of today or earlier.")) from error

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
