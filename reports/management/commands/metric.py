"""`bin/manage metric --batch`: any figure of the product, checked from outside."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.indicators.door import answer
from reports.indicators.registry import METRICS


class Command(BaseCommand):
    help = (
        'Answers JSON lines {"name": …, "input": {…}} with {"name": …, "result": …}, one line for each, in order; '
        'a line that cannot be answered gets {"name": …, "error": …}.'
    )
    # Pure functions need neither a database nor a checked configuration.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--batch", action="store_true", help="answer JSON lines")
        what.add_argument("--list", action="store_true", help="print the names of all metrics")
        parser.add_argument("file", nargs="?", type=Path, help="file of JSON lines; standard input without it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(METRICS))
            return
        try:
            lines = options["file"].open("rb") if options["file"] else sys.stdin.buffer
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        with lines:
            for line in lines:
                self.stdout.write(answer(line))
                self.stdout.flush()
