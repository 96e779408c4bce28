"""The nightly work of this app."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from office.jobs import Progress, runner
from voice.services import clocks

KIND = "voice.clocks"


@runner(KIND, label=_("Deadlines of voices"), lease=timedelta(minutes=5))
def refresh_clocks(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Move deadlines to the calendar as it stands now; `period` is the day the schedule names."""
    return {"moved": clocks.refresh(report=progress.report)}
