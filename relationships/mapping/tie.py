"""The page of one tie."""

from typing import Any

from customers.models import Contact, Customer
from office.models import User
from relationships.mapping.cells import tie_text
from relationships.mapping.page import Asked
from relationships.mapping.words import REVIEWS, SOURCES
from relationships.network.ties import JUDGED_STEP
from relationships.presenters import whole
from relationships.selectors.maps import read_map, tie_evidence


def tie_page(customer: Customer, colleague: User, contact: Contact, user: User, asked: Asked) -> dict[str, Any]:
    """Context of `relationships/tie.html`, without its form."""
    found = read_map(customer, user, asked.day, asked.mode)
    evidence = tie_evidence(found, colleague, contact, user)
    tie = evidence.tie
    return {
        "customer": customer,
        "colleague": colleague,
        "contact": contact,
        "day": asked.day,
        "tie": tie,
        "text": tie_text(tie) if tie else "",
        "value": whole(tie.computed) if tie else None,
        "gap": whole(tie.gap) if tie else None,
        "source": SOURCES[tie.source] if tie else "",
        "review": REVIEWS.get(tie.review or "", "") if tie else "",
        "judged": None if tie is None or tie.judged is None else tie.judged // JUDGED_STEP,
        "sources": evidence.sources,
        "judgements": evidence.judgements,
    }
