"""What customers themselves put on a customer's page, into the rail and into the table of permissions."""

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from customers import binning, extensions, import_kinds
from customers.access import editable_q, importable_kinds, may_register, sees_costs_of, sees_revenue_of
from customers.extensions import (
    STRATEGY_TABS,
    BinEntry,
    BinSource,
    FlagSource,
    SidePanel,
    Tab,
    TabGroup,
    Tile,
    TimelineEntry,
    TimelineSource,
)
from customers.importing import kinds
from customers.presenters.company_money import PARTS
from customers.searching import customers_matching
from office import navigation, permissions, schedules
from office.access import sees_every_ledger, sees_people_and_voices
from office.navigation import Group
from office.presenters import audit
from office.roles import Role

if TYPE_CHECKING:
    from customers.models import Customer
    from customers.timeline import Key
    from office.models import User

CHANGES = "history"
MONEY, ARCHIVE = "money", "archive"
COMPANY_MONEY = ("acquisitionspend", "funds", "target", "hourlyrate")
OWN = ("customer", "contact", "department", "person", "contactpoint", "accountmember")


def register() -> None:
    from customers import setting_aside
    from customers.selectors import flags
    from customers.standing_columns import standing_columns

    extensions.tabs += [
        Tab("timeline", _("Timeline"), "customers:detail", order=10),
        Tab("people", _("People"), "customers:people", order=20, may_see=sees_people_and_voices),
        Tab("economics", _("Profit and value"), "customers:economics", 60, MONEY, may_see_of=sees_revenue_of),
        Tab("ledger", _("Revenue"), "customers:ledger", 62, MONEY, may_see_of=sees_revenue),
        Tab("contracts", _("Contracts"), "customers:contracts", 64, MONEY, may_see_of=sees_revenue),
        Tab("receivables", _("Receivables"), "customers:receivables", 66, MONEY, may_see_of=sees_revenue),
        Tab("costs", _("Costs and effort"), "customers:costs", 68, MONEY, may_see_of=sees_costs_of),
        Tab("judgement", _("Judgement"), "customers:judgement", 56, STRATEGY_TABS, may_see=sees_people_and_voices),
        Tab("profile", _("Particulars"), "customers:profile", 80, ARCHIVE),
        Tab("history", _("History"), "customers:history", 90, ARCHIVE),
    ]
    extensions.tab_groups += [
        TabGroup(STRATEGY_TABS, _("Strategy"), order=55),
        TabGroup(MONEY, _("Economics"), order=60),
        TabGroup(ARCHIVE, pgettext_lazy("tab of a customer", "Archive"), order=80),
    ]
    kinds.register(*import_kinds.KINDS)
    extensions.list_columns += standing_columns()
    extensions.flag_sources += [
        FlagSource({flags.LATE_PAYMENT: _("Pays late (grade C or D)")}, flags.of_standings, of_people=False),
        FlagSource(
            {flags.DETRACTOR: _("Would not recommend us"), flags.CHAMPION_LEFT: _("Champion has left")},
            flags.of_contacts,
        ),
    ]
    schedules.daily("customers.standings", at=time(0, 5))
    extensions.timeline_sources.append(TimelineSource(CHANGES, _("Changes"), changes))
    extensions.tiles += [
        Tile("revenue", "customers/tiles/revenue.html", revenue_tile, order=10),
        Tile("net_profit", "customers/tiles/standing.html", profit_tile, order=15),
        Tile("class", "customers/tiles/standing.html", class_tile, order=20),
        Tile("renewal", "customers/tiles/renewal.html", renewal_tile, order=90),
    ]
    extensions.side_panels.append(SidePanel("people", "customers/panels/people.html", key_people, order=50))
    navigation.add(
        Group.ASSET,
        _("Customers"),
        "customers:list",
        icon="customers",
        key="g c",
        order=10,
        phone=lambda user: 3 if user.roles & {Role.FOUNDER, Role.EXECUTIVE} else 2,
    )
    navigation.add(Group.ASSET, _("Leads"), "customers:leads", icon="filter", key="g l", order=20)
    navigation.add(
        Group.OFFICE,
        _("Company money"),
        "customers:money",
        icon="money",
        seen_by=sees_every_ledger,
        order=25,
    )
    navigation.add(
        Group.OFFICE,
        _("Imports"),
        "customers:imports",
        icon="upload",
        seen_by=lambda user: bool(importable_kinds(user)),
        order=20,
    )
    extensions.computed |= {"customers.monthlytotal", "customers.customerstanding"}
    extensions.verbs |= {
        "import_undone": _("An import was taken back"),
        "alert_settled": _("What became of an alarm was said"),
        "alert_withdrawn": _("An alarm was withdrawn: facts that came later no longer show it"),
        "revenue_entered": _("A revenue line was entered"),
        "revenue_changed": _("A revenue line was corrected"),
        "cost_entered": _("A cost was entered"),
        "cost_changed": _("A cost was corrected"),
        "invoice_entered": _("An invoice was entered"),
        "invoice_changed": _("An invoice was changed"),
        "payment_recorded": _("A payment was recorded"),
        "payment_changed": _("A payment was corrected"),
        "payment_allocated": _("Part of a payment was allocated to an invoice by hand"),
        "effort_entered": _("Work for the customer was entered"),
        "effort_changed": _("Work for the customer was corrected"),
        "allocation_released": _("An allocation by hand was taken back"),
    }
    _name_files()
    extensions.bin_sources += [BinSource("customer", _("Customers"), may_register, archived), *setting_aside.sources()]
    navigation.add(
        Group.OFFICE,
        _("Bin"),
        "customers:bin",
        icon="bin",
        seen_by=lambda user: bool(binning.sources_for(user)),
        order=60,
    )
    navigation.search_at("customers:list")
    navigation.suggest_at("customers:suggestions")
    _grant()


