"""Who was there, of several contacts at once: read, compared and put in the place of who stood there before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from customers.models import Contact
from office.models import User
from relationships.models import InteractionContact, Participation
from relationships.services.logging import cost_role


@dataclass(frozen=True)
class People:
    """`theirs` are contacts; `ours` colleagues with the minutes it took and the cost role, empty where it is not told yet."""

    theirs: frozenset[int] = frozenset()
    ours: Mapping[int, tuple[int | None, str]] = field(default_factory=dict)

    def changed(
        self,
        theirs: Collection[int] | None,
        ours: Collection[int] | None,
        minutes: int | None,
        *,
        spent_anew: bool = False,
    ) -> "People":
        """With others in their place; None leaves a side as it is. Minutes are those of whoever is new, or of all."""
        kept = self.ours if ours is None else {user: self.ours.get(user, (minutes, "")) for user in ours}
        if spent_anew:
            kept = {user: (minutes, role) for user, (_minutes, role) in kept.items()}
        return People(self.theirs if theirs is None else frozenset(theirs), kept)

    def as_json(self) -> list[Any]:
        return [sorted(self.theirs), [[user, *told] for user, told in sorted(self.ours.items())]]

    @classmethod
    def from_json(cls, stored: list[Any]) -> "People":
        theirs, ours = stored
        return cls(frozenset(theirs), {user: (minutes, role) for user, minutes, role in ours})


def of(interaction_ids: Collection[int]) -> dict[int, People]:
    """By contact. Two queries."""
    theirs: dict[int, set[int]] = {pk: set() for pk in interaction_ids}
    ours: dict[int, dict[int, tuple[int | None, str]]] = {pk: {} for pk in interaction_ids}
    links = InteractionContact.objects.filter(interaction__in=interaction_ids).order_by()
    for pk, contact in links.values_list("interaction_id", "contact_id"):
        theirs[pk].add(contact)
    shares = Participation.objects.filter(interaction__in=interaction_ids).order_by()
    for pk, user, minutes, role in shares.values_list("interaction_id", "user_id", "minutes", "cost_role"):
        ours[pk][user] = minutes, role
    return {pk: People(frozenset(theirs[pk]), ours[pk]) for pk in interaction_ids}


def put(people: Mapping[int, People]) -> None:
    """Let these have been there and nobody else; contacts that are not there any more are left out."""
    wanted = {contact for one in people.values() for contact in one.theirs}
    there = set(Contact.objects.filter(pk__in=wanted).order_by().values_list("pk", flat=True))
    roles = {
        user.pk: cost_role(user)
        for user in User.objects.filter(pk__in={u for one in people.values() for u in one.ours})
    }
    InteractionContact.objects.filter(interaction__in=people).delete()
    Participation.objects.filter(interaction__in=people).delete()
    InteractionContact.objects.bulk_create(
        (
            InteractionContact(interaction_id=pk, contact_id=contact)
            for pk, one in people.items()
            for contact in sorted(one.theirs & there)
        ),
        batch_size=1000,
    )
    Participation.objects.bulk_create(
        (
            Participation(interaction_id=pk, user_id=user, minutes=minutes, cost_role=role or roles[user])
            for pk, one in people.items()
            for user, (minutes, role) in sorted(one.ours.items())
        ),
        batch_size=1000,
    )
