"""A row of the monthly review."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from relationships.mapping.words import REVIEWS
from relationships.presenters import whole
from relationships.selectors.reviews import Disagreement


@dataclass(frozen=True)
class ReviewRow:
    one: Disagreement
    computed: int | None
    judged: Any
    gap: int | None
    review: Any
    due: bool
    url: str


def review_row(one: Disagreement, day: date) -> ReviewRow:
    return ReviewRow(
        one=one,
        computed=whole(one.tie.computed),
        judged=one.judgement.get_level_display(),
        gap=whole(one.tie.gap),
        review=REVIEWS.get(one.tie.review or "", ""),
        due=one.is_due(day),
        url=reverse("relationships:tie", args=[one.customer.pk, one.colleague.pk, one.contact.pk]),
    )
