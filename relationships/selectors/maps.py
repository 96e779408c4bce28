"""Everything one map of a customer shows, on any day: who is who, and what was between them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from customers.models import AccountMember, Contact, Customer, DecisionRole, Department
from office.clock import today
from office.models import User
from relationships.models import Interaction, TieJudgement
from relationships.network.events import Mode, Moment
from relationships.network.maps import CORE_WEIGHT, TEMPLATE, WEIGHTS
from relationships.network.pictures import Network, Picture, picture
from relationships.network.ties import Share, Tie, shares
from relationships.selectors.decisions import proven_champions
from relationships.selectors.exchanges import Exchanges, exchanges_of, ours, theirs
from relationships.selectors.networks import OTHER, dated_network_of, department_key


@dataclass(frozen=True)
class Unit:
    """A department of the chart, or one assumed while the chart is not complete (`department` None)."""

    key: str
    function: str
    department: Department | None

    @property
    def weight(self) -> int:
        return WEIGHTS[self.function]

    @property
    def is_core(self) -> bool:
        return self.weight >= CORE_WEIGHT


@dataclass(frozen=True)
class CustomerMap:
    """A customer's people and ours with the picture of a day. Contacts and colleagues by the keys of the network."""

    customer: Customer
    day: date
    mode: Mode
    exchanges: Exchanges
    network: Network
    picture: Picture
    units: list[Unit]
    """Weightiest first."""
    contacts: dict[str, Contact]
    colleagues: dict[str, User]
    roles: dict[int, list[DecisionRole]]
    """By the contact's id, what part they play or played when the customer decides."""
    champions: frozenset[int]
    """Who proved to be a champion in some decision by the day, by id; whoever is only called one is a coach."""

    def on(self, day: date) -> Picture:
        """The same on another day; nothing is asked again."""
        if day not in self._pictures:
            self._pictures[day] = picture(self.network, day, self.mode)
        return self._pictures[day]

    @cached_property
    def _pictures(self) -> dict[date, Picture]:
        return {self.day: self.picture}

    @cached_property
    def known(self) -> set[str]:
        """Who of theirs was known on the day."""
        return {person.id for person in self.picture.people}

    @cached_property
    def remembered(self) -> set[str]:
        """Who of theirs has any tie, also one that is gone."""
        return {pair[1] for pair in self.picture.ties}

    @cached_property
    def touched(self) -> set[str]:
        return {pair.contact for pair in self.picture.pairs if pair.touches}

    def of_unit(self, key: str) -> list[Contact]:
        """Who works or worked there, seniors first."""
        return self._by_unit.get(key, [])

    @cached_property
    def _by_unit(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for key, contact in self.contacts.items():
            found.setdefault(self._places.get(key) or "", []).append(contact)
        return found

    @cached_property
    def _places(self) -> dict[str, str | None]:
        return {one.id: one.place_on(self.day) for one in self.network.members}

    @cached_property
    def attitudes(self) -> dict[int, int]:
        """How each contact stood towards us on the day, by id; who was not judged by then is absent."""
        found = {one.id: one.attitude_on(self.day) for one in self.network.members}
        return {int(key[1:]): attitude for key, attitude in found.items() if attitude is not None}

    def moments(self, user: str, contact: str) -> list[Moment]:
        return list(self.network.met.get((user, contact), ()))


def read_map(customer: Customer, user: User, day: date, mode: Mode = "as_corrected") -> CustomerMap:
    """Fifteen queries, however many people and contacts; the customer has been fetched through `visible_to`."""
    exchanges = exchanges_of(customer.pk, as_of=today())
    network = dated_network_of(customer, exchanges)
    units = _units(customer)
    return CustomerMap(
        customer,
        day,
        mode,
        exchanges,
        network,
        picture(network, day, mode),
        units,
        _contacts(customer, user, units),
        _colleagues(customer, user, network),
        _roles(customer),
        proven_champions(customer, day),
    )


def _contacts(customer: Customer, user: User, units: list[Unit]) -> dict[str, Contact]:
    """Whoever of theirs is recorded. Departments are those of the units: joined, there would be one more for each person."""
    places = {unit.department.pk: unit.department for unit in units if unit.department is not None}
    rows = Contact.objects.visible_to(user).filter(customer=customer, placeholder=False).select_related("person")
    found = {theirs(one.pk): one for one in rows}
    for one in found.values():
        if one.department_id in places:
            one.department = places[one.department_id]
    return found


def _units(customer: Customer) -> list[Unit]:
    rows = Department.objects.filter(customer=customer).select_related("function")
    found = [
        Unit(department_key(row.pk), row.function.code if row.function.code in WEIGHTS else OTHER, row) for row in rows
    ]
    if not customer.chart_complete:
        present = {unit.function for unit in found}
        found += [Unit(f"?{name}", name, None) for name in TEMPLATE if name not in present]
    return sorted(found, key=lambda unit: (-unit.weight, unit.department is None, _place(unit)))


def _place(unit: Unit) -> tuple[int, int]:
    return (
        (0, TEMPLATE.index(unit.function)) if unit.department is None else (unit.department.order, unit.department.pk)
    )


def _colleagues(customer: Customer, user: User, network: Network) -> dict[str, User]:
    """Whoever of ours met or was judged with one of theirs, the owner, and who works on the account."""
    named = {pair[0] for pair in network.met} | {one.user for one in network.judged}
    ids = {int(key[1:]) for key in named}
    ids |= set(AccountMember.objects.filter(customer=customer, until=None).values_list("user_id", flat=True))
    if customer.owner_id is not None:
        ids.add(customer.owner_id)
    return {ours(one.pk): one for one in User.objects.visible_to(user).filter(pk__in=ids)}


def _roles(customer: Customer) -> dict[int, list[DecisionRole]]:
    found: defaultdict[int, list[DecisionRole]] = defaultdict(list)
    for one in DecisionRole.objects.filter(contact__customer=customer):
        found[one.contact_id].append(one)
    return found


@dataclass(frozen=True)
class TieSource:
    """A contact that made a tie, and what it gives to it."""

    interaction: Interaction
    share: Share


@dataclass(frozen=True)
class TieEvidence:
    tie: Tie | None
    """None while the two never met and nobody judged."""
    sources: list[TieSource]
    """Newest first."""
    judgements: list[TieJudgement]


def tie_evidence(found: CustomerMap, colleague: User, contact: Contact, user: User) -> TieEvidence:
    """What stands behind one tie; two queries more than the map."""
    pair = ours(colleague.pk), theirs(contact.pk)
    parts = shares(found.moments(*pair), found.day)
    ids = {part.place: found.exchanges.interaction_ids[part.place] for part in parts}
    rows = Interaction.objects.visible_to(user).filter(pk__in=[pk for pk in ids.values() if pk is not None])
    by_id = {row.pk: row for row in rows.select_related("logged_by")}
    judged = TieJudgement.objects.visible_to(user).filter(contact=contact, user=colleague).select_related("by")
    return TieEvidence(
        found.picture.ties.get(pair),
        [TieSource(by_id[pk], part) for part in parts if (pk := ids[part.place]) in by_id],
        list(judged),
    )
