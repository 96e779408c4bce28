"""What happened to a customer, as sentences with before → after."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from customers import extensions
from customers.models import (
    AttitudeRecord,
    ConsentRecord,
    Contact,
    Customer,
    CustomerStanding,
    DecisionRole,
    Department,
    HistoryEntry,
    StrategicInvestment,
)
from customers.models.terms import in_language
from customers.presenters import judged
from customers.services import recording
from office.formatting.lists import in_one_line, listed
from office.models import User

ABOUT_PEOPLE = frozenset(
    {
        recording.CONTACT_ADDED,
        recording.CONTACT_EDITED,
        recording.CONTACT_LEFT,
        recording.CONTACT_RETURNED,
        recording.CONTACT_MOVED,
        recording.SUCCESSOR_NAMED,
        recording.DEPARTMENT_ADDED,
        recording.DEPARTMENT_EDITED,
        recording.ATTITUDE_JUDGED,
        recording.DECISION_ROLES_SET,
        recording.CONSENT_GIVEN,
        recording.CONSENT_WITHDRAWN,
    }
)
OF_INVESTMENT = Q(verb__in=(recording.INVESTMENT_BOOKED, recording.INVESTMENT_CHANGED)) | Q(
    verb__in=(recording.FACT_REMOVED, recording.FACT_RESTORED),
    detail__kind=StrategicInvestment._meta.model_name,
)
"""Entries about strategic investments: who sees no costs of the customer learns of none."""
ICONS = {
    recording.REGISTERED: "customers",
    recording.ARCHIVED: "bin",
    recording.RESTORED: "undo",
    recording.OWNER_ASSIGNED: "person",
    recording.EDITED: "history",
}


# What a verb is called where its entries are narrowed; upper apps' verbs are sentences already.
LABELS: dict[str, Any] = {
    recording.REGISTERED: gettext_lazy("Entered the archive"),
    recording.EDITED: gettext_lazy("Archive edited"),
    recording.ARCHIVED: gettext_lazy("Archived"),
    recording.RESTORED: gettext_lazy("Restored from the archive"),
    recording.OWNER_ASSIGNED: gettext_lazy("Owner changed"),
    recording.MEMBER_ADDED: gettext_lazy("Colleague put on the account"),
    recording.MEMBER_ENDED: gettext_lazy("Colleague taken off the account"),
    recording.CONTACT_ADDED: gettext_lazy("Contact added"),
    recording.CONTACT_EDITED: gettext_lazy("Contact edited"),
    recording.CONTACT_LEFT: gettext_lazy("Contact left"),
    recording.CONTACT_RETURNED: gettext_lazy("Contact is back"),
    recording.CONTACT_MOVED: gettext_lazy("Contact came from another customer"),
    recording.SUCCESSOR_NAMED: gettext_lazy("A successor was named"),
    recording.DEPARTMENT_ADDED: gettext_lazy("Department added"),
    recording.DEPARTMENT_EDITED: gettext_lazy("Department edited"),
    recording.ATTITUDE_JUDGED: gettext_lazy("Attitude judged"),
    recording.DECISION_ROLES_SET: gettext_lazy("Decision roles set"),
    recording.CONSENT_GIVEN: gettext_lazy("Consent given"),
    recording.CONSENT_WITHDRAWN: gettext_lazy("Consent withdrawn"),
    **judged.LABELS,
    recording.STAGE_CHANGED: gettext_lazy("Another stage at the end of a month"),
}


def verbs() -> dict[str, Any]:
    """Every verb that a customer's history may hold, by its code."""
    return LABELS | extensions.verbs


class Names(NamedTuple):
    """Rows that entries name by id, read once for all entries; what the reader may not see is absent."""

    users: Mapping[int, User]
    contacts: Mapping[int, Contact]
    departments: Mapping[int, Department]
    customers: Mapping[int, Customer]


class Line(NamedTuple):
    text: str
    source: str
    icon: str


def lines(entries: Sequence[HistoryEntry], reader: User) -> list[Line]:
    """One sentence per entry; `entries` come with `by`."""
    names = _names(entries, reader)
    return [
        Line(_sentence(entry, names), _provenance(entry), ICONS.get(entry.verb, _default_icon(entry)))
        for entry in entries
    ]


def _names(entries: Sequence[HistoryEntry], reader: User) -> Names:
    changes = [change for entry in entries for change in entry.detail.get("changes", [])]
    owners = _ids(value for field, *values in changes if field == "owner" for value in values)
    parents = _ids(value for field, *values in changes if field == "parent" for value in values)
    users = owners | _ids(entry.detail.get("user") for entry in entries)
    contacts = _ids(entry.detail.get("contact") for entry in entries)
    departments = _ids(entry.detail.get("department") for entry in entries)
    return Names(
        User.objects.in_bulk(users) if users else {},
        Contact.objects.visible_to(reader).select_related("person").in_bulk(contacts) if contacts else {},
        Department.objects.visible_to(reader).in_bulk(departments) if departments else {},
        Customer.objects.visible_to(reader).in_bulk(parents) if parents else {},
    )


def _ids(values: Iterable[Any]) -> set[int]:
    return {value for value in values if isinstance(value, int)}


def _sentence(entry: HistoryEntry, names: Names) -> str:
    teller = TELLERS.get(entry.verb)
    return teller(entry.detail, names) if teller else str(extensions.verbs.get(entry.verb, entry.verb))


