from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.views.detail import render_tab
from customers.views.requests import visible_customer
from office.requests import StaffRequest, staff_page
from voice import access
from voice.models import VoiceItem
from voice.presenters import inbox as presenter
from voice.selectors import business_calendar
from voice.views.reading import require_voices

PAGE = 50


@require_GET
@staff_page
def voices(request: StaffRequest, pk: int) -> HttpResponse:
    """The tab of the customer's page: everything they said, newest first."""
    require_voices(request.user)
    customer = visible_customer(request, pk)
    items = VoiceItem.objects.visible_to(request.user).filter(customer=customer).with_words()
    found = list(items.order_by("-received_at", "-id")[: PAGE + 1])
    now, calendar = timezone.now(), business_calendar()
    context = {
        "rows": [presenter.row(item, now, calendar) for item in found[:PAGE]],
        "more": len(found) > PAGE,
        "may_capture": access.captures(request.user),
        "new_url": f"{reverse('voice:new')}?customer={customer.pk}",
    }
    return render_tab(request, customer, "voices", "voice/tab.html", context)
