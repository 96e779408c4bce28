"""What relationships bring to a customer's page, to lists, to other apps and to the clock (see customers.extensions)."""

from datetime import date, time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.models import Customer
from customers.registry import told_of
from office import navigation, permissions, schedules
from office.access import sees_people_and_voices
from office.clock import today
from office.models import User
from office.presenters import audit
from office.roles import Role
from relationships import columns, presenters, setting_aside, tabs, tasks
from relationships.access import logs_anywhere, logs_with
from relationships.agenda import hooks as agenda
from relationships.agreeing import hooks as agreeing
from relationships.attaining import hooks
from relationships.binding import hooks as binding
from relationships.figures import PENETRATION, TEMPERATURE
from relationships.mapping import hooks as map_hooks
from relationships.models import Goal, Interaction, Participation
from relationships.planning import hooks as planning_hooks
from relationships.promising import hooks as promising
from relationships.selectors import actions, attention, minutes, planned, scores, timeline
from relationships.selectors.scores import standing_today
from relationships.selectors.visits import companions
from relationships.services import flagging, judging_ties, playbooks, requests, voiding
from relationships.triggering import hooks as triggering
from relationships.triggering.registry import find as find_trigger
from relationships.using import hooks as using

WRITTEN = ("interaction", "nextaction")


def register() -> None:
    planning_hooks.register()
    _add_pages()
    _add_to_customers()
    agenda.register()
    hooks.register()
    map_hooks.register()
    triggering.register()
    promising.register()
    using.register()
    agreeing.register()
    extensions.computed.add("relationships.relationshipstanding")
    extensions.bin_sources += setting_aside.sources()
    schedules.daily(tasks.KIND, at=time(0, 10))
    schedules.daily(tasks.PLAYBOOKS, at=time(9, 0))
    schedules.often(tasks.URGENT, minutes=5, waits=playbooks.urgent_waits)
    for role in (Role.CSM, Role.LEAD):
        permissions.grant(role, "relationships", "view", "add", "change", models=WRITTEN)
        permissions.grant(role, "relationships", "view")
    permissions.grant(Role.SALES_OPS, "relationships", "view", "add", "change")
    binding.register()


def _add_pages() -> None:
    navigation.add(
        navigation.Group.TODAY,
        pgettext_lazy("page", "Today"),
        "relationships:today",
        icon="today",
        count=_due_count,
        key="g t",
        order=10,
        phone=lambda _user: 1,
    )
    navigation.add(
        navigation.Group.RELATIONSHIP,
        _("Ties to look at again"),
        "relationships:ties-review",
        icon="people",
        seen_by=sees_people_and_voices,
        order=20,
    )
    navigation.add(
        navigation.Group.RELATIONSHIP,
        _("Playbooks"),
        "relationships:playbooks",
        icon="play",
        seen_by=sees_people_and_voices,
        order=30,
    )
    navigation.log_at("relationships:log", seen_by=logs_anywhere)


def _due_count(user: User) -> int:
    return actions.due_count(user, today())


