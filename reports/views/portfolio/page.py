"""What every page of the portfolio does: let in who may read it, fetch its figure, put the frame around it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse

from customers.selectors.base import Figure, figure
from office.exporting import Cell, csv_file
from office.models import User
from office.printing import page_or_paper
from office.requests import StaffRequest, staff_page
from reports.access import reads_portfolio
from reports.portfolio.before import compared, known_before
from reports.portfolio.frame import frame_of

P = ParamSpec("P")
RowsOf = Callable[[str, Mapping[str, Any], User], tuple[Sequence[str], Iterable[Sequence[Cell]], int]]
Present = Callable[[Figure, User], Mapping[str, Any]]


def portfolio_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page of the portfolio; for everybody else it does not exist."""

    @wraps(view)
    def checked(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not reads_portfolio(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return staff_page(cast("Callable[Concatenate[StaffRequest, P], HttpResponse]", checked))


def render_figure(request: StaffRequest, key: str, present: Present) -> HttpResponse:
    """The page `key` from the figure of the same name: reports/portfolio/<key>.html.

    `present` makes the page's context of a computed figure; before that the frame says what is missing.
    """
    found = figure(key, request.user)
    context: dict[str, Any] = {"frame": frame_of(key, request.user, found), "figure": found}
    if found.values is not None:
        shown = present(found, request.user)
        context |= compared(shown, key, found.values, known_before(key, request.user, found))
    return portfolio_paper(request, f"reports/portfolio/{key}.html", context)


def portfolio_paper(request: StaffRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page within its frame, or its PDF."""
    frame = context["frame"]
    return page_or_paper(
        request, template, context, name=str(frame.title), listing=f"portfolio.{frame.key}", as_of=str(frame.as_of)
    )


def file_of(request: StaffRequest, key: str, part: str, rows_of: RowsOf) -> HttpResponse:
    """The file behind a picture of the page `key`; 404 for a part that is none, or before anything was computed."""
    found = figure(key, request.user)
    if found.values is None:
        raise Http404
    try:
        heads, rows, count = rows_of(part, found.values, request.user)
    except KeyError:
        raise Http404 from None
    return csv_file(
        request,
        name=f"{key}-{part}",
        heads=heads,
        rows=rows,
        count=count,
        listing=f"portfolio.{key}.{part}",
        as_of=str(found.as_of),
    )
