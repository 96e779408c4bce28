"""A kept day with other settings: asked for, its progress, and the answer beside what is kept."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.errors import CustomersError
from customers.selectors.worth import settings_now
from customers.views.requests import posted, refuse
from office import access as office_access
from office.exporting import csv_file
from office.presenters.jobs import job_line
from office.requests import StaffRequest
from reports.access import recomputes
from reports.forms.recalculating import DayForm
from reports.models import MovedCustomer, Recalculation
from reports.portfolio import recalculating as words
from reports.services import recalculating
from reports.views.portfolio.page import portfolio_page

SHOWN = 50
PARTS = ("figures", "customers")


@require_http_methods(["GET", "POST"])
@portfolio_page
def recalculations(request: StaffRequest) -> HttpResponse:
    """Choose a kept day for the settings in force; those asked for before stand below."""
    _only_who_may(request)
    form = DayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        kind, day = form.kept_day
        try:
            found = recalculating.ask(kind, date.fromisoformat(day), by=request.user)
        except CustomersError as error:
            refuse(form, error)
        else:
            return redirect("portfolio:recalculation", found.pk)
    asked = Recalculation.objects.visible_to(request.user).select_related("by", "job")
    current, number = settings_now()
    context = {
        "form": form,
        "number": number,
        "asked": words.asked_lines(asked, current),
        "may_decide": office_access.decides(request.user),
    }
    return render(request, "reports/portfolio/recalculations.html", context)


@require_safe
@portfolio_page
def recalculation(request: StaffRequest, pk: int) -> HttpResponse:
    """The answer beside what is kept; ?move= narrows who moves, ?from= goes on behind so many."""
    found = _found(request, pk)
    context: dict[str, Any] = {"one": found, "job": job_line(found.job) if found.job else None}
    if found.computed_at is None:
        return render(request, "reports/portfolio/recalculation.html", context | {"day": words.day_of(found)})
    move, start = request.GET.get("move", ""), _number(request.GET.get("from", ""))
    rows = _moves(found, move)
    count = rows.count()
    context |= {
        **words.page_of_recalculation(found),
        "chips": _chips(found, move),
        "moves": words.moves_table(rows.select_related("customer")[start : start + SHOWN]),
        "count": count,
        **_pages(move, start, count),
    }
    return render(request, "reports/portfolio/recalculation.html", context)


@require_safe
@portfolio_page
def recalculation_progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is; the last answer tells htmx to stop asking."""
    found = _found(request, pk)
    is_open = found.job is not None and found.job.is_open
    context = {"one": found, "job": job_line(found.job) if found.job is not None and is_open else None}
    return render(request, "reports/portfolio/recalculation_progress.html", context, status=200 if is_open else 286)


@require_safe
@portfolio_page
def recalculation_file(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    found = _found(request, pk)
    if found.computed_at is None or part not in PARTS:
        raise Http404
    send = partial(csv_file, request, listing="portfolio.recalculation", as_of=str(found.as_of), settings=found.number)
    if part == "figures":
        heads, cells, count = words.tile_rows(found)
        return send(name=f"{_('Figures')}-{found.as_of}", heads=heads, rows=cells, count=count)
    moves = _moves(found, request.GET.get("move", ""))
    return send(
        name=f"{_('Customers that move')}-{found.as_of}",
        heads=words.move_heads(),
        rows=(words.move_cells(row) for row in moves.select_related("customer").iterator(1_000)),
        count=moves.count(),
    )


def _found(request: StaffRequest, pk: int) -> Recalculation:
    _only_who_may(request)
    found: Recalculation | None = (
        Recalculation.objects.visible_to(request.user).select_related("job", "by").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def _moves(of: Recalculation, move: str) -> QuerySet[MovedCustomer]:
    rows: QuerySet[MovedCustomer] = MovedCustomer.objects.filter(recalculation=of)
    return rows.filter(dimension=move) if move in MovedCustomer.Dimension.values else rows


def _chips(of: Recalculation, move: str) -> list[dict[str, Any]]:
    counted = dict(
        MovedCustomer.objects.filter(recalculation=of).order_by().values_list("dimension").annotate(Count("pk"))
    )
    chips = [{"label": _("All"), "url": "?#moves", "current": move not in counted, "count": sum(counted.values())}]
    return chips + [
        {"label": label, "url": f"?move={key}#moves", "current": key == move, "count": counted[key]}
        for key, label in MovedCustomer.Dimension.choices
        if key in counted
    ]


def _pages(move: str, start: int, count: int) -> dict[str, str]:
    def url(place: int) -> str:
        return f"?move={move}&from={place}#moves"

    last = min(start + SHOWN, count)
    told = {"first": f"{start + 1:,}", "last": f"{last:,}", "count": f"{count:,}"}
    return {
        "previous_url": url(max(0, start - SHOWN)) if start else "",
        "next_url": url(start + SHOWN) if last < count else "",
        "range_text": _("%(first)s–%(last)s of %(count)s") % told if count > SHOWN else "",
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _only_who_may(request: StaffRequest) -> None:
    if not recomputes(request.user):
        raise Http404