def _add_to_customers() -> None:
    extensions.timeline_sources += [
        extensions.TimelineSource(timeline.INTERACTION, pgettext_lazy("timeline", "Contacts"), _interactions),
        extensions.TimelineSource(timeline.ACTION, pgettext_lazy("timeline", "Next actions done"), _kept_promises),
    ]
    extensions.tiles.append(
        extensions.Tile("temperature", "relationships/tiles/temperature.html", _temperature_tile, order=30)
    )
    extensions.side_panels.append(
        extensions.SidePanel("next_actions", "relationships/panels/next_actions.html", _next_actions_panel, order=10)
    )
    extensions.tabs.append(
        extensions.Tab("map", _("Map"), "relationships:map", order=30, may_see=sees_people_and_voices)
    )
    extensions.tab_groups += tabs.GROUPS
    extensions.belongings += [
        extensions.Belonging("actions", _("Open next actions"), actions.open_count, Customer.get_absolute_url),
        extensions.Belonging("goals", _("Live goals"), _live_goals, _goals_url),
    ]
    extensions.list_columns += columns.all_columns()
    extensions.figures += [TEMPERATURE, PENETRATION]
    extensions.fact_feeds.setdefault("contact_days", []).append(
        extensions.FactFeed("contact_days", attention.last_contact_days)
    )
    extensions.fact_feeds.setdefault("penetration", []).append(
        extensions.FactFeed("penetration", scores.penetration_by_customer)
    )
    extensions.flag_sources.append(
        extensions.FlagSource(
            flagging.LABELS,
            flagging.flags_on,
        )
    )
    audit.files |= {
        "relationships.map": _("Map of a customer"),
        "relationships.qbr": _("Quarterly review"),
        "relationships.joint_review": _("Two-sided review"),
        "relationships.readings": _("Readings of a goal"),
        "relationships.scorecard": _("Scorecard of goals"),
        "relationships.strategy": _("Strategy of a customer"),
        "relationships.goals": _("Goals"),
        "relationships.promises": _("Promises"),
        "relationships.requests": _("Service requests"),
        "relationships.success_plans": _("Success plans"),
        "relationships.falling_use": _("Falling use"),
        "relationships.strategies": _("Strategies"),
        "relationships.next_actions": _("Next actions"),
    }
    audit.families["relationships.playbook."] = _playbook_named
    extensions.cost_roles |= dict(Participation.CostRole.choices)
    extensions.service_minutes.append(extensions.MinutesFeed(minutes.logged_minutes))
    extensions.verbs[voiding.VOIDED] = _("A contact was voided")
    extensions.verbs[playbooks.BEGAN] = _("A playbook began")
    extensions.verbs[judging_ties.JUDGED] = _("The strength of a tie was judged")
    extensions.verbs[voiding.RESTORED] = _("A voided contact counts again")
    extensions.verbs[requests.VOIDED] = _("A service request was taken back")
    extensions.verbs[requests.RESTORED] = _("A service request counts again")
    extensions.resolvers["interaction"] = extensions.Resolver("interaction", _resolve_interactions)


def _interactions(
    customer: Customer, user: User, before: timeline.Key | None, limit: int
) -> list[extensions.TimelineEntry]:
    rows = timeline.interactions_before(customer, user, before, limit)
    also = companions(rows, user)
    return [
        _entry(row.at, timeline.INTERACTION, row.pk, presenters.interaction_entry(row, also.get(row.pk, ())))
        for row in rows
    ]


def _kept_promises(
    customer: Customer, user: User, before: timeline.Key | None, limit: int
) -> list[extensions.TimelineEntry]:
    rows = timeline.kept_promises_before(customer, user, before, limit)
    return [_entry(row.done_at, timeline.ACTION, row.pk, presenters.kept_promise_entry(row)) for row in rows]


def _entry(at: Any, source: str, pk: int, context: dict[str, Any]) -> extensions.TimelineEntry:
    return extensions.TimelineEntry(at, source, pk, "relationships/timeline/entry.html", context)


def _temperature_tile(customer: Customer, user: User, _as_of: date) -> dict[str, Any] | None:
    if not sees_people_and_voices(user):
        return None
    standing = standing_today(customer, user)
    degrees = presenters.degrees(standing, customer)
    return {
        "degrees": degrees,
        "note": presenters.target_note(degrees),
        "note_state": "bad" if degrees.change.falling else "",
        "url": reverse("relationships:temperature", args=[customer.pk]),
    }


def _live_goals(customer: Customer, colleague: User, user: User) -> int:
    """How many live goals of the customer the colleague owns."""
    return Goal.objects.visible_to(user).live(today()).filter(customer=customer, current__owner=colleague).count()


def _goals_url(customer: Customer) -> str:
    return reverse("relationships:outcomes-tab", args=[customer.pk])


def _next_actions_panel(customer: Customer, user: User, _as_of: date) -> dict[str, Any] | None:
    if not sees_people_and_voices(user):
        return None
    may_add = logs_with(user, customer)
    return {
        "actions": list(actions.open_of(customer, user)),
        "planned": planned.open_of(customer, user),
        "plan_url": f"{reverse('relationships:plan-add')}?customer={customer.pk}" if may_add else "",
        "add_url": reverse("relationships:action-add", args=[customer.pk]) if may_add else "",
    }


def _resolve_interactions(user: User, ids: Any) -> dict[int, dict[str, Any]]:
    """Contacts as another app may show them: sentence, people, moment, address."""
    rows: QuerySet[Interaction] = Interaction.objects.visible_to(user).filter(pk__in=ids).with_people()
    return {row.pk: presenters.interaction_entry(row) for row in rows}


def _playbook_named(code: str) -> str:
    trigger = find_trigger(code)
    return told_of(_("Playbook"), trigger.label if trigger else code)
