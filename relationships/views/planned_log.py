"""The log form as a plan fills it in: whoever comes from a planned contact only corrects what was different."""

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from office.models import User
from office.requests import StaffRequest
from relationships.forms import AlsoForm, LogForm, Part, first_also, log_parts, typed_also
from relationships.forms.visit import COUNT
from relationships.models import PlannedContact
from relationships.selectors import planned
from relationships.services import planning
from relationships.views.scoped import as_key


def planned_for(request: StaffRequest) -> PlannedContact | None:
    """The plan that `?planned=` names; 404 when it does not exist for the person, 403 when it is only read."""
    if "planned" not in request.GET:
        return None
    plan = get_object_or_404(planned.with_all(request.user).living(), pk=as_key(request.GET["planned"]))
    if not planning.may_change(plan, request.user):
        raise PermissionDenied
    return plan


def filled_from(plan: PlannedContact, user: User) -> tuple[LogForm, list[Part], list[AlsoForm]]:
    """The log form with what was planned, the other customers of the trip that day among it."""
    entry = planning.entry_of(plan, user)
    names = ("contacts", "colleagues", "kind", "line", "at", "minutes")
    form = LogForm(user=user, customer=plan.customer, initial={name: entry[name] for name in names})
    others = [one for one in planned.of_trip(plan, user) if one.is_open and one.on == plan.on]
    return form, log_parts(user, plan.customer, None), _also(others, user)


def _also(others: list[PlannedContact], user: User) -> list[AlsoForm]:
    if not others:
        return first_also(user)
    sent = QueryDict(mutable=True)
    sent[COUNT] = str(len(others))
    for place, one in enumerate(others):
        sent[f"also-{place}-customer"] = str(one.customer_id)
        sent.setlist(f"also-{place}-contacts", [str(each.pk) for each in one.contacts.all()])
    return typed_also(user, sent)
