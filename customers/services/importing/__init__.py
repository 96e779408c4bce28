"""Bringing files into the archive: prepare a run, look at it before it runs, run it, run it again."""

from customers.services.importing.applied import TakenOverError
from customers.services.importing.running import (
    Outcome,
    check,
    opened,
    prepare,
    preview,
    run,
    unsaved,
)

__all__ = ["Outcome", "TakenOverError", "check", "opened", "prepare", "preview", "run", "unsaved"]
