from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers import extensions
from office import clock
from office.requests import StaffRequest, staff_page
from relationships import presenters
from relationships.access import logs_anywhere
from relationships.selectors.actions import agenda, overdue_of_others
from relationships.selectors.attention import needing_attention, scope
from relationships.selectors.playbooks import escalated_to

SHOWN = 8


@require_safe
@staff_page
def today(request: StaffRequest) -> HttpResponse:
    """What is to be done and who needs a call; for people who see no people, what the cards of other apps say."""
    day = clock.today()
    context = {"day": day, "cards": _cards(request), "may_log": logs_anywhere(request.user)}
    if context["may_log"]:
        context |= _work(request)
    return render(request, "relationships/today.html", context)


def _work(request: StaffRequest) -> dict[str, object]:
    day, customers = clock.today(), scope(request.user)
    rows = needing_attention(customers)
    shown = list(rows[: SHOWN + 1])
    others = list(overdue_of_others(request.user, customers, day)[: SHOWN + 1])
    return {
        "agenda": agenda(request.user, day),
        "attention": [presenters.attention_row(one) for one in shown[:SHOWN]],
        "attention_count": rows.count() if len(shown) > SHOWN else len(shown),
        "others": others[:SHOWN],
        "others_more": len(others) > SHOWN,
        "escalated": list(escalated_to(request.user)[:SHOWN]),
    }


def _cards(request: StaffRequest) -> dict[str, list[dict[str, object]]]:
    """The blocks of other apps, by column; a card without anything to say stays away."""
    columns: dict[str, list[dict[str, object]]] = {"main": [], "aside": []}
    for card in sorted(extensions.today_cards, key=lambda one: one.order):
        content = card.load(request, clock.today())
        if content is not None:
            column = "main" if card.column == "main" else "aside"
            columns[column].append({"template": card.template, "content": content})
    return columns
