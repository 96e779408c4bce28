"""The nightly work of this app."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from office.jobs import Progress, runner
from voice.services import clocks, swaps

KIND = "voice.clocks"
SWAPS = "voice.swaps"


@runner(KIND, label=_("Deadlines of voices"), lease=timedelta(minutes=5))
def refresh_clocks(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Move deadlines to the calendar as it stands now; `period` is the day the schedule names."""
    return {"moved": clocks.refresh(report=progress.report)}


@runner(SWAPS, label=_("Weeks offered to executives who were away"), lease=timedelta(minutes=5))
def settle_swaps(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Offers whose week has come or gone move on; who has left the house is offered none."""
    swaps.settle()
    return {}
