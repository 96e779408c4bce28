from typing import Any

from django.core.management.base import BaseCommand

from customers.services import rollups


class Command(BaseCommand):
    help = "Compute all monthly totals anew from the ledger's lines and print their fingerprint."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(rollups.rebuild())
