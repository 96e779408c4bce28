"""The nightly work: freeze what the past days were, then compute today."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.clock import today
from office.jobs import Progress, runner
from relationships.services import plan_progress, plan_reminders, playbooks, reminding, standings, strategy_standings

KIND = "relationships.standings"
PLAYBOOKS, URGENT = "relationships.playbooks", "relationships.playbooks.urgent"
EVENING, MORNING = "relationships.reminders.evening", "relationships.reminders.morning"


@runner(KIND, label=_("Temperatures of the day"), lease=timedelta(minutes=15))
def compute_standings(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Bears being run again: frozen days stay as they are, today is computed anew.

    `period` is the day the schedule names; what is due is found by looking, so that missed days are caught up as well.
    """
    frozen = standings.freeze_what_is_due()
    reminded = reminding.remind(today())
    customers = standings.recompute_all(report=progress.report)
    return {
        "reminded": reminded,
        "customers": customers,
        "frozen": frozen,
        "strategies": strategy_standings.recompute_all(),
        "plans": plan_progress.recompute(),
    }


@runner(PLAYBOOKS, label=_("Playbooks of the day"), lease=timedelta(minutes=5))
def fire_playbooks(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Bears being run again: what began has begun. `period` is the day the schedule names."""
    return asdict(playbooks.fire_due(timezone.now()))


@runner(URGENT, label=_("Playbooks that may not wait"), lease=timedelta(minutes=5))
def fire_urgent_playbooks(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """As those of the day, every few minutes. `period` is the moment the schedule names."""
    return asdict(playbooks.fire_urgent(timezone.now()))


@runner(EVENING, label=_("Reminders of tomorrow's contacts"), lease=timedelta(minutes=5))
def remind_in_the_evening(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """Bears being run again: a mail of a day and a person exists once. `period` is the day the schedule names."""
    return {"mails": plan_reminders.remind(plan_reminders.EVENING)}


@runner(MORNING, label=_("Reminders of today's contacts"), lease=timedelta(minutes=5))
def remind_in_the_morning(progress: Progress, *, period: str = "") -> dict[str, Any]:
    """As in the evening, for the day itself."""
    return {"mails": plan_reminders.remind(plan_reminders.MORNING)}
