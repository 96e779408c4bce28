"""A customer's strategy: the tab, the rows behind it, and the dialogs that write them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import may_judge, require
from customers.models import Customer
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.clock import today
from office.printing import paper, paper_url, wants_paper
from office.requests import StaffRequest, came_from, staff_page
from relationships.binding.page import newest_plan, strategy_tab
from relationships.binding.rows import rows_of
from relationships.binding.topics import ALL
from relationships.forms.actions import VoidForm
from relationships.forms.strategy import AnswerForm, CloseForm, DecideForm, MoveForm, PlanForm, PointForm, RequestForm
from relationships.models import ControlPoint, DecisionRequest, StrategyAnswer, StrategyMove
from relationships.services import strategy, strategy_plans
from relationships.views.returning import told

FORM_METHODS = ["GET", "HEAD", "POST"]
TEMPLATE = "relationships/strategy/tab.html"
KINDS: dict[str, Any] = {
    "answer": StrategyAnswer,
    "request": DecisionRequest,
    "point": ControlPoint,
    "move": StrategyMove,
}


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """Who depends on whom, why they stay, what would hold them, and what we want."""
    customer = visible_people(request, pk)
    context = strategy_tab(customer, request.user, today())
    if wants_paper(request):
        context |= {"customer": customer, "tab_label": _("Strategy"), "tab_template": TEMPLATE, "writes": False}
        name = f"{customer.name} {_('Strategy')}"
        listing = "relationships.strategy"
        return paper(request, "customers/tab_paper.html", context, name=name, listing=listing, customer=pk)
    return render_tab(request, customer, "strategy", TEMPLATE, context | {"paper_url": paper_url(request)})


@require_safe
@staff_page
def rows(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row ever written, withdrawn ones and earlier versions too."""
    customer = visible_people(request, pk)
    context = rows_of(customer, request.user, today()) | {"customer": customer}
    return render(request, "relationships/strategy/rows.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def answer(request: StaffRequest, pk: int, topic: str) -> HttpResponse:
    customer = _writable(request, pk)
    if topic not in ALL:
        raise Http404
    form = AnswerForm(posted(request), topic=topic)
    dialog = _dialog(ALL[topic].question, customer, body_template="customers/entries/rating.html")

    def save() -> None:
        given = form.cleaned_data
        strategy.answer(customer, topic=topic, by=request.user, **(given | {"value": str(given["value"])}))

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def add_point(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _writable(request, pk)
    form = PointForm(posted(request))
    dialog = _dialog(_("Register a control point"), customer)
    return dialog.answer(request, form, lambda: strategy.hold(customer, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def add_request(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _writable(request, pk)
    form = RequestForm(posted(request))
    dialog = _dialog(_("What they are to decide"), customer)
    return dialog.answer(request, form, lambda: strategy.request(customer, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    found = _row(request, DecisionRequest, pk)
    form = DecideForm(posted(request))
    dialog = _dialog(_("They decided"), found.customer, about=found.what)
    return dialog.answer(request, form, lambda: strategy.decide(found, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def withdraw(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    found = _row(request, KINDS[kind], pk)
    form = VoidForm(posted(request))
    dialog = _dialog(_("Withdraw the entry"), found.customer, about=_("It counts no longer and stays readable."))
    return dialog.answer(
        request, form, lambda: strategy.withdraw(found, reason=form.cleaned_data["reason"], by=request.user)
    )


@require_POST
@staff_page
def restore(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """A withdrawn entry counts again."""
    if kind not in KINDS:
        raise Http404
    found = _row(request, KINDS[kind], pk)
    back = came_from(request) or reverse("relationships:strategy-rows", args=[found.customer_id])
    return told(request, lambda: strategy.restore(found, by=request.user), _("It counts again."), back=back)


@require_http_methods(FORM_METHODS)
@staff_page
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """A further version; what stood stays readable."""
    customer = _writable(request, pk)
    form = PlanForm(posted(request), user=request.user, stands=newest_plan(customer))
    dialog = _dialog(_("Strategy plan"), customer)
    return dialog.answer(request, form, lambda: strategy_plans.plan(customer, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def add_move(request: StaffRequest, pk: int) -> HttpResponse:
    customer = _writable(request, pk)
    form = MoveForm(posted(request), user=request.user)
    dialog = _dialog(_("Add a move"), customer)
    return dialog.answer(request, form, lambda: strategy_plans.add_move(customer, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
def close_move(request: StaffRequest, pk: int) -> HttpResponse:
    found = _row(request, StrategyMove, pk)
    form = CloseForm(posted(request))
    dialog = _dialog(_("Close the move"), found.customer, about=found.what)
    return dialog.answer(request, form, lambda: strategy_plans.close_move(found, by=request.user, **form.cleaned_data))


def _writable(request: StaffRequest, pk: int) -> Customer:
    customer = visible_people(request, pk)
    require(may_judge(request.user, customer))
    return customer


def _row(request: StaffRequest, model: Any, pk: int) -> Any:
    found = get_object_or_404(model.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(may_judge(request.user, found.customer))
    return found


def _dialog(heading: Any, customer: Customer, **options: Any) -> Dialog:
    return Dialog(heading, reverse("relationships:strategy-tab", args=[customer.pk]), customer, **options)
