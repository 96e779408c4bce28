"""The monthly review: ties that people judge otherwise than the contacts say."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from customers.models import Customer
from office import clock
from office.requests import StaffRequest, staff_page
from relationships.mapping.review import review_row
from relationships.selectors.reviews import CUSTOMERS_A_PAGE, disagreeing, disagreements

MINE, ALL = "mine", "all"


@require_safe
@staff_page
def review(request: StaffRequest) -> HttpResponse:
    """Of the customers one keeps, or of all one sees; those nobody looked at this month come first; many customers come on
    several pages, those with most such ties first."""
    day = clock.today()
    view = ALL if request.GET.get("view") == ALL else MINE
    seen = Customer.objects.visible_to(request.user).current()
    customers = seen if view == ALL else seen.kept_by(request.user, teams=request.user.led_team_ids)
    page = Paginator(disagreeing(customers, request.user), CUSTOMERS_A_PAGE).get_page(request.GET.get("page"))
    rows = disagreements(list(page.object_list), request.user, day)
    chips = [
        {"label": label, "url": f"?view={key}", "current": key == view}
        for key, label in ((MINE, _("Mine")), (ALL, _("All")))
    ]
    context = {
        "rows": [review_row(one, day) for one in rows],
        "due": sum(one.is_due(day) for one in rows),
        "chips": chips,
        "page": page,
        "day": day,
    }
    return render(request, "relationships/review.html", context)
