"""What a gift may cost: a limit for one, and one for a contact in a calendar year."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Limits:
    """The company's rule, in its own currency."""

    per_gift: Decimal
    per_year: Decimal


ONE_GIFT, YEAR = "per_gift", "per_year"


def over(value: Decimal, earlier: Decimal, limits: Limits) -> list[str]:
    """Which limits a gift is above: of one gift, and of the year with what went the same way to or from the contact.

    `earlier` is the sum that counts already in the calendar year. Exactly the limit is within it.
    """
    crossed = [ONE_GIFT] if value > limits.per_gift else []
    return crossed + ([YEAR] if earlier + value > limits.per_year else [])
