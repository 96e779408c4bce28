"""The worked examples of the customer economics specification, in its order. Amounts and ratios are text."""

from tests.golden.asking import Golden

TIME = [
    Golden("0.4 month end", "add_months", {"x": "2025-08-31", "n": 6}, "2026-02-28"),
    Golden("0.4 clipped anniversary", "full_months", {"a": "2025-01-31", "b": "2025-02-28"}, 1),
    Golden("0.4 last day", "last_complete_month", {"as_of": "2026-03-31"}, "2026-03"),
    Golden("0.4 running month", "last_complete_month", {"as_of": "2026-04-15"}, "2026-03"),
]

USD = {"amount": "100", "currency": "USD", "rates": {"USD": [{"date": "2026-03-02", "rate": "7.10"}]}}
CURRENCY = [
    Golden("0.6 fresh rate", "to_base", {**USD, "on": "2026-03-15"}, "710.00"),
    Golden("0.6 stale rate", "to_base", {**USD, "on": "2026-04-20"}, None),
]

PROFIT = [
    Golden(
        "1.1 state-owned key account",
        "customer_pnl",
        {
            "lines": {
                "sales": "10000000",
                "refunds": "0",
                "product_cost": "9200000",
                "rebates": "200000",
                "variable_selling": "50000",
                "service_cost": "300000",
                "custom_rd": "150000",
                "retention_cost": "30000",
                "capital_cost": "445808.22",
                "allowance_start": "20000",
                "allowance_end": "60000",
            }
        },
        {
            "gross_profit": "800000.00",
            "gross_margin": "0.0800",
            "contribution_profit": "550000.00",
            "contribution_margin": "0.0550",
            "risk_cost": "40000.00",
            "net_profit": "-415808.22",
            "net_margin": "-0.0416",
            "cost_to_serve_ratio": "0.0530",
        },
    ),
    Golden(
        "1.1 private firm",
        "customer_pnl",
        {
            "lines": {
                "sales": "1000000",
                "refunds": "0",
                "product_cost": "680000",
                "variable_selling": "5000",
                "service_cost": "22000",
                "retention_cost": "8000",
                "capital_cost": "7430.14",
            }
        },
        {"net_profit": "277569.86", "net_margin": "0.2776"},
    ),
]

RISK = [
    Golden(
        "relationship risk",
        "relationship_risk",
        {"revenue_share": 0.20, "penetration": 40, "days_to_renewal": 73},
        0.096,
    ),
    Golden(
        "relationship risk, nothing known",
        "relationship_risk",
        {"revenue_share": 0.20, "penetration": None, "days_to_renewal": None},
        0.1,
    ),
]

STATISTICS = [
    Golden("7.7 interval", "wilson", {"k": 4, "n": 10}, ["0.1682", "0.6873"]),
    Golden("7.7 nobody asked", "wilson", {"k": 0, "n": 0}, []),
]

GOLDENS = [*TIME, *CURRENCY, *PROFIT, *STATISTICS, *RISK]
