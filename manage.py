#!/usr/bin/env python3
"""Django's command line for Zhike; `bin/manage` runs it in the project's own environment."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    from config.starting import said_plainly

    with said_plainly():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
