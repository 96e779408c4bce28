"""What makes a playbook begin here: a promise past its day, less bought than agreed, a warning about solvency."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import CustomerQuerySet
from office.access import sees_margins, sees_people_and_voices
from office.calendar import Overrides
from relationships.models import SolvencyWarning
from relationships.selectors.agreements import shortfalls, warnings_open
from relationships.selectors.promises import overdue_by_customer
from relationships.triggering import links, words
from relationships.triggering.registry import Evidence, Hit, Trigger


def _overdue(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """Each promise by itself."""
    for customer, rows in overdue_by_customer(customers, day).items():
        yield from (Hit(customer, {"due_on": due.isoformat()}, str(pk)) for pk, due in rows)


def _tell_overdue(evidence: Evidence) -> str:
    return _("Promised for %(day)s and not kept yet") % {"day": words.day(evidence.get("due_on"))}


def _short(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """Each agreement by itself in each of its years."""
    for customer, rows in shortfalls(customers, day).items():
        for one in rows:
            if one.result.flagged:
                first = one.result.stretch.first
                told = {"percent": round(100 * one.result.ratio), "since": first.isoformat()}
                yield Hit(customer, told, f"{one.agreement.pk}.{first.isoformat()}")


def _tell_short(evidence: Evidence) -> str:
    said = {"percent": evidence.get("percent", "–"), "day": words.day(evidence.get("since"))}
    return _("%(percent)s%% less bought since %(day)s than agreed for that time") % said


def _warned(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """Each warning by itself, the gravest first."""
    for customer, rows in warnings_open(customers, day).items():
        yield from (Hit(customer, {"severity": one.severity, "on": one.on.isoformat()}, str(one.pk)) for one in rows)


def _tell_warned(evidence: Evidence) -> str:
    labels = {int(value): label for value, label in SolvencyWarning.Severity.choices}
    grave = labels.get(int(evidence.get("severity") or 0), "–")
    return _("Warning of %(day)s: %(grave)s") % {"day": words.day(evidence.get("on")), "grave": grave}


TRIGGERS = (
    Trigger(
        "promise_overdue",
        pgettext_lazy("trigger", "a promise is overdue"),
        _overdue,
        _tell_overdue,
        links.of_object("relationships:promise"),
        reads=sees_people_and_voices,
    ),
    Trigger(
        "agreement_shortfall",
        pgettext_lazy("trigger", "less bought than agreed"),
        _short,
        _tell_short,
        links.tab("agreements"),
        reads=sees_margins,
    ),
    Trigger(
        "solvency_warning",
        pgettext_lazy("trigger", "solvency warning"),
        _warned,
        _tell_warned,
        links.tab("agreements"),
    ),
)
