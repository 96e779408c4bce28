"""Behind the tiles of asset quality, which is put together from the figures of the other pages, and of credit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Unit
from customers.valuation.settings import Settings
from reports.indicators.quality import kept_of, nine_of, quality_of
from reports.portfolio.behind.declared import Behind, Of, Values
from reports.portfolio.parameters import QUALITY as WORDS

TILES = {
    "net_margin": "net_margin",
    "base_coverage": "coverage",
    "ltv_cac": "ltv_cac",
    "nrr": "nrr_all",
    "grr": "grr_all",
    "top1": "top1",
    "top5": "top5",
    "dormant_share": "dormant",
    "weighted_days_late": "days_late",
}
"""Component → the tile that explains its value."""
UNITS = {"ltv_cac": Unit.TIMES, "weighted_days_late": Unit.DAYS}
ASSET = "asset"


def quality_values(figures: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The figure `quality` with asset quality, which all figures of the base together tell."""
    found = quality_of(nine_of(figures), settings)
    asset = {
        "score": found.found.score,
        "coverage": found.found.coverage,
        "values": {each.name: each.value for each in found.components},
        "scores": {each.name: each.score for each in found.components},
    }
    return {**(figures.get("quality") or {}), ASSET: asset, "retention": figures.get("retention") or {}}


def _kept(name: str, label: object) -> Behind:
    def value(values: Values) -> Decimal | None:
        return kept_of(values["retention"], name)

    return Behind(
        label,
        Unit.SHARE,
        value,
        tuple(
            Of(word, f"retention.{part}.{key}", unit, tile)
            for part, key, word, unit, tile in (
                ("orders", name, _("Of orders"), Unit.SHARE, f"orders_{name}"),
                ("orders", "opening", _("Opening of orders, a year"), Unit.MONEY, "orders_opening"),
                ("contracts", name, _("Of subscriptions"), Unit.SHARE, f"contracts_{name}"),
                ("contracts", "opening", _("Opening of subscriptions, a month"), Unit.MONEY, "contracts_opening"),
            )
        ),
        "portfolio:retention",
        whole=True,
        needs=ASSET,
    )


QUALITY = {
    "asset_quality": Behind(
        _("Asset quality"),
        Unit.SCORE,
        "asset.score",
        tuple(Of(WORDS[name], f"asset.scores.{name}", Unit.SCORE, tile) for name, tile in TILES.items()),
        "portfolio:quality",
        whole=True,
        needs=ASSET,
    ),
    "asset_quality_known": Behind(
        _("Weight of what is known"),
        Unit.SHARE,
        "asset.coverage",
        tuple(
            Of(WORDS[name], f"asset.values.{name}", UNITS.get(name, Unit.SHARE), tile) for name, tile in TILES.items()
        ),
        "portfolio:quality",
        whole=True,
        needs=ASSET,
    ),
    "nrr_all": _kept("nrr", _("NRR: net revenue retention")),
    "grr_all": _kept("grr", _("GRR: gross revenue retention")),
    "days_late": Behind(
        _("Weighted days late"),
        Unit.DAYS,
        "days_late",
        (Of(_("Invoices due in 12 months"), "invoices", Unit.COUNT),),
        "portfolio:customers?grade=A%2CB%2CC%2CD",
    ),
    "poor_grades": Behind(
        _("Receivables with grades C and D"),
        Unit.SHARE,
        "poor_share",
        (
            Of(_("Open with grades C and D"), "poor"),
            Of(_("All that is open"), "receivable"),
            Of(_("Customers with grades C and D that owe"), "poor_customers", Unit.COUNT),
            Of(_("Open without a grade"), "unrated"),
        ),
        "portfolio:customers?grade=C%2CD&owes=1",
    ),
    "allowance_all": Behind(
        _("Expected not to come"),
        Unit.MONEY,
        "allowance",
        (Of(_("All that is open"), "receivable"),),
        "portfolio:customers?owes=1",
    ),
}
