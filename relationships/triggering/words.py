"""Pieces of the sentences in which evidence is told."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from office.clock import today
from office.formatting import days


def day(text: Any) -> str:
    """A day of the evidence as prose has it; what is none, as a mark."""
    try:
        return days.long_day(date.fromisoformat(str(text)), get_language() or "en", today=today())
    except ValueError:
        return "–"


def nothing(_evidence: Any) -> str:
    """What held is said by the trigger's name alone."""
    return ""


def quiet(evidence: Any) -> str:
    """How long nobody answered."""
    silent = evidence.get("quiet_days")
    if silent is None:
        return _("No contact in which they took part is on record")
    return ngettext("%(days)s day without an answer from them", "%(days)s days without an answer from them", silent) % {
        "days": silent
    }


def points(value: Any) -> str:
    """Points without decimals."""
    return f"{abs(round(float(value)))}"
