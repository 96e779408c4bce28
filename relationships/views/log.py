from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.models import Customer
from customers.searching import BY_NAME, customers_matching
from office.models import User
from office.requests import StaffRequest, came_from, staff_page
from relationships.access import loggable_by, logs_anywhere
from relationships.forms import (
    AlsoForm,
    LogForm,
    Part,
    all_valid,
    as_typed,
    first_also,
    log_parts,
    sent_also,
    show_refusal,
    typed_also,
)
from relationships.presenters import summary
from relationships.selectors.people import OFFERED
from relationships.services import logging, planning
from relationships.views.planned_log import filled_from, planned_for
from relationships.views.scoped import as_key, loggable_customer


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def log(request: StaffRequest) -> HttpResponse:
    """The log form, as a page and as a dialog; `?customer=` chooses the customer beforehand, `?planned=` what was planned."""
    _require_logging(request.user)
    if request.method == "POST":
        return _reshown(request) if "reload" in request.POST else _saved(request)
    if plan := planned_for(request):
        return _page(request, *filled_from(plan, request.user))
    chosen = request.GET.get("customer", "")
    customer = loggable_customer(request.user, as_key(chosen)) if chosen else None
    form, parts = LogForm(user=request.user, customer=customer), log_parts(request.user, customer, None)
    return _page(request, form, parts, first_also(request.user))


@require_POST
@staff_page
def people(request: StaffRequest) -> HttpResponse:
    """The part of the form that depends on the customer, with what has been typed so far."""
    _require_logging(request.user)
    form, parts = _typed(request)
    return render(request, "relationships/log_people.html", {"form": form.to_show(), "parts": parts})


@require_POST
@staff_page
def also(request: StaffRequest) -> HttpResponse:
    """Further customers of the visit: the people of one of them (`?number=`), or all with an empty one more."""
    _require_logging(request.user)
    number = as_key(request.GET.get("number", "")) if "number" in request.GET else None
    forms = typed_also(request.user, request.POST, more=number is None)
    if number is None:
        return render(request, "relationships/log_also.html", {"also": [form.to_show() for form in forms]})
    if number not in range(len(forms)):
        raise Http404
    return render(request, "relationships/log_also_people.html", {"form": forms[number].to_show()})


@require_safe
@staff_page
def customers(request: StaffRequest) -> HttpResponse:
    """Rows for the customer picker: only those the person may log for."""
    _require_logging(request.user)
    found = customers_matching(loggable_by(request.user), request.GET.get("q", "")[:100])
    recent = found.order_by(BY_NAME, "id").only("id", "name", "short_name")[:OFFERED]
    options = [
        {"value": one.pk, "label": str(one), "second": one.name if str(one) != one.name else ""} for one in recent
    ]
    return render(request, "components/options.html", {"options": options})


def _saved(request: StaffRequest) -> HttpResponse:
    customer = _named(request.user, request.POST)
    form = LogForm(request.POST, user=request.user, customer=customer)
    parts = log_parts(request.user, customer, request.POST)
    also = sent_also(request.user, request.POST)
    if not all([form.is_valid(), all_valid(customer, also), *(part.ok for part in parts)]):
        return _page(request, form, parts, also)
    write = partial(
        logging.log,
        **form.entry(),
        by=request.user,
        parts=[(part.part, part.form) for part in parts if part.filled],
        also=[one.stop() for one in also if one.is_filled],
    )
    plan = planned_for(request)
    try:
        logged = planning.fulfil(plan, by=request.user, log=partial(write, trip=plan.visit_id)) if plan else write()
    except CustomersError as refused:
        show_refusal(form, refused, owner="next_owner")
        return _page(request, form, parts, also)
    _tell(request, logged)
    return redirect(_next_page(request, logged))


def _tell(request: StaffRequest, logged: logging.Logged) -> None:
    interaction = logged.interaction
    if not logged.created:
        messages.info(request, _("This was kept already."), extra_tags=f"draft-saved:{_draft(request)}")
        return
    undo = reverse("relationships:interaction-undo", args=[interaction.pk])
    text = summary(interaction.customer, logged.before, logged.after, logged.first_contacts, logged.also)
    messages.success(request, text, extra_tags=f"undo:{undo} draft-saved:{_draft(request)}")


def _next_page(request: HttpRequest, logged: logging.Logged) -> str:
    """Another log, the page the dialog was opened on, or the customer."""
    if "again" in request.POST:
        return reverse("relationships:log")
    place = came_from(request)
    if place and not place.startswith(reverse("relationships:log")):
        return place
    return logged.interaction.customer.get_absolute_url()


def _reshown(request: StaffRequest) -> HttpResponse:
    """Without scripts: the same form with the people of the customer that has just been chosen."""
    also = typed_also(request.user, request.POST, more=request.POST["reload"] == "more")
    return _page(request, *_typed(request), also)


def _typed(request: StaffRequest) -> tuple[LogForm, list[Part]]:
    customer = _named(request.user, request.POST)
    form = LogForm(user=request.user, customer=customer)
    as_typed(form, request.POST)
    parts = log_parts(request.user, customer, None)
    for part in parts:
        as_typed(part.form, request.POST)
    return form, parts


def _page(request: HttpRequest, form: LogForm, parts: list[Part], also: list[AlsoForm]) -> HttpResponse:
    context = {
        "form": form.to_show(),
        "parts": [part.to_show() for part in parts],
        "also": [one.to_show() for one in also],
        "also_open": len(also) > 1 or any(one.is_filled for one in also),
        "draft": _draft(request),
    }
    return render(request, "relationships/log.html", context)


def _draft(request: HttpRequest) -> str:
    """Under which name the device keeps what is typed: one for each customer that was chosen beforehand."""
    plan, chosen = request.GET.get("planned", ""), request.GET.get("customer", "")
    if plan.isascii() and plan.isdigit():
        return f"log-plan-{plan}"
    return f"log-{chosen}" if chosen.isascii() and chosen.isdigit() else "log"


def _require_logging(user: User) -> None:
    if not logs_anywhere(user):
        raise PermissionDenied


def _named(user: User, sent: QueryDict) -> Customer | None:
    """The customer of the form as far as the person may log for it; the form says what is wrong otherwise."""
    return loggable_by(user).filter(pk=as_key(sent.get("customer", ""))).first()
