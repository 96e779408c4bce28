"""What the map of a customer is computed from: departments, people, meetings and judgements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from customers.models import AttitudeRecord, Contact, Customer, Department
from office.clock import today
from office.models import Company
from office.selectors import switched_off
from relationships.models import TieJudgement
from relationships.network import maps
from relationships.network.pictures import Judged, Member, Network
from relationships.network.ties import meetings
from relationships.selectors.exchanges import NOTHING, Exchanges, ours, theirs

if TYPE_CHECKING:
    from django.db.models import QuerySet

OTHER = "other"
"""The function of departments whose own is not one of the thirteen (R3)."""


def department_key(pk: int) -> str:
    return f"d{pk}"


def network_of(customer: Customer, exchanges: Exchanges) -> Network:
    """One customer's; five queries beside the exchanges' at most."""
    chart = {customer.pk: customer.chart_complete}
    return _networks({customer.pk: exchanges}, chart)[customer.pk]


def dated_network_of(customer: Customer, exchanges: Exchanges) -> Network:
    """The same with departments and attitudes as they were on any day; two queries more."""
    network, zone = network_of(customer, exchanges), Company.get().zone
    units = {one.id for one in network.departments}
    places: defaultdict[str, list[tuple[date, str | None]]] = defaultdict(list)
    moves = Contact.history.filter(customer_id=customer.pk).order_by("history_date", "history_id")
    for pk, at, department in moves.values_list("id", "history_date", "department_id"):
        key = None if department is None else department_key(department)
        # A department that is no more takes whoever worked there to where they are now.
        if key is None or key in units:
            places[theirs(pk)].append((at.astimezone(zone).date(), key))
    judged: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    rows = AttitudeRecord.objects.filter(contact__customer=customer).order_by("on", "id")
    for pk, on, attitude in rows.values_list("contact_id", "on", "attitude"):
        judged[theirs(pk)].append((on, attitude))
    members = [replace(one, places=places.get(one.id, ()), judged=judged.get(one.id, ())) for one in network.members]
    return replace(network, members=members)


def networks_by_customer(customer_ids: Collection[int], exchanges: Mapping[int, Exchanges]) -> dict[int, Network]:
    """Those of many customers; six queries beside the exchanges' at most, however many they are."""
    complete: QuerySet[Customer] = Customer.objects.filter(pk__in=customer_ids, chart_complete=True)
    charts = dict.fromkeys(customer_ids, False) | dict.fromkeys(complete.order_by().values_list("pk", flat=True), True)
    return _networks({pk: exchanges.get(pk, NOTHING) for pk in customer_ids}, charts)


def _networks(exchanges: Mapping[int, Exchanges], charts: Mapping[int, bool]) -> dict[int, Network]:
    company = Company.get()
    departments, members = _departments(exchanges), _members(exchanges)
    judged, gone = _judged(exchanges, company.zone), _gone()
    return {
        pk: Network(
            departments=departments.get(pk, ()),
            members=members.get(pk, ()),
            met=meetings(found.events, zone=company.time_zone),
            judged=judged.get(pk, ()),
            gone=gone,
            chart_complete=charts[pk],
        )
        for pk, found in exchanges.items()
    }


def _departments(customer_ids: Iterable[int]) -> dict[int, list[maps.Department]]:
    rows = Department.objects.filter(customer__in=list(customer_ids)).order_by("id")
    found: defaultdict[int, list[maps.Department]] = defaultdict(list)
    for pk, customer, function in rows.values_list("pk", "customer_id", "function__code"):
        found[customer].append(maps.Department(department_key(pk), function if function in maps.WEIGHTS else OTHER))
    return found


def _members(customer_ids: Iterable[int]) -> dict[int, list[Member]]:
    rows = Contact.objects.filter(customer__in=list(customer_ids), placeholder=False).order_by("id")
    columns = ("pk", "customer_id", "department_id", "seniority", "attitude", "key_person", "joined_on", "left_on")
    found: defaultdict[int, list[Member]] = defaultdict(list)
    for pk, customer, department, *rest in rows.values_list(*columns):
        place = None if department is None else department_key(department)
        found[customer].append(Member(theirs(pk), place, *rest))
    return found


def _judged(customer_ids: Iterable[int], zone: ZoneInfo) -> dict[int, list[Judged]]:
    rows = TieJudgement.objects.filter(contact__customer__in=list(customer_ids)).order_by("on", "id")
    columns = ("contact__customer_id", "user_id", "contact_id", "level", "on", "recorded_at")
    found: defaultdict[int, list[Judged]] = defaultdict(list)
    for customer, user, contact, level, on, recorded in rows.values_list(*columns):
        found[customer].append(Judged(ours(user), theirs(contact), level, on, recorded.astimezone(zone).date()))
    return found


def _gone() -> dict[str, date]:
    """Colleagues who cannot sign in any more: their ties count until the day they left, where nobody noted it until now."""
    return {ours(pk): day or today() for pk, day in switched_off().items()}
