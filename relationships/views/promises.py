"""Promises: a customer's tab, everybody's list, one promise, and the dialogs that give, move, keep and break it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import SEES_ALL
from customers.errors import CustomersError
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.errors import NotYoursError
from relationships.forms import VoidForm
from relationships.forms.promises import BreakForm, KeepForm, MoveForm, PromiseForm
from relationships.list_files import PROMISES
from relationships.models import Promise
from relationships.promising.rows import kept_line, row, rows
from relationships.selectors.promises import ALL, MINE, TEAM, in_view, kept, of_customer
from relationships.services import promises
from relationships.views.scoped import loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 50
OPEN, OVERDUE, SETTLED = "open", "overdue", "settled"


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """What this customer was promised: what is open first, then what became of the rest."""
    customer, day = visible_people(request, pk), today()
    found = of_customer(customer, request.user)
    shown = rows(found.order_by("-due_on", "-id")[: 4 * PAGE], day)
    context = {
        "open": [one for one in reversed(shown) if one.promise.is_open],
        "past": [one for one in shown if not one.promise.is_open],
        "kept": kept_line(kept(found, day)),
        "may_give": loggable_by(request.user).filter(pk=pk).exists(),
    }
    return render_tab(request, customer, "promises", "relationships/promises/tab.html", context)


@require_safe
@staff_page
def promise_list(request: StaffRequest) -> HttpResponse:
    """One's own, the team's or all promises; open, overdue or settled."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    day = today()
    usual = ALL if request.user.roles & SEES_ALL else MINE  # whoever looks after nobody themselves looks at all
    view = request.GET.get("view") if request.GET.get("view") in (MINE, TEAM, ALL) else usual
    state = request.GET.get("state") if request.GET.get("state") in (OVERDUE, SETTLED) else OPEN
    found = in_view(request.user, str(view))
    chosen = {OPEN: found.open(), OVERDUE: found.overdue(day), SETTLED: found.exclude(settled_at=None)}[str(state)]
    order = ("-settled_at", "-id") if state == SETTLED else ("due_on", "id")
    listed, asked = chosen.with_people().order_by(*order), {"view": view, "state": state}
    if wants_file(request):
        return list_file(
            request,
            PROMISES,
            (row(one, day) for one in listed.iterator()),
            name=_("Promises"),
            count=listed.count(),
            listing="relationships.promises",
            asked=asked,
        )
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows(page.object_list, day),
        "kept": kept_line(kept(found, day)),
        "open": found.open().count(),
        "overdue": found.overdue(day).count(),
        "views": [(MINE, _("My own")), (TEAM, _("The team's")), (ALL, pgettext("promises", "All"))],
        "states": [
            (OPEN, pgettext("promises", "open")),
            (OVERDUE, pgettext("promises", "overdue")),
            (SETTLED, pgettext("promises", "kept or broken")),
        ],
        "asked": asked,
    }
    return render(request, "relationships/promises/list.html", context)


@require_safe
@staff_page
def promise(request: StaffRequest, pk: int) -> HttpResponse:
    """One promise with all its days."""
    found = _promise(request, pk)
    context = {
        "promise": found,
        "row": row(found, today()),
        "moves": found.moves.select_related("agreed_with__person", "by"),
        "may_change": promises.may_change(found, request.user),
    }
    return render(request, "relationships/promises/promise.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def give(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    loggable_customer(request.user, pk)
    form = PromiseForm(posted(request), user=request.user, customer=customer)
    dialog = Dialog(_("Write down a promise"), reverse("relationships:promises-tab", args=[pk]), customer)

    def save() -> None:
        promises.give(customer, by=request.user, with_action=form.cleaned_data["with_action"], **form.values)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = PromiseForm(posted(request), user=request.user, customer=found.customer, record=found)

    def save(cleaned: dict[str, Any]) -> None:
        promises.change(found, changes=form.values, version=cleaned["version"], by=request.user)

    return _answer(request, found, _("Correct the promise"), form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def move(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = MoveForm(posted(request), user=request.user, promise=found)
    return _answer(
        request,
        found,
        _("Agree on another day"),
        form,
        lambda cleaned: promises.move(found, by=request.user, **cleaned),
    )


@require_http_methods(FORM_METHODS)
@staff_page
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = KeepForm(posted(request))
    return _answer(
        request, found, _("The promise is kept"), form, lambda cleaned: promises.keep(found, by=request.user, **cleaned)
    )


@require_http_methods(FORM_METHODS)
@staff_page
def break_(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = BreakForm(posted(request))
    return _answer(
        request,
        found,
        _("The promise is broken"),
        form,
        lambda cleaned: promises.break_(found, by=request.user, **cleaned),
    )


@require_http_methods(FORM_METHODS)
@staff_page
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = VoidForm(posted(request))
    return _answer(
        request,
        found,
        _("Take the promise back"),
        form,
        lambda cleaned: promises.withdraw(found, by=request.user, **cleaned),
    )


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open again what was settled, or count again what was taken back."""
    found = _changeable(request, pk)
    try:
        (promises.reopen if found.is_standing else promises.restore)(found, by=request.user)
    except CustomersError as error:
        messages.error(request, str(error.message))
    return redirect(found)


def _answer(
    request: StaffRequest, found: Promise, heading: str, form: forms.Form, save: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    dialog = Dialog(heading, found.get_absolute_url(), found.customer, about=found.text)
    return dialog.answer(request, form, lambda: save(form.cleaned_data))


def _promise(request: StaffRequest, pk: int) -> Promise:
    rows = Promise.objects.visible_to(request.user).with_people().select_related("action", "source")
    found: Promise = get_object_or_404(rows, pk=pk)
    return found


def _changeable(request: StaffRequest, pk: int) -> Promise:
    found = _promise(request, pk)
    if not promises.may_change(found, request.user):
        raise NotYoursError
    return found
