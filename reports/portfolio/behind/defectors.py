"""Behind the tiles of silent defectors, whose figure is counted while it is read."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Values

TESTED = Of(_("Customers tested"), "tested", Unit.COUNT)
PAGE = "portfolio:silent-defectors"


def _flagged(values: Values) -> int:
    return int(values["confirmed"]) + int(values["suspect"])


def _share(values: Values) -> Decimal | None:
    return Decimal(_flagged(values)) / values["tested"] if values["tested"] else None


def _counted(name: str) -> Callable[[Values], int | None]:
    """None where nobody could be tested; of an earlier day it is not kept how many were."""
    return lambda values: values[name] if values["tested"] != 0 else None


DEFECTORS = {
    "defectors": Behind(
        _("Satisfied and buying less"),
        Unit.SHARE,
        _share,
        (Of(_("With a confirmed or suspect alarm"), _flagged, Unit.COUNT), TESTED),
        PAGE,
    ),
    "confirmed": Behind(
        pgettext_lazy("silent defectors", "Confirmed"),
        Unit.COUNT,
        _counted("confirmed"),
        (TESTED, Of(_("Accepted share of false alarms"), "discovery_rate", Unit.SHARE)),
        "portfolio:customers?alarm=confirmed",
    ),
    "suspect": Behind(
        _("Suspect"),
        Unit.COUNT,
        _counted("suspect"),
        (TESTED, Of(_("Suspect up to p"), "suspect_p", Unit.SHARE)),
        "portfolio:customers?alarm=suspect",
    ),
    "at_risk": Behind(
        _("Money at risk in a year"),
        Unit.MONEY,
        "money",
        (Of(_("Alarms this month"), "alerts", Unit.COUNT), Of(_("Profit in it"), "profit")),
        PAGE,
    ),
    "precision": Behind(
        _("Alarms found true after six months"),
        Unit.SHARE,
        "share",
        (
            Of(_("Found true"), "true", Unit.COUNT),
            Of(_("Looked into"), "settled", Unit.COUNT),
            Of(_("Never looked into"), "open", Unit.COUNT),
        ),
        PAGE,
    ),
}
