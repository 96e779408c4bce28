from typing import Any

from django.core.management.base import BaseCommand

from customers.services import standings


class Command(BaseCommand):
    help = "Compute anew what every customer is worth, and freeze the days that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        frozen = standings.freeze_what_is_due()
        company = standings.recompute_all(report=lambda done, total: self.stderr.write(f"{done} / {total}"))
        self.stdout.write(f"{company.customers} customers as of {company.as_of}; frozen: {', '.join(frozen) or 'none'}")
