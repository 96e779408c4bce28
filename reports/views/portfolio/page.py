"""What every page of the portfolio does: let in who may read it, fetch its figure, put the frame around it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from customers.selectors.base import figure
from office.models import User
from office.requests import StaffRequest, staff_page
from reports.access import reads_portfolio
from reports.portfolio.frame import frame_of

P = ParamSpec("P")
Present = Callable[[Mapping[str, Any], User], Mapping[str, Any]]


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
        context |= present(found.values, request.user)
    return render(request, f"reports/portfolio/{key}.html", context)
