from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customers.models import CompanyStanding, StandingKind
from customers.services import standings
from office.calendar.months import Month, month_end
from office.clock import today


class Command(BaseCommand):
    help = "Compute anew what every customer is worth, and freeze the days that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep-month",
            type=Month,
            metavar="YYYY-MM",
            help="keep a past month end that nobody kept, of the facts as they are known now (a ledger brought along)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = [] if options["keep_month"] is None else [self._keep(options["keep_month"])]
        frozen = [*kept, *standings.freeze_what_is_due()]
        company = standings.recompute_all(report=lambda done, total: self.stderr.write(f"{done} / {total}"))
        self.stdout.write(f"{company.customers} customers as of {company.as_of}; frozen: {', '.join(frozen) or 'none'}")

    def _keep(self, month: Month) -> str:
        day = _last_day(month)
        if CompanyStanding.objects.filter(kind=StandingKind.MONTH, as_of=day).exists():
            raise CommandError(f"{day} is kept already; what is kept is never written again.")
        standings.recompute_all(as_of=day, kind=StandingKind.MONTH)
        return f"month {day}"


def _last_day(month: Month) -> date:
    try:
        day = month_end(month)
    except ValueError as error:
        raise CommandError(f"{month} is no month; write 2026-10.") from error
    if day >= today():
        raise CommandError(f"{day} is not over yet.")
    return day
