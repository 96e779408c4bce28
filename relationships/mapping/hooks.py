"""What the people of a customer and their decisions bring to its history (see customers.extensions)."""

from django.utils.translation import gettext_lazy

from customers import extensions
from relationships.selectors import decisions
from relationships.services import competing, deciding


def register() -> None:
    extensions.fact_feeds.setdefault("champions", []).append(extensions.FactFeed("champions", decisions.champions_stay))
    extensions.verbs |= {
        competing.NOTED: gettext_lazy("A tie to a competitor was noted"),
        deciding.RAISED: gettext_lazy("A decision of the customer was noted"),
        deciding.CHANGED: gettext_lazy("A decision of the customer was changed"),
        deciding.SETTLED: gettext_lazy("A decision of the customer was settled"),
        deciding.REOPENED: gettext_lazy("A decision of the customer is open again"),
        deciding.PART_TAKEN: gettext_lazy("A part in a decision was named"),
        deciding.PART_LEFT: gettext_lazy("A part in a decision ended"),
    }
