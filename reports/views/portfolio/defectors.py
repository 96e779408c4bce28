"""Silent defectors: who says it is satisfied and buys less, and what became of each alarm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers import access
from customers.access import costs_q
from customers.errors import CustomersError
from customers.models import DefectorAlert
from customers.selectors.worth import settings_from_number
from customers.views.requests import posted, refuse
from office import access as office_access
from office.exporting import csv_file
from office.printing import page_or_paper
from office.requests import StaffRequest, staff_page
from office.roles import Role
from reports.access import reads_portfolio
from reports.forms.defectors import OutcomeForm
from reports.portfolio import defectors as words
from reports.portfolio.before import compared, known_before
from reports.portfolio.frame import frame_of
from reports.portfolio.live import days_of, defector_values, defectors_of, live_figure
from reports.selectors import defectors as found
from reports.services import following_up
from reports.views.portfolio.page import portfolio_page, portfolio_paper

MOST_OWN = 100


@require_safe
@staff_page
def silent_defectors(request: StaffRequest) -> HttpResponse:
    """The whole list for who reads the portfolio; an account manager gets the own open alarms, without profit."""
    user = request.user
    if not reads_portfolio(user):
        if Role.CSM not in user.roles:
            raise Http404
        rows = [words.alert_row(each, margins=False) for each in found.own_open_alerts(user)[:MOST_OWN]]
        return render(request, "reports/portfolio/defectors_own.html", {"rows": rows})
    live = live_figure(user)
    context: dict[str, Any] = {"frame": frame_of("silent-defectors", user, live)}
    if live.values is not None:
        as_of, month = days_of(live)
        seen, settings = defectors_of(user, month), settings_from_number(live.settings_number)
        shown = words.defectors_page(seen, user, as_of=as_of, settings=settings)
        kept = known_before("silent-defectors", user, live)
        context |= compared(shown, "silent-defectors", defector_values(seen, as_of, settings), kept)
    return portfolio_paper(request, "reports/portfolio/defectors.html", context)


@require_safe
@portfolio_page
def silent_defectors_file(request: StaffRequest) -> HttpResponse:
    """Every alert of the customers whose costs the reader sees, the newest month first."""
    rows = found.alerts_seen_by(request.user).order_by("-month", "-money_at_risk", "customer")
    fields = (
        "month",
        "customer__name",
        "status",
        "severity",
        "p",
        "adjusted_p",
        "money_at_risk",
        "profit_at_risk",
        "owner__username",
        "outcome",
        "outcome_on",
    )
    heads = [
        _("Month"),
        _("Customer"),
        _("Status"),
        _("Severity"),
        "p",
        _("Adjusted p"),
        _("Money at risk in a year"),
        _("Profit at risk"),
        _("Owner"),
        _("What became of it"),
        _("Found on"),
    ]
    return csv_file(
        request,
        name=_("Silent defectors"),
        heads=heads,
        rows=rows.values_list(*fields).iterator(found.MOST_SHOWN),
        count=rows.count(),
        listing="portfolio.silent_defectors",
    )


@require_http_methods(["GET", "POST"])
@staff_page
def defector(request: StaffRequest, pk: int) -> HttpResponse:
    """The evidence for one alarm, and what became of it."""
    alerts = DefectorAlert.objects.visible_to(request.user).select_related("customer__owner", "owner", "outcome_by")
    alert = get_object_or_404(alerts, pk=pk)
    may_settle = access.may_edit_people(request.user, alert.customer)
    form = OutcomeForm(posted(request), initial={"outcome": alert.outcome, "note": alert.outcome_note})
    if request.method == "POST":
        access.require(may_settle)
        if form.is_valid():
            try:
                following_up.follow_up(alert, by=request.user, **form.cleaned_data)
            except CustomersError as error:
                refuse(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("portfolio:defector", pk)
    context = words.alert_page(alert, margins=_sees_margins(request, alert))
    context |= {"form": form if may_settle else None}
    return page_or_paper(
        request,
        "reports/portfolio/defector.html",
        context,
        name=f"{alert.customer.name} {_('Silent defectors')}",
        listing="portfolio.silent_defectors.evidence",
        customer=alert.customer_id,
    )


def _sees_margins(request: StaffRequest, alert: DefectorAlert) -> bool:
    """Profit of this customer: an account manager who owns it does not see it, the lead of its team does."""
    if not office_access.sees_margins(request.user):
        return False
    condition = costs_q(request.user, "customer")
    return condition is None or DefectorAlert.objects.filter(condition, pk=alert.pk).exists()
