"""The sample company: seeded into an empty database, marked as invented, taken out again by one command."""

from reports.services.demo.removing import remove
from reports.services.demo.seeding import DemoRefusedError, seed

__all__ = ["DemoRefusedError", "remove", "seed"]
