"""What was done to the system itself, as sentences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from office import jobs
from office.models import ApiKey, AuditEntry, Company, FestivalDay, User
from office.roles import Role
from office.scopes import Scope
from office.services import auditing

VERBS: dict[str, Any] = {
    auditing.SIGNED_IN: gettext_lazy("Signed in"),
    auditing.SIGN_IN_FAILED: gettext_lazy("Sign-in failed"),
    auditing.SIGN_IN_THROTTLED: gettext_lazy("Too many attempts to sign in"),
    auditing.SIGNED_OUT: gettext_lazy("Signed out"),
    auditing.PASSWORD_CHANGED: gettext_lazy("Password changed"),
    auditing.EXPORTED: gettext_lazy("File downloaded"),
    auditing.KEY_ISSUED: gettext_lazy("API key issued"),
    auditing.KEY_REVOKED: gettext_lazy("API key revoked"),
    auditing.ROLE_GRANTED: gettext_lazy("Role given"),
    auditing.ROLE_REVOKED: gettext_lazy("Role taken away"),
    auditing.USER_CREATED: gettext_lazy("Colleague added"),
    auditing.USER_CHANGED: gettext_lazy("Colleague changed"),
    auditing.JOB_RETRIED: gettext_lazy("Job tried again"),
    auditing.JOB_CANCELLED: gettext_lazy("Job stopped"),
    auditing.COMPANY_CHANGED: gettext_lazy("Company changed"),
    auditing.CALENDAR_CHANGED: gettext_lazy("Calendar changed"),
    auditing.FESTIVAL_CHANGED: gettext_lazy("Festival changed"),
    auditing.ABSENCE_NOTED: gettext_lazy("Absence from duty noted"),
    auditing.ABSENCE_ENDED: gettext_lazy("Absence from duty taken back"),
    auditing.SWAP_ANSWERED: gettext_lazy("Week offered in return answered"),
}
# What may be taken away as a file, by the name that the audit keeps. Each app adds its own.
files: dict[str, Any] = {}
# Names that begin alike: their beginning → what is told of the rest.
families: dict[str, Callable[[str], str]] = {}

Names = Mapping[int, User]


def sentences(entries: Sequence[AuditEntry]) -> list[str]:
    """One sentence per entry, in two queries at most."""
    users = _ids(entry.details.get(key) for entry in entries for key in ("user", "owner"))
    keys = _ids(entry.details.get("key") for entry in entries)
    people = User.objects.in_bulk(users) if users else {}
    labels = dict(ApiKey.objects.filter(pk__in=keys).values_list("pk", "label")) if keys else {}
    return [_sentence(entry, people, labels) for entry in entries]


def _ids(values: Iterable[Any]) -> set[int]:
    return {value for value in values if isinstance(value, int)}


def _sentence(entry: AuditEntry, people: Names, keys: Mapping[int, str]) -> str:
    label, teller = str(VERBS.get(entry.verb, entry.verb)), TELLERS.get(entry.verb)
    told = teller(entry.details, people, keys) if teller else ""
    return _("%(verb)s: %(what)s") % {"verb": label, "what": told} if told else label


def file_name(name: str) -> str:
    """What a file is called that somebody took away; by its longest known beginning where the name itself is not known."""
    if name in files:
        return str(files[name])
    beginning = max((each for each in families if name.startswith(each)), key=len, default="")
    return families[beginning](name.removeprefix(beginning)) if beginning else name


def _file(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    name = details.get("what") or details.get("list") or ""
    told = [file_name(str(name)), str(details.get("period", ""))]
    if isinstance(rows := details.get("rows"), int):
        told.append(ngettext("%(count)s row", "%(count)s rows", rows) % {"count": f"{rows:,}"})
    return _listed(told)


def _key(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    scopes = [str(Scope(each).label) for each in details.get("scopes", []) if each in Scope.values]
    return _listed([keys.get(details.get("key", 0), ""), _person(details.get("owner"), people), *scopes])


def _role(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    role = details.get("role", "")
    return _listed([_person(details.get("user"), people), str(Role(role).label) if role in Role.values else str(role)])


def _colleague(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    return _listed([_person(details.get("user"), people), *_fields(User, details)])


def _company(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    return _listed(_fields(Company, details))


def _day(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    if details.get("removed"):
        state = _("as in a plain week again")
    else:
        state = _("working day") if details.get("working") else _("day off")
    return _listed([str(details.get("date", "")), state])


def _festival(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    code = details.get("festival", "")
    name = FestivalDay.Festival(code).label if code in FestivalDay.Festival.values else code
    return _listed([str(name), str(details.get("date", "")), _("removed") if details.get("removed") else ""])


def _absence(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    weeks = dict.fromkeys(str(week) for week in details.get("weeks", []))
    return _listed([_person(details.get("user"), people), " – ".join(weeks)])


def _swap(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    """Which week was missed, which one is offered for it, and the answer."""
    answers = {
        "accepted": pgettext("answer to an offer", "accepted"),
        "declined": pgettext("answer to an offer", "declined"),
        "": _("answer taken back"),
    }
    answer = str(details.get("answer", ""))
    weeks = " → ".join(str(week) for week in details.get("weeks", []) if week)
    return _listed([_person(details.get("user"), people), weeks, answers.get(answer, answer)])


def _job(details: Mapping[str, Any], people: Names, keys: Mapping[int, str]) -> str:
    kind = jobs.kind(str(details.get("kind", "")))
    return str(kind.label) if kind else str(details.get("kind", ""))


def _person(pk: Any, people: Names) -> str:
    return str(people[pk]) if pk in people else ""


def _fields(model: type[Model], details: Mapping[str, Any]) -> list[str]:
    columns = {field.name: field for field in model._meta.concrete_fields}
    return [str(columns[name].verbose_name) if name in columns else name for name in details.get("fields", [])]


def _listed(told: Iterable[str]) -> str:
    return pgettext("between items", ", ").join(filter(None, told))


TELLERS: dict[str, Callable[[Mapping[str, Any], Names, Mapping[int, str]], str]] = {
    auditing.EXPORTED: _file,
    auditing.KEY_ISSUED: _key,
    auditing.KEY_REVOKED: _key,
    auditing.ROLE_GRANTED: _role,
    auditing.ROLE_REVOKED: _role,
    auditing.USER_CREATED: _colleague,
    auditing.USER_CHANGED: _colleague,
    auditing.COMPANY_CHANGED: _company,
    auditing.CALENDAR_CHANGED: _day,
    auditing.FESTIVAL_CHANGED: _festival,
    auditing.ABSENCE_NOTED: _absence,
    auditing.ABSENCE_ENDED: _absence,
    auditing.SWAP_ANSWERED: _swap,
    auditing.JOB_RETRIED: _job,
    auditing.JOB_CANCELLED: _job,
}
