from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customers.models import Customer
from customers.valuation.expectations import targets_of
from office import clock
from office.access import sees_people_and_voices
from office.requests import StaffRequest, staff_page
from relationships import presenters
from relationships.models import RelationshipStanding
from relationships.selectors.evidence import evidence


@require_safe
@staff_page
def temperature(request: StaffRequest, pk: int) -> HttpResponse:
    """A customer's temperature with every contact behind it, and what the past Sundays said."""
    customers = Customer.objects.visible_to(request.user)
    visible = customers if sees_people_and_voices(request.user) else customers.none()
    customer = get_object_or_404(visible, pk=pk)
    day = clock.today()
    found = evidence(customer, request.user, day)
    return render(
        request,
        "relationships/temperature.html",
        {
            "customer": customer,
            "day": day,
            "evidence": found,
            "degrees": presenters.measured(found.temperature, customer),
            "sources": [presenters.source_row(one) for one in found.sources],
            "weeks": presenters.week_values(found.weeks),
            "late_weeks": [week for week in found.weeks if week.corrected is not None],
            "target": targets_of(customer.tier_in_force or None),
            "standing": RelationshipStanding.objects.visible_to(request.user).today().filter(customer=customer).first(),
        },
    )