def _provenance(entry: HistoryEntry) -> str:
    return in_one_line([entry.by, entry.why])


def _default_icon(entry: HistoryEntry) -> str:
    return "person" if entry.verb in ABOUT_PEOPLE else "history"


def _edited(detail: Mapping[str, Any], names: Names) -> str:
    told = [
        _("%(field)s %(before)s → %(after)s")
        % {"field": field_label(field), "before": _value(field, before, names), "after": _value(field, after, names)}
        for field, before, after in detail.get("changes", [])
    ]
    told += [_("%(field)s changed") % {"field": field_label(field)} for field in detail.get("also", [])]
    return pgettext("between two changes", "; ").join(told)


def field_label(field: str) -> str:
    if field == "external_ids":
        return _("Numbers in other systems")
    label = str(Customer._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _value(field: str, value: Any, names: Names) -> str:
    if value in (None, ""):
        return pgettext("a field without content", "none")
    if isinstance(value, dict):
        return in_language(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in ("owner", "parent"):
        found: Any = names.users.get(value) if field == "owner" else names.customers.get(value)
        return str(found or _("another customer"))
    choices = dict(getattr(Customer._meta.get_field(field), "choices", None) or [])
    if choices:
        return str(choices.get(value, value))
    return date_format(date.fromisoformat(value), "Y-m-d") if field.endswith("_on") else str(value)


def _person(detail: Mapping[str, Any], names: Names) -> str:
    found = names.contacts.get(detail.get("contact", 0))
    return found.person.name if found else _("somebody")


def _about_person(text: Callable[[], str]) -> Callable[[Mapping[str, Any], Names], str]:
    return lambda detail, names: text() % {"name": _person(detail, names)}


def _about_user(text: Callable[[], str]) -> Callable[[Mapping[str, Any], Names], str]:
    return lambda detail, names: text() % {"name": names.users.get(detail.get("user", 0), _("somebody"))}


def _about_department(text: Callable[[], str]) -> Callable[[Mapping[str, Any], Names], str]:
    return lambda detail, names: (
        text() % {"name": names.departments.get(detail.get("department", 0), _("a department"))}
    )


def _attitude(detail: Mapping[str, Any], names: Names) -> str:
    label = dict(AttitudeRecord.Attitude.choices).get(detail.get("attitude", 0), "")
    return _("%(name)s: %(attitude)s") % {"name": _person(detail, names), "attitude": label}


def _roles(detail: Mapping[str, Any], names: Names) -> str:
    labels = dict(DecisionRole.Role.choices)
    told = [f"+ {labels.get(role, role)}" for role in detail.get("taken", [])]
    told += [f"− {labels.get(role, role)}" for role in detail.get("left", [])]
    return _("Decision roles of %(name)s: %(roles)s") % {"name": _person(detail, names), "roles": listed(told)}


def _consent(text: Callable[[], str]) -> Callable[[Mapping[str, Any], Names], str]:
    labels = dict(ConsentRecord.Purpose.choices)
    return lambda detail, names: (
        text() % {"name": _person(detail, names), "purpose": labels.get(str(detail.get("purpose")), "")}
    )


def _stage(detail: Mapping[str, Any], _names: Names) -> str:
    stages = dict(CustomerStanding.Stage.choices)
    told = {name: str(stages.get(str(detail.get(name)), "")) for name in ("before", "after")}
    return _("Stage %(before)s → %(after)s at the end of %(month)s") % {
        **told,
        "month": detail.get("month", ""),
    }


TELLERS: dict[str, Callable[[Mapping[str, Any], Names], str]] = {
    recording.REGISTERED: lambda detail, names: _("Entered the archive"),
    recording.EDITED: _edited,
    recording.ARCHIVED: lambda detail, names: _("Archived"),
    recording.RESTORED: lambda detail, names: _("Restored from the archive"),
    recording.OWNER_ASSIGNED: _edited,
    recording.MEMBER_ADDED: _about_user(lambda: _("%(name)s works on the account now")),
    recording.MEMBER_ENDED: _about_user(lambda: _("%(name)s no longer works on the account")),
    recording.CONTACT_ADDED: _about_person(lambda: _("New contact %(name)s")),
    recording.CONTACT_EDITED: _about_person(lambda: _("Contact %(name)s edited")),
    recording.CONTACT_LEFT: _about_person(lambda: _("%(name)s left")),
    recording.CONTACT_RETURNED: _about_person(lambda: _("%(name)s is still there after all")),
    recording.CONTACT_MOVED: _about_person(lambda: _("%(name)s came from another customer")),
    recording.SUCCESSOR_NAMED: _about_person(lambda: _("A successor of %(name)s was named")),
    recording.DEPARTMENT_ADDED: _about_department(lambda: _("New department %(name)s")),
    recording.DEPARTMENT_EDITED: _about_department(lambda: _("Department %(name)s edited")),
    recording.ATTITUDE_JUDGED: _attitude,
    recording.DECISION_ROLES_SET: _roles,
    recording.CONSENT_GIVEN: _consent(lambda: _("%(name)s agreed %(purpose)s")),
    recording.CONSENT_WITHDRAWN: _consent(lambda: _("%(name)s no longer agrees %(purpose)s")),
    **{verb: judged.about(tell) for verb, tell in judged.TELLERS.items()},
    recording.STAGE_CHANGED: _stage,
}