def _name_files() -> None:
    """Files and papers as the audit tells of them."""
    audit.files |= {
        "import.rejected": _("Rejected rows of an import"),
        "import.undo": _("What became of an import that was taken back"),
        "customers.pnl": _("Profit and loss of the customer"),
        "customers.economics": _("Economics of a customer"),
        "leads": _("Leads"),
    }
    audit.families |= {
        "customers.figure.": lambda name: told_of(_("Figure"), _label_of(name)),
        "company_money:": lambda key: told_of(_("Company money"), PARTS[key].label if key in PARTS else key),
    }


def told_of(whole: Any, part: Any) -> str:
    """A part of something, as one name."""
    return gettext("%(label)s: %(value)s") % {"label": whole, "value": part}


def _label_of(figure: str) -> Any:
    from customers.figures.registry import UnknownFigureError, find

    try:
        return find(figure).label
    except UnknownFigureError:
        return figure


def _grant() -> None:
    for role in (Role.CSM, Role.LEAD):
        permissions.grant(role, "customers", "view", "add", "change", models=OWN)
        permissions.grant(role, "customers", "view", models=("historyentry",))
    permissions.grant(Role.SALES_OPS, "customers", "view", "add", "change")
    permissions.grant(Role.FINANCE, "customers", "view", models=("customer", "monthlytotal", "importrun"))
    permissions.grant(
        Role.FINANCE,
        "customers",
        "view",
        "add",
        "change",
        models=("revenueline", "costline", "exchangerate", "deal", "contract"),
    )
    money = ("invoice", "payment", "effortentry", "strategicinvestment", *COMPANY_MONEY)
    permissions.grant(Role.FINANCE, "customers", "view", "add", "change", models=money)
    permissions.grant(Role.FINANCE, "customers", "view", models=("allocation",))


def archived(user: "User", before: "Key | None", limit: int, typed: str) -> Sequence[BinEntry]:
    """Customers that are set aside."""
    from customers.models import Customer
    from customers.timeline import older_than

    mine = Customer.objects.visible_to(user).archived().filter(editable_q(user))
    rows = customers_matching(mine, typed).filter(older_than(before, "customer", "archived_at"))
    return [
        BinEntry(
            at=each.archived_at,
            source="customer",
            id=each.pk,
            name=each.name,
            customer=each,
            by=each.archived_by,
            why=each.archived_reason,
            restore_url=reverse("customers:restore", args=[each.pk]),
        )
        for each in rows.select_related("archived_by").order_by("-archived_at", "-pk")[:limit]
        if each.archived_at is not None
    ]


def changes(customer: "Customer", user: "User", before: "Key | None", limit: int) -> Sequence[TimelineEntry]:
    """History entries as sentences; those about people only for who may see people."""
    from customers.presenters import history
    from customers.timeline import older_than

    rows = customer.history_entries.select_related("by").filter(older_than(before, CHANGES))
    if not sees_people_and_voices(user):
        rows = rows.exclude(verb__in=history.ABOUT_PEOPLE)
    if not sees_costs_of(user, customer):
        rows = rows.exclude(history.OF_INVESTMENT)
    entries = list(rows[:limit])
    return [
        TimelineEntry(entry.at, CHANGES, entry.pk, "customers/timeline/change.html", line._asdict())
        for entry, line in zip(entries, history.lines(entries, user), strict=True)
    ]


def revenue_tile(customer: "Customer", user: "User", today: date) -> dict[str, Any] | None:
    """T12 and its change, for those who may see this customer's revenue: not an account member, not the team's reader."""
    from customers.presenters.tiles import revenue

    return revenue(customer, today) if sees_revenue(user, customer) else None


def sees_revenue(user: "User", customer: "Customer") -> bool:
    if user.roles - {Role.CSM, Role.LEAD}:
        return True
    return customer.owner_id == user.pk or (customer.team_id is not None and customer.team_id in user.led_team_ids)


def profit_tile(customer: "Customer", user: "User", today: date) -> dict[str, Any] | None:
    from customers.presenters import tiles

    return tiles.profit(customer, user)


def class_tile(customer: "Customer", user: "User", today: date) -> dict[str, Any] | None:
    from customers.presenters import tiles

    return tiles.class_and_stage(customer, user)


def renewal_tile(customer: "Customer", user: "User", today: date) -> dict[str, Any]:
    from customers.presenters.tiles import renewal

    return renewal(customer, today, linked=sees_revenue(user, customer))


def key_people(customer: "Customer", user: "User", today: date) -> dict[str, Any] | None:
    """The people who matter most there, key persons first."""
    from customers.models import Contact

    if not sees_people_and_voices(user):
        return None
    people = Contact.objects.visible_to(user).filter(customer=customer).active(today).with_person()
    return {"contacts": list(people.order_by("-key_person", "-seniority", "person__sort_key")[:5])}
