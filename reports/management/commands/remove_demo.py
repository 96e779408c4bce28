from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.services import demo


class Command(BaseCommand):
    help = "Take the sample company out: its customers, with all that was added to them, and its logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="Do it without asking.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            answer = input("Remove the sample company and everything logged for its customers? [y/N] ")
            if answer.strip().lower() not in {"y", "yes"}:
                raise CommandError("Nothing was removed.")
        for name, number in demo.remove().items():
            self.stdout.write(f"{number} {name}")
