"""What a kind of file may hold: its fields, the headings they go by, how a cell of each is read, what a row needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.importing.aliases import CUSTOMER_NAME, CUSTOMER_NUMBER, USCC, folded
from customers.importing.cells import Parser, code_of, text_of


@dataclass(frozen=True)
class Field:
    label: Any
    parse: Parser
    headings: str
    """Words by which a column is known, in three languages, written as `folded` leaves them and parted by spaces.

    The label in each language is among them; a heading stands in one field of a kind only.
    """


@dataclass(frozen=True)
class Layout:
    """`needed`: of each group at least one field must be matched to a column, fixed or computed, and filled."""

    fields: Mapping[str, Field]
    needed: Sequence[tuple[str, ...]]
    amounts: tuple[str, ...] = ()
    """Fields that may be computed as a product of two columns when no column is matched to them."""
    money: tuple[str, ...] = ()
    """Fields of amounts: checked rows hold them in cents."""
    used_up: tuple[str, ...] = ()
    """Fields that are only needed to compute others: checked rows are without them."""

    def headings(self) -> dict[str, str]:
        """Folded heading → field."""
        return {folded(word): name for name, field in self.fields.items() for word in field.headings.split()}


def words(**choices: str) -> dict[str, str]:
    """Folded word → value, for `choice_of`."""
    return {word.casefold(): value for value, listed in choices.items() for word in (value, *listed.split())}


# How a row of facts names its customer.
CUSTOMER = {
    "customer_number": Field(_("customer number"), code_of(80), CUSTOMER_NUMBER),
    "uscc": Field(_("unified social credit code"), code_of(40), USCC),
    "customer_name": Field(_("customer"), text_of(200), CUSTOMER_NAME),
}
ANY_CUSTOMER = ("customer_number", "uscc", "customer_name")
