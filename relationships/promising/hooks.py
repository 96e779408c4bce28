"""What promises bring to a customer's page, to the log, to Today and to other apps (see customers.extensions)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from customers import extensions
from customers.extensions import Belonging, LogPart, Tab, TodayCard
from customers.models import Customer
from office import navigation
from office.access import sees_people_and_voices
from office.models import Company
from relationships.errors import NobodyThereError
from relationships.forms.promises import PromisePartForm
from relationships.models import Interaction, Promise
from relationships.promising.rows import rows
from relationships.selectors.promises import due_soon, open_count
from relationships.services import promises
from relationships.tabs import COOPERATION

if TYPE_CHECKING:
    from office.models import User

SHOWN = 6


def register() -> None:
    extensions.tabs.append(
        Tab(
            "promises",
            gettext_lazy("Promises"),
            "relationships:promises-tab",
            37,
            COOPERATION,
            may_see=sees_people_and_voices,
        )
    )
    extensions.today_cards.append(TodayCard("promises", "relationships/promises/today.html", today_card, order=15))
    extensions.belongings.append(Belonging("promises", gettext_lazy("Open promises"), open_count, promises_url))
    extensions.log_parts.append(
        LogPart(
            "promise",
            pgettext_lazy("log", "We promised"),
            PromisePartForm,
            lambda form: cast("PromisePartForm", form).is_filled,
            save,
            "relationships/promises/log_part.html",
            order=20,
            icon="flag",
            hint=gettext_lazy("what, by when"),
        )
    )
    extensions.verbs |= {
        promises.GIVEN: gettext_lazy("A promise was given"),
        promises.CHANGED: gettext_lazy("A promise was corrected"),
        promises.MOVED: gettext_lazy("A promise got another day"),
        promises.KEPT: gettext_lazy("A promise was kept"),
        promises.BROKEN: gettext_lazy("A promise was broken"),
        promises.REOPENED: gettext_lazy("A promise is open again"),
        promises.WITHDRAWN: gettext_lazy("A promise was taken back"),
        promises.RESTORED: gettext_lazy("A promise counts again"),
        promises.HANDED_OVER: gettext_lazy("Promises were handed over"),
    }
    navigation.add(
        navigation.Group.RELATIONSHIP,
        gettext_lazy("Promises"),
        "relationships:promises",
        icon="flag",
        seen_by=sees_people_and_voices,
        key="g p",
        order=22,
    )


def save(form: forms.Form, *, customer: Customer, interaction_id: int, at: datetime, by: "User") -> Promise:
    """Keep the promise inside the log's transaction; it was given to whom it says, else to the first who was there."""
    cleaned = form.cleaned_data
    source = Interaction.objects.get(pk=interaction_id)
    contact = cleaned["contact"] or source.contacts.order_by("interaction_links__id").first()
    if contact is None:
        raise NobodyThereError
    return promises.give(
        customer,
        text=cleaned["text"],
        contact=contact,
        owner=by,
        due_on=cleaned["due_on"],
        said_on=min(at.astimezone(Company.get().zone).date(), cleaned["due_on"]),
        source=source,
        by=by,
    )


def today_card(request: HttpRequest, day: date) -> Mapping[str, Any] | None:
    """Only for those who owe a customer something by the end of the coming week, or owe it already."""
    user: User = request.user  # type: ignore[assignment]
    if not sees_people_and_voices(user):
        return None
    found = list(due_soon(user, day))
    return {"rows": rows(found[:SHOWN], day), "more": max(0, len(found) - SHOWN)} if found else None


def promises_url(customer: Customer) -> str:
    return reverse("relationships:promises-tab", args=[customer.pk])
