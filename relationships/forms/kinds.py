"""How a contact is or will be made, as forms offer it: the usual ways at once, the others behind one more."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import pgettext_lazy

from relationships.models import Interaction
from relationships.presenters import icon_of

FIRST_KINDS: dict[str, str | Promise] = {
    Interaction.Kind.CALL: pgettext_lazy("kind, short", "Phone"),
    Interaction.Kind.IM: pgettext_lazy("kind, short", "Chat"),
    Interaction.Kind.VISIT: pgettext_lazy("kind, short", "Visit"),
    Interaction.Kind.MEETING: pgettext_lazy("kind, short", "Meeting"),
}


@dataclass(frozen=True)
class KindChoice:
    """One kind to choose: its radio button and what stands beside it."""

    value: str
    tag: str
    label: str | Promise
    icon: str


class OffersKinds(forms.Form):
    """A form with a field `kind` of radio buttons, and people of the customer in `contacts`."""

    @property
    def offers_people(self) -> bool:
        """Whether anybody is known at the chosen customer."""
        return bool(getattr(self.fields["contacts"].widget, "choices", ()))

    @property
    def common_kinds(self) -> list[KindChoice]:
        return [one for one in self._kinds if one.value in FIRST_KINDS]

    @property
    def other_kinds(self) -> list[KindChoice]:
        return [one for one in self._kinds if one.value not in FIRST_KINDS]

    @property
    def other_kind_chosen(self) -> bool:
        return self["kind"].value() not in FIRST_KINDS

    @cached_property
    def _kinds(self) -> list[KindChoice]:
        return [
            KindChoice(value := one.data["value"], one.tag(), FIRST_KINDS.get(value, one.choice_label), icon_of(value))
            for one in self["kind"].subwidgets
        ]
