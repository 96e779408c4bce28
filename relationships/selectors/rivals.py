"""Ties to competitors, and ties that a person brought along from another customer, on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from customers.models import Contact, Customer
from office.clock import today
from office.models import Company, User
from relationships.models import CompetitorTie
from relationships.network.ties import JUDGEMENT_FRESH_DAYS, Pair, Tie, meetings, settle, ties_of
from relationships.selectors.exchanges import Exchanges, exchanges_by_customer, theirs
from relationships.selectors.maps import CustomerMap
from relationships.selectors.moments import day_range


def rival_ties(contact_ids: Collection[int], user: User, day: date) -> dict[int, list[CompetitorTie]]:
    """By contact, the fresh word on each competitor; an empty list is known to be tied to none, absent is unknown.

    A word is fresh for 180 days. "Tied to none" ends what was said before it. One query.
    """
    rows = (
        CompetitorTie.objects.visible_to(user)
        .filter(contact__in=contact_ids, on__lte=day, on__gte=day - timedelta(days=JUDGEMENT_FRESH_DAYS))
        .select_related("competitor", "by")
        .order_by("on", "id")
    )
    newest: dict[int, dict[int, CompetitorTie]] = {}
    for row in rows:
        of_contact = newest.setdefault(row.contact_id, {})
        if row.competitor_id is None:
            of_contact.clear()
        else:
            of_contact.pop(row.competitor_id, None)
            of_contact[row.competitor_id] = row
    return {pk: sorted(said.values(), key=lambda one: (-one.strength, one.pk)) for pk, said in newest.items()}


def presence_by_customer(customer_ids: Collection[int], day: date, *, as_known: bool = False) -> dict[int, bool]:
    """By customer, whether somebody who is there at least works with a competitor, by a word that is fresh.

    Customers of whose people nothing fresh is known are absent. `as_known` leaves out what was recorded later. One query.
    """
    rows = CompetitorTie.objects.filter(
        contact__customer__in=customer_ids, on__lte=day, on__gte=day - timedelta(days=JUDGEMENT_FRESH_DAYS)
    ).exclude(contact__left_on__lte=day)
    if as_known:
        rows = rows.filter(day_range(None, day, Company.get().zone, "recorded_at"))
    said: defaultdict[int, dict[tuple[int, int | None], int]] = defaultdict(dict)
    columns = ("contact__customer_id", "contact_id", "competitor_id", "strength")
    for customer, contact, rival, strength in rows.order_by("on", "id").values_list(*columns):
        if rival is None:
            said[customer] = {who: word for who, word in said[customer].items() if who[0] != contact}
        said[customer][contact, rival] = strength
    present = CompetitorTie.Strength.WORKS
    return {customer: any(word >= present for word in words.values()) for customer, words in said.items()}


@dataclass(frozen=True)
class Brought:
    """The personal tie that somebody had as a contact of another customer."""

    tie: Tie
    customer: Customer


def brought_ties(found: CustomerMap, user: User) -> Mapping[Pair, Brought]:
    """By one of ours and the contact here: the strongest tie from an earlier position, where it is still felt.

    The tie follows the person, temperature and coverage do not (section 0, People). Customers that the user does not see
    are left out. One query; six more where anybody came from elsewhere, however many.
    """
    here = {one.person_id: key for key, one in found.contacts.items()}
    earlier = Contact.objects.visible_to(user).filter(person__in=here).exclude(customer=found.customer)
    came = {theirs(one.pk): one for one in earlier.select_related("customer")}
    if not came:
        return {}
    exchanges = exchanges_by_customer({one.customer_id for one in came.values()}, as_of=today())
    zone = Company.get().time_zone
    best: dict[Pair, Brought] = {}
    for pair, tie, contact in _felt(exchanges, came, found.day, zone):
        place = pair[0], here[contact.person_id]
        stands = best.get(place)
        if stands is None or (tie.computed or 0) > (stands.tie.computed or 0):
            best[place] = Brought(tie, contact.customer)
    return best


def _felt(
    exchanges: Mapping[int, Exchanges], came: Mapping[str, Contact], day: date, zone: str
) -> Iterator[tuple[Pair, Tie, Contact]]:
    of_customer: defaultdict[int, list[str]] = defaultdict(list)
    for key, contact in came.items():
        of_customer[contact.customer_id].append(key)
    for customer, keys in of_customer.items():
        met = meetings(exchanges[customer].events, zone=zone)
        mine = {pair: some for pair, some in met.items() if pair[1] in keys}
        for pair, tie in ties_of(settle(mine), day, {}).items():
            if tie.computed is not None and round(tie.computed) > 0:
                yield pair, tie, came[pair[1]]
