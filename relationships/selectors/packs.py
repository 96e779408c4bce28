"""What happened with a customer in a period, as far as that customer may read it: facts, and nothing that we think of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from customers.models import AccountMember, Contact, Customer, OwnerAssignment
from office.clock import today
from office.models import Company, User
from relationships.models import Interaction, PlanReview, PlanTask, Promise
from relationships.selectors.moments import day_range

TOGETHER = (
    Interaction.Kind.VISIT,
    Interaction.Kind.EXEC_VISIT,
    Interaction.Kind.MEETING,
    Interaction.Kind.CALL,
    Interaction.Kind.TECH_EXCHANGE,
    Interaction.Kind.TRAINING,
    Interaction.Kind.PLANNING,
    Interaction.Kind.JOINT_MARKETING,
)
"""Kinds of contact in which both sides worked together; mails and chats are not counted to the customer."""


@dataclass(frozen=True)
class Moved:
    """Somebody of either side who came or went in the period."""

    name: str
    role: str
    on: date
    came: bool
    ours: bool
    successor: str = ""


@dataclass(frozen=True)
class Team:
    ours: Sequence[User]
    theirs: Sequence[Contact]


def tasks_of_period(customer: Customer, user: User, start: date, end: date) -> list[PlanTask]:
    """Plan tasks of either side that were due or done in the period; dropped ones are left out."""
    zone = Company.get().zone
    rows = PlanTask.objects.visible_to(user).filter(plan__customer=customer, dropped_at=None)
    rows = rows.filter(Q(due_on__range=(start, end)) | day_range(start, end, zone, "done_at"))
    return list(rows.select_related("owner", "contact__person").order_by("side", "due_on", "id"))


def open_tasks(customer: Customer, user: User) -> list[PlanTask]:
    """What the live plan still asks of either side."""
    rows = PlanTask.objects.visible_to(user).open().filter(plan__customer=customer, plan__closed_at=None)
    return list(rows.select_related("owner", "contact__person").order_by("due_on", "id"))


def promises_of_period(customer: Customer, user: User, start: date, end: date) -> list[Promise]:
    """What somebody there heard from us, and was due or kept in the period. Next actions are tasks among ourselves and
    never come here."""
    rows = Promise.objects.visible_to(user).standing().filter(customer=customer)
    inside = Q(due_on__range=(start, end)) | Q(kept_on__range=(start, end))
    return list(rows.filter(inside).with_people().order_by("due_on", "id"))


def reviews_of_period(customer: Customer, user: User, start: date, end: date) -> list[PlanReview]:
    rows = PlanReview.objects.visible_to(user).filter(plan__customer=customer, held_on__range=(start, end))
    return list(rows.prefetch_related("ours", "theirs__person").order_by("held_on", "id"))


def next_review(customer: Customer, user: User) -> PlanReview | None:
    rows = PlanReview.objects.visible_to(user).standing().filter(plan__customer=customer, plan__closed_at=None)
    return rows.filter(held_on=None).order_by("planned_on", "id").first()


def worked_together(customer: Customer, user: User, start: date, end: date) -> Mapping[str, int]:
    """How often, by kind of contact."""
    zone = Company.get().zone
    rows = Interaction.objects.visible_to(user).standing().filter(day_range(start, end, zone), customer=customer)
    kinds = rows.filter(kind__in=TOGETHER).exclude(direction=Interaction.Direction.UNANSWERED)
    return Counter(kinds.values_list("kind", flat=True))


def team(customer: Customer, user: User, wanted: set[int], as_of: date) -> Team:
    """Who looks after it on both sides: ours on the account, theirs who own goals or tasks or take part in reviews."""
    members = AccountMember.objects.filter(customer=customer, until=None).select_related("user").order_by("since")
    ours = [customer.owner] if customer.owner else []
    ours += [member.user for member in members if member.user not in ours and member.user.is_active]
    theirs = Contact.objects.visible_to(user).filter(customer=customer, placeholder=False, pk__in=wanted)
    return Team(ours, list(theirs.active(as_of).with_person().order_by("-seniority", "id")))


def moved(customer: Customer, user: User, start: date, end: date) -> list[Moved]:
    """Who came and who went, on both sides, in the order of the days."""
    found: list[Moved] = []
    contacts = Contact.objects.visible_to(user).filter(customer=customer, placeholder=False).with_person()
    inside = Q(joined_on__range=(start, end)) | Q(left_on__range=(start, end))
    for one in contacts.filter(inside).select_related("successor__person"):
        if one.joined_on is not None and start <= one.joined_on <= end:
            found.append(Moved(one.person.name, one.title, one.joined_on, came=True, ours=False))
        if one.left_on is not None and start <= one.left_on <= end:
            after = one.successor.person.name if one.successor else ""
            found.append(Moved(one.person.name, one.title, one.left_on, came=False, ours=False, successor=after))
    found += _ours_moved(customer, start, end)
    return sorted(found, key=lambda one: (one.on, one.name))


def _ours_moved(customer: Customer, start: date, end: date) -> list[Moved]:
    """The first owner of all came with the customer and is no news."""
    owners = OwnerAssignment.objects.filter(customer=customer).select_related("user").order_by("since", "id")
    members = AccountMember.objects.filter(customer=customer).select_related("user").order_by("since", "id")
    terms = [(one.user, one.since, one.until, place > 0) for place, one in enumerate(owners)]
    terms += [(one.user, one.since, one.until, True) for one in members]
    found = []
    for person, since, until, news in terms:
        if news and start <= since <= end:
            found.append(Moved(str(person), "", since, came=True, ours=True))
        if until is not None and start <= until <= end:
            found.append(Moved(str(person), "", until, came=False, ours=True))
    return found


def language_of(customer: Customer) -> str:
    """What most of their people who are there now speak with us, as far as it is known; else the company's language."""
    people = Contact.objects.filter(customer=customer, placeholder=False).active(today()).exclude(person__language="")
    spoken = Counter(people.order_by("pk").values_list("person__language", flat=True))
    return spoken.most_common(1)[0][0] if spoken else Company.get().default_language
