from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.demo import PASSWORD
from reports.services import demo
from reports.services.demo.staff import PEOPLE


class Command(BaseCommand):
    help = "Fill an empty database with the invented company Hengsheng Sensing (衡声传感)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="zh-hans")
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing, quietly, where something is kept already."
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="Take the sample company out first, with all that was added to it, and date it from today.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            demo.remove()
        try:
            counts = demo.seed(language=options["language"])
        except demo.DemoRefusedError as refusal:
            if options["if_empty"]:
                return
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))
        logins = ", ".join(f"{login} ({role.label})" for login, _, _, role, _ in PEOPLE)
        self.stdout.write(f"Logins: {logins}; password {PASSWORD}")
