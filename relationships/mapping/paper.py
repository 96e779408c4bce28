"""The map on paper: the same drawing and the same grid, on A4 or, where it is wide, A3."""

from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

from customers.models import Customer
from office.models import Company, User
from relationships.mapping.drawing import drawing
from relationships.mapping.grid import function_names, grid
from relationships.mapping.page import Asked, banner, scores, single_sentences
from relationships.mapping.rivals import beyond
from relationships.selectors.maps import read_map
from relationships.selectors.rivals import rival_ties

WIDTH_OF_A4 = 642
"""Points of a picture that fit between the margins."""


class PaperSize(StrEnum):
    A4 = "a4"
    A3 = "a3"


def paper_of(customer: Customer, user: User, asked: Asked, size: PaperSize) -> dict[str, Any]:
    """Context of `relationships/pdf/map.html`. A drawing too wide for A4 comes on A3, so that its letters stay legible."""
    found = read_map(customer, user, asked.day, asked.mode)
    names = function_names()
    signal = banner(found, user, names)
    outside = beyond(found, rival_ties([one.pk for one in found.contacts.values()], user, asked.day), {})
    figure = drawing(found, names, outside.marks, label=signal["text"] if signal else str(customer))
    wide = figure.picture is not None and figure.picture.width > WIDTH_OF_A4
    return {
        "customer": customer,
        "company": Company.get(),
        "html_lang": {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(get_language() or "", "en"),
        "map": found,
        "banner": signal,
        "single": single_sentences(found),
        "scores": scores(found),
        "figure": figure,
        "grid": grid(found, names, opened="all"),
        "size": PaperSize.A3 if wide else size,
    }
