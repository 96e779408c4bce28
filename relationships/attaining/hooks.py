"""What outcomes bring to a customer's page, to Today, to the list and to other apps (see customers.extensions)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_filters import ChoiceFilter

from customers import extensions
from customers.extensions import ListColumn, LogPart, Resolver, Tab, Tile, TodayCard
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office import navigation
from office.access import sees_people_and_voices
from office.formatting import marks
from office.formatting.amounts import percent
from relationships import import_kinds
from relationships.attaining import files
from relationships.attaining.rows import rows, word_line
from relationships.forms import log_readings
from relationships.models import Confirmation
from relationships.selectors.outcomes import needing_owner
from relationships.selectors.scores import standing_today
from relationships.services import confirming, goals, handing_over
from relationships.tabs import OUTCOMES

if TYPE_CHECKING:
    from office.models import User

SHOWN = 6
NOT_MEASURED, NO_GOALS, OFF, STALE = "unmeasured", "none", "off", "stale"


def register() -> None:
    import_kinds.register()
    files.register()
    extensions.tabs.append(
        Tab(
            "outcomes",
            pgettext_lazy("outcome", "Goals"),
            "relationships:outcomes-tab",
            34,
            OUTCOMES,
            may_see=sees_people_and_voices,
        )
    )
    extensions.tiles.append(Tile("attainment", "relationships/tiles/attainment.html", tile, order=35))
    extensions.today_cards.append(TodayCard("goals", "relationships/today_goals.html", today_card, order=20))
    extensions.log_parts.append(
        LogPart(
            "readings",
            gettext_lazy("Readings"),
            log_readings.LogReadingsForm,
            log_readings.is_filled,
            log_readings.save,
            "relationships/log_readings.html",
            order=20,
            icon="target",
            hint=gettext_lazy("what was measured, with its evidence"),
        )
    )
    extensions.list_columns.append(COLUMN)
    extensions.resolvers[confirming.ORIGIN] = Resolver(confirming.ORIGIN, resolve)
    extensions.verbs |= {
        goals.SET: gettext_lazy("A goal was set"),
        goals.CHANGED: gettext_lazy("A goal was changed"),
        goals.VOIDED: gettext_lazy("A goal was taken back"),
        goals.RESTORED: gettext_lazy("A goal counts again"),
        handing_over.HANDED_OVER: gettext_lazy("Goals and next actions went along with the customer"),
        confirming.ASKED: gettext_lazy("The customer was asked to confirm a reading"),
        confirming.REVOKED: gettext_lazy("A confirmation link was revoked"),
        confirming.CONFIRMED: gettext_lazy("The customer confirmed a reading"),
        confirming.PUSHED_BACK: gettext_lazy("The customer pushed a reading back"),
    }
    navigation.add(
        navigation.Group.RELATIONSHIP,
        gettext_lazy("Outcomes"),
        "relationships:outcomes",
        icon="target",
        seen_by=sees_people_and_voices,
        key="g o",
        order=20,
    )


def tile(customer: Customer, user: "User", _as_of: date) -> Mapping[str, Any] | None:
    if not sees_people_and_voices(user):
        return None
    row = standing_today(customer, user)
    if row is None or row.goals == 0:
        note, text = "", None
    else:
        note = _("%(n)s of %(all)s goals measured") % {"n": row.goals_measured, "all": row.goals}
        text = None if row.attainment is None else percent(row.attainment, 0)
    return {
        "text": text,
        "note": note,
        "note_state": "bad" if row is not None and row.goals_off else "",
        "reason": _("no goal yet") if row is None or row.goals == 0 else _("nothing measured yet"),
        "url": reverse("relationships:outcomes-tab", args=[customer.pk]),
    }


def today_card(request: HttpRequest, day: date) -> Mapping[str, Any] | None:
    """Only for those who have such goals."""
    user: User = request.user  # type: ignore[assignment]
    if not sees_people_and_voices(user):
        return None
    found = needing_owner(user, day)
    return {"rows": rows(found[:SHOWN], day), "more": max(0, len(found) - SHOWN)} if found else None


def of_attainment(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers by what is known of their goals."""
    conditions = {
        OFF: Q(relationship_now__goals_off__gt=0),
        STALE: Q(relationship_now__goals_stale__gt=0),
        NOT_MEASURED: Q(relationship_now__goals__gt=F("relationship_now__goals_measured")),
        NO_GOALS: Q(relationship_now__goals=0) | Q(relationship_now=None),
    }
    return customers.filter(conditions[value])


def cell(value: float | None, _customer: Customer) -> SafeString:
    if value is None:
        return marks.unknown(_("nothing measured"))
    text = percent(value, 0)
    return format_html(
        '<span class="row row--end"><span class="n">{}</span>{}</span>',
        text,
        marks.meter(round(100 * value), label=_("Attainment"), text=text),
    )


COLUMN = ListColumn(
    "attainment",
    gettext_lazy("Attainment"),
    "relationship_now__attainment",
    cell,
    kind=float,
    filter=ChoiceFilter(
        label=gettext_lazy("Goals"),
        choices=[
            (OFF, pgettext_lazy("goals", "off track or missed")),
            (STALE, pgettext_lazy("goals", "with an old reading")),
            (NOT_MEASURED, pgettext_lazy("goals", "not measured")),
            (NO_GOALS, pgettext_lazy("goals", "none set")),
        ],
        method=of_attainment,
    ),
    may_see=sees_people_and_voices,
    shown=False,
)


def resolve(user: "User", ids: Sequence[int]) -> Mapping[int, Any]:
    """Words of customers on readings, as another app may show them."""
    found = Confirmation.objects.visible_to(user).filter(pk__in=ids)
    return {
        one.pk: {
            "label": line.text if (line := word_line(one)) else "",
            "url": one.reading.goal.get_absolute_url(),
            "at": one.recorded_at,
        }
        for one in found.select_related("contact__person", "reading__goal")
    }
