"""Numbers for records that are entered by hand and bring none."""

from datetime import date

from customers.models import Contract, Deal, Lead
from customers.models.facts import MANUAL


def next_number(kind: type[Lead] | type[Deal] | type[Contract], letter: str, day: date) -> str:
    """L20261119-1: letter, day, and how many of them that day has by hand."""
    stem = f"{letter}{day:%Y%m%d}-"
    taken = kind.objects.filter(source=MANUAL, number__startswith=stem).values_list("number", flat=True)
    ordinals = [int(number[len(stem) :]) for number in taken if number[len(stem) :].isdecimal()]
    return f"{stem}{max(ordinals, default=0) + 1}"
