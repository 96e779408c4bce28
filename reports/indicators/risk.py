"""Where money meets relationships: how much of the company hangs on thin ties, and how soon it is decided."""


def relationship_risk(revenue_share: float, penetration: float | None, days_to_renewal: int | None) -> float:
    """Revenue share × thinness of the ties × nearness of the renewal: 0 none, 1 everything, on nobody, today.

    Definition: share × (1 − P/100) × clip(1 − days/365, 0.1, 1). An unknown penetration P counts 0; without a renewal
    date the last factor is 0.5; a renewal already past is as near as today.
    Units: share 0 to 1, P 0 to 100, days. Source: decisions 13.
    """
    thinness = 1 - (penetration or 0) / 100
    nearness = 0.5 if days_to_renewal is None else min(max(1 - days_to_renewal / 365, 0.1), 1.0)
    return revenue_share * thinness * nearness
