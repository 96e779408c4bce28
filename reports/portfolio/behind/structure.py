"""Behind the tiles of structure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Values

SHIFTS = {
    "premium": pgettext_lazy("product mix", "shift to premium"),
    "basic": pgettext_lazy("product mix", "shift to basic"),
    "none": pgettext_lazy("product mix", "no clear shift"),
}
MOVED = "portfolio:structure#moved"


def _told(values: Values, name: str) -> object:
    """None while there are no two halves to compare."""
    premium = values["premium"]
    return None if premium["delta"] is None else premium[name]


STRUCTURE = {
    "effort": Behind(
        _("Work for customers of tier S and A"),
        Unit.SHARE,
        "effort.minutes_share",
        (
            Of(_("Service minutes for tier S and A"), "effort.minutes", Unit.MINUTES),
            Of(_("All service minutes"), "effort.all_minutes", Unit.MINUTES),
            Of(_("Their share of profit"), "effort.profit_share", Unit.SHARE),
            Of(_("Customers of tier S and A"), "effort.customers", Unit.COUNT),
        ),
        "portfolio:customers?tier=S%2CA",
    ),
    "premium_share": Behind(
        _("Share of premium products, 6 months"),
        Unit.SHARE,
        "premium.share_now",
        (
            Of(_("Revenue of premium products"), "premium.premium_now"),
            Of(_("Revenue of all lines with a product"), "premium.total_now"),
            Of(_("Their part of all revenue"), "premium.known_share", Unit.SHARE),
        ),
        "portfolio:structure#months",
    ),
    "premium_shift": Behind(
        _("Premium or basic"),
        Unit.WORD,
        lambda values: _told(values, "shift"),
        (
            Of(_("Share now"), "premium.share_now", Unit.SHARE, tile="premium_share"),
            Of(_("Share in the same months a year before"), "premium.share_prior", Unit.SHARE),
            Of(_("Difference"), "premium.delta", Unit.SHARE),
            Of(_("p of the sign test"), "premium.p", Unit.CHANCE),
        ),
        MOVED,
        words=SHIFTS,
    ),
    "premium_moved": Behind(
        _("Customers that moved up"),
        Unit.COUNT,
        lambda values: _told(values, "up"),
        (
            Of(_("Customers that moved down"), "premium.down", Unit.COUNT),
            Of(_("Bought in both halves"), "premium.both", Unit.COUNT),
            Of(_("p of the sign test"), "premium.p", Unit.CHANCE),
        ),
        MOVED,
    ),
}
