"""The worked examples of the customer economics specification, in its order. Amounts and ratios are text."""

from datetime import date, timedelta

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

SCORES = [
    Golden(
        "0.10 weighted",
        "weighted",
        {
            "items": [{"weight": 3, "score": 80}, {"weight": 1, "score": 40}, {"weight": 1, "score": None}],
            "min_coverage": "0.8",
        },
        "70",
    ),
    Golden("0.10 weighted pairs", "weighted", {"items": [[3, 80], [1, 40]], "min_coverage": "0.5"}, "70"),
    Golden("0.10 too little", "weighted", {"items": [[3, 80], [2, None]], "min_coverage": "0.7"}, None),
    Golden("0.10 nothing", "weighted", {"items": [], "min_coverage": "0.5"}, None),
    Golden("0.10 norm", "norm", {"x": "0.05", "lo": "-0.20", "hi": "0.30"}, "50.0"),
    Golden("0.10 norm outside", "norm", {"x": "9", "lo": "0", "hi": "3"}, "100"),
    Golden("0.10 norm without a stretch", "norm", {"x": "1", "lo": "2", "hi": "2"}, None),
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

RECEIVABLES = [
    Golden(
        "1.2",
        "service_cost",
        {
            "entries": [
                {"date": "2026-03-02", "role": "engineer", "minutes": 300},
                {"date": "2026-03-03", "role": "engineer", "minutes": 60, "booked": "800"},
            ],
            "rates": {"engineer": [{"from": "2025-01-01", "hourly": "100"}, {"from": "2026-01-01", "hourly": "120"}]},
        },
        {"cost": "1400.00", "missing_minutes": 0},
    ),
    Golden(
        "1.2 no rate yet",
        "service_cost",
        {
            "entries": [{"date": "2024-03-02", "role": "engineer", "minutes": 90}],
            "rates": {"engineer": [{"from": "2025-01-01", "hourly": "100"}]},
        },
        {"cost": "0.00", "missing_minutes": 90},
    ),
    Golden(
        "1.3 whole year",
        "capital_cost",
        {
            "slices": [{"amount": "11300000", "issued": "2026-01-01", "paid": "2026-06-30"}],
            "start": "2026-01-01",
            "end": "2026-12-31",
            "annual_rate": "0.08",
        },
        {"cost": "445808.22", "average_receivable": "5572602.74", "days": 365},
    ),
    Golden(
        "1.3 part month",
        "capital_cost",
        {
            "slices": [
                {"amount": "600000", "issued": "2025-12-17", "paid": "2026-01-31"},
                {"amount": "400000", "issued": "2026-01-16", "paid": None},
                {"amount": "100000", "issued": "2026-02-10", "paid": "2026-01-22"},
            ],
            "start": "2026-01-01",
            "end": "2026-01-31",
            "annual_rate": "0.06",
        },
        {"cost": "3846.58", "average_receivable": "754838.71", "days": 31},
    ),
    Golden(
        "1.4",
        "allowance",
        {
            "items": [
                {"amount": "100000", "due": "2026-03-31"},
                {"amount": "50000", "due": "2026-02-14"},
                {"amount": "20000", "due": "2025-09-01"},
            ],
            "as_of": "2026-03-31",
        },
        "13000.00",
    ),
]

FIVE = {
    "customers": [
        {"id": "A", "revenue": "5000000", "net_profit": "-300000"},
        {"id": "B", "revenue": "2000000", "net_profit": "400000"},
        {"id": "C", "revenue": "1500000", "net_profit": "300000"},
        {"id": "D", "revenue": "1000000", "net_profit": "20000"},
        {"id": "E", "revenue": "500000", "net_profit": "150000"},
    ]
}
WHALES = [
    Golden(
        "1.5",
        "whale_curve",
        FIVE,
        {
            "order": ["B", "C", "E", "D", "A"],
            "cumulative": ["400000.00", "700000.00", "850000.00", "870000.00", "570000.00"],
            "total": "570000.00",
            "peak": "870000.00",
            "peak_rank": 4,
            "destroyed": "300000.00",
            "peak_to_total": "1.5263",
            "top20_share": "0.7018",
            "loss_makers": 1,
        },
    ),
    Golden("1.5 nobody", "whale_curve", {"customers": []}, {"order": [], "total": None, "loss_makers": 0}),
    Golden(
        "1.6",
        "base_overlap",
        FIVE,
        {
            "revenue_base": ["A", "B", "C"],
            "profit_base": ["B", "C"],
            "coverage": "0.6667",
            "jaccard": "0.6667",
            "revenue_base_profit_share": "0.7018",
            "black_holes": ["A"],
            "thin": [],
        },
    ),
]

ACQUISITION = [
    Golden("2.1", "cac", {"spend": "600000", "new": 12}, {"cac": "50000.00", "status": "ok"}),
    Golden("2.1 nobody won", "cac", {"spend": "600000", "new": 0}, {"cac": None, "status": "no_new_customers"}),
    Golden(
        "2.1 per customer",
        "cac_per_customer",
        {
            "pools": [
                {"channel": "fair", "month": "2026-01", "amount": "90000"},
                {"channel": "fair", "month": "2026-02", "amount": "7000"},
            ],
            "customers": [
                {"id": "a", "channel": "fair", "won_month": "2026-01", "direct": "8000"},
                {"id": "b", "channel": "fair", "won_month": "2026-01"},
            ],
        },
        {"cac": {"a": "53000.00", "b": "45000.00"}, "unabsorbed": "7000.00"},
    ),
    Golden(
        "2.2",
        "cac_inflation",
        {
            "spend_now": "600000",
            "new_now": 12,
            "spend_prior": "480000",
            "new_prior": 12,
            "ltv_now": "130000",
            "ltv_prior": "125000",
        },
        {"inflation": "0.2500", "ltv_growth": "0.0400", "flag": "bleeding"},
    ),
    Golden(
        "2.3 recovered",
        "payback",
        {"cac": "50000", "monthly": ["-2000", "8000", "12000", "16000", "20000"]},
        {"months": 5, "status": "recovered", "remaining": "0.00", "projected_months": None},
    ),
    Golden(
        "2.3 not recovered",
        "payback",
        {"cac": "50000", "monthly": ["3000", "3000", "4000"]},
        {"months": None, "status": "not_recovered", "remaining": "40000.00", "projected_months": 15},
    ),
]

LIFETIME = [
    Golden(
        "2.5",
        "ltv",
        {"m": "100000", "r": "0.80", "i": "0.10", "H": 5},
        {"ltv_finite": "212409.73", "margin_multiple": "2.6667", "ltv_perpetuity": "266666.67"},
    ),
    Golden(
        "2.6",
        "retention_estimate",
        {"retained": 9, "at_risk": 10, "company_retained": 160, "company_at_risk": 200},
        {"r": "0.8500", "status": "ok"},
    ),
    Golden(
        "2.6 too few",
        "retention_estimate",
        {"retained": 9, "at_risk": 10, "company_retained": 9, "company_at_risk": 19},
        {"r": None, "status": "insufficient"},
    ),
    Golden(
        "2.7",
        "ltv_cac",
        {"ltvs": ["212409.73", "90000"], "cacs": ["50000", "40000"]},
        {"ratio": "3.3601", "band": "healthy"},
    ),
    Golden("2.7 nobody", "ltv_cac", {"ltvs": [], "cacs": []}, {"ratio": None, "band": "insufficient"}),
]

RETENTION = [
    Golden(
        "3.1",
        "retention_waterfall",
        {
            "customers": [
                {"id": "a", "opening": "1000", "closing": "1300", "had_before": True},
                {"id": "b", "opening": "800", "closing": "600", "had_before": True},
                {"id": "c", "opening": "500", "closing": "0", "had_before": True},
                {"id": "d", "opening": "0", "closing": "400", "had_before": False},
                {"id": "e", "opening": "0", "closing": "200", "had_before": True},
            ]
        },
        {
            "opening": "2300.00",
            "new": "400.00",
            "reactivation": "200.00",
            "expansion": "300.00",
            "contraction": "200.00",
            "churn": "500.00",
            "closing": "2500.00",
            "refund_tail": "0.00",
            "nrr": "0.8261",
            "grr": "0.6957",
            "cohort_n": 3,
            "logo_churn": "0.3333",
            "revenue_churn": "0.2174",
            "nrr_mature": "0.8261",
            "ramp_share": "0.0000",
        },
    ),
    Golden(
        "3.2",
        "cohort_matrix",
        {
            "monthly": {"a": {"2026-01": "100", "2026-02": "50"}, "b": {"2026-01": "80", "2026-03": "90"}},
            "last": "2026-03",
        },
        [{"cohort": "2026-01", "size": 2, "active": [2, 1, 1], "revenue": ["180.00", "50.00", "90.00"]}],
    ),
    Golden(
        "3.3",
        "repurchase_1y",
        {
            "orders_by_customer": {
                "a": [{"date": "2024-08-01", "net": "1"}, {"date": "2025-08-01", "net": "1"}],
                "b": [{"date": "2024-08-01", "net": "1"}, {"date": "2025-08-02", "net": "1"}],
                "c": [{"date": "2025-03-31", "net": "1"}, {"date": "2025-04-02", "net": "1"}],
            },
            "as_of": "2026-03-31",
        },
        {"base": 3, "repeat": 2, "rate": "0.6667", "status": "small_sample"},
    ),
    Golden(
        "3.4",
        "first_order_conversion",
        {
            "leads": [
                {"created": "2026-01-10", "first_order": "2026-03-01"},
                {"created": "2026-01-10", "first_order": None},
                {"created": "2026-03-01", "first_order": None},
            ],
            "as_of": "2026-04-30",
        },
        {"eligible": 2, "converted": 1, "rate": "0.5000"},
    ),
    Golden(
        "3.5",
        "new_to_active",
        {
            "customers": {"a": ["2025-06-01", "2025-12-01"], "b": ["2025-06-01", "2025-12-02"]},
            "as_of": "2026-03-31",
        },
        {"eligible": 2, "active": 1, "rate": "0.5000"},
    ),
]

CONCENTRATION = [
    Golden(
        "4.1",
        "concentration",
        {
            "customers": [
                {"id": "a", "group": "G", "revenue": "300"},
                {"id": "b", "group": "G", "revenue": "100"},
                {"id": "c", "group": None, "revenue": "300"},
                {"id": "d", "group": None, "revenue": "200"},
                {"id": "e", "group": None, "revenue": "100"},
            ]
        },
        {
            "n": 4,
            "top1": "0.4000",
            "top5": "1.0000",
            "top20pct": "0.4000",
            "hhi": "0.3000",
            "n_eff": "3.3",
            "flags": ["top1", "top5"],
        },
    ),
    Golden(
        "4.1 no revenue",
        "concentration",
        {"customers": [{"id": "a", "group": None, "revenue": "-5"}]},
        {"n": 0, "top1": None, "top5": None, "top20pct": None, "hhi": None, "n_eff": None, "flags": []},
    ),
    Golden(
        "4.2",
        "dimension_concentration",
        {
            "rows": [
                {"category": "汽车", "revenue": "600"},
                {"category": "医疗", "revenue": "200"},
                {"category": None, "revenue": "200"},
            ]
        },
        {
            "status": "ok",
            "unknown_share": "0.2000",
            "top": "汽车",
            "top_share": "0.7500",
            "top_customer_share": "0.5000",
            "hhi": "0.6250",
            "n_eff": "1.6",
        },
    ),
    Golden(
        "4.3",
        "heatmap",
        {
            "customers": [
                {"id": "a", "revenue": "400", "first_order": "2021-01-01"},
                {"id": "b", "revenue": "100", "first_order": "2025-10-01"},
            ],
            "as_of": "2026-03-31",
        },
        {
            "bubbles": [
                {"id": "a", "share": "0.8000", "months": 62, "bucket": 4, "radius": "40.0"},
                {"id": "b", "share": "0.2000", "months": 5, "bucket": 0, "radius": "20.0"},
            ],
            "alerts": ["giant_old_circle"],
        },
    ),
    Golden(
        "4.4",
        "stress_test",
        {
            "customers": [
                {
                    "id": "a",
                    "revenue": "4000000",
                    "contribution": "800000",
                    "direct_cost": "300000",
                    "ar_items": [{"amount": "1000000", "due": "2026-06-30"}],
                },
                {
                    "id": "b",
                    "revenue": "6000000",
                    "contribution": "1800000",
                    "direct_cost": "200000",
                    "ar_items": [],
                },
            ],
            "lost": ["a"],
            "as_of": "2026-03-31",
            "cash": "600000",
            "fixed_monthly": "150000",
            "wins_per_month": "1",
            "revenue_per_win": "200000",
        },
        {
            "revenue_loss": "4000000.00",
            "revenue_loss_share": "0.4000",
            "contribution_loss_share": "0.3077",
            "profit_before": "300000.00",
            "profit_after_steady": "-200000.00",
            "first_year_profit_effect": "-575000.00",
            "ar_open": "1000000.00",
            "ar_collected": "995000.00",
            "cash_effect_12m": "420000.00",
            "fixed_cover_before": "4.0",
            "fixed_cover_after": "10.6",
            "monthly_gap_after": "16666.67",
            "runway_months": "95.7",
            "refill_months": "20.0",
        },
    ),
]

LAST_DAY = {"as_of": "2026-03-31"}


def year(first: str, amount: str) -> dict[str, str]:
    """Twelve equal months from a first one."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return {f"{(start + k) // 12}-{(start + k) % 12 + 1:02d}": amount for k in range(12)}


QUARTERS = [f"{number}-{month:02d}-15" for number in (2024, 2025) for month in (2, 5, 8, 11)]
LIFECYCLE = [
    Golden(
        "5.1 new",
        "lifecycle_stage",
        {"c": {"order_days": ["2025-06-01"], "monthly": {}, "last_interaction": "2026-03-20"}, **LAST_DAY},
        "new",
    ),
    Golden(
        "5.1 dormant",
        "lifecycle_stage",
        {"c": {"order_days": ["2025-09-30"], "monthly": {}, "last_interaction": None}, **LAST_DAY},
        "dormant",
    ),
    Golden(
        "5.1 declining without revenue",
        "lifecycle_stage",
        {
            "c": {
                "order_days": ["2023-01-05", "2023-06-05", "2023-12-05", "2025-03-31"],
                "monthly": {},
                "last_interaction": "2026-03-20",
            },
            **LAST_DAY,
        },
        "declining",
    ),
    Golden(
        "5.1 won back",
        "lifecycle_stage",
        {"c": {"order_days": ["2023-01-05", "2024-05-05", "2026-01-05"], "monthly": {}}, **LAST_DAY},
        "won_back",
    ),
    Golden(
        "5.1 declining",
        "lifecycle_stage",
        {
            "c": {
                "order_days": [*QUARTERS, "2026-02-15"],
                "monthly": {**year("2024-04", "100"), **year("2025-04", "75")},
            },
            **LAST_DAY,
        },
        "declining",
    ),
    Golden("5.1 prospect", "lifecycle_stage", {"c": {"order_days": [], "monthly": {}}, **LAST_DAY}, "prospect"),
    Golden(
        "5.2",
        "shape_index",
        {
            "counts": {"growing": 20, "mature": 35, "new": 20, "declining": 15, "dormant": 10},
            "lost_12m": 5,
            "at_start_12m": 80,
        },
        {
            "base": 100,
            "prime_share": "0.5500",
            "new_share": "0.2000",
            "late_share": "0.2500",
            "dormant_share": "0.1000",
            "churn_12m": "0.0625",
            "shape_index": "0.3000",
            "shape": "spindle",
        },
    ),
    Golden(
        "5.3",
        "is_active",
        {"order_days": ["2025-12-31"], "interaction_days": ["2026-04-01"], **LAST_DAY},
        True,
    ),
    Golden("5.3 day 91", "is_active", {"order_days": ["2025-12-30"], "interaction_days": [], **LAST_DAY}, False),
    Golden(
        "5.4",
        "lost_revenue",
        {"customers": [{"last_order": "2025-06-20", "monthly": {"2024-06": "9", "2024-07": "100", "2025-06": "50"}}]},
        "150.00",
    ),
]

POTENTIAL = {"growth": "0.05", "wallet_rest_multiple": "1.5", "outlook": 4, "strategic": 2}
PROFITABLE = {"net_profit": "90000", "company_net_margin": "0.10"}
DIMS = {"dims": [{"weight": 60, "score": "74"}, {"weight": 40, "score": "66"}], **LAST_DAY}
CLASSES = [
    Golden("6.1", "potential_score", POTENTIAL, {"score": "50.0", "coverage": "1.0000"}),
    Golden("6.2 A", "profit_class", {**PROFITABLE, "net_margin": "0.12", "potential": "70"}, "A"),
    Golden("6.2 C stays C", "profit_class", {**PROFITABLE, "net_margin": "0.105", "potential": "70", "prev": "C"}, "C"),
    Golden("6.2 B", "profit_class", {**PROFITABLE, "net_margin": "0.105", "potential": "40"}, "B"),
    Golden("6.2 no potential", "profit_class", {**PROFITABLE, "net_margin": "0.105", "potential": None}, "A/B"),
    Golden(
        "6.3",
        "tier",
        DIMS,
        {"score": "70.8", "coverage": "1.0000", "computed": "A", "effective": "A", "overridden": False},
    ),
    Golden("6.3 from B", "tier", {**DIMS, "prev": "B"}, {"computed": "B"}),
    Golden("6.3 from A", "tier", {**DIMS, "prev": "A"}, {"computed": "A"}),
    Golden(
        "6.3 override",
        "tier",
        {**DIMS, "override": {"tier": "S", "reason": "joint factory 2026", "expires_on": "2026-03-31"}},
        {"computed": "A", "effective": "S", "overridden": True},
    ),
    Golden(
        "6.4",
        "scorecard",
        {"scores": {"financial_health": 100, "stability": 80, "lifetime_value": 50, "compliance": None}},
        {"score": None, "coverage": "0.3200", "band": "insufficient"},
    ),
    Golden(
        "6.5",
        "lighthouse",
        {
            "criteria": {
                "benchmark_industry": True,
                "innovator": True,
                "opens_market": False,
                "capability_pull": False,
            },
            "net_profit_cum": "-200000",
            "pulled_contribution": "500000",
            "cap": "300000",
            "review_on": "2026-12-31",
            **LAST_DAY,
        },
        {"met": 2, "investment": "200000.00", "return_multiple": "2.5000", "status": "ok"},
    ),
    Golden(
        "6.6",
        "payment_grade",
        {
            "invoices": [
                {"amount": "100000", "due": "2025-12-31", "payments": [{"date": "2025-12-01", "amount": "100000"}]},
                {"amount": "200000", "due": "2026-01-31", "payments": [{"date": "2026-02-20", "amount": "200000"}]},
                {"amount": "100000", "due": "2026-03-11", "payments": []},
            ],
            "first_order": "2020-01-01",
            **LAST_DAY,
        },
        {
            "grade": "B",
            "invoices": 3,
            "weighted_days_late": "15.0",
            "on_time_share": "0.2500",
            "max_open_overdue": 20,
        },
    ),
    Golden(
        "6.6 unrated",
        "payment_grade",
        {"invoices": [], "first_order": "2020-01-01", **LAST_DAY},
        {"grade": "unrated", "invoices": 0},
    ),
]

STRUCTURE = [
    Golden(
        "6.7",
        "channel_structure",
        {
            "channels": [
                {"channel": "转介绍", "spend": "100000", "contribution_12m": "500000", "new": 10},
                {"channel": "信息流", "spend": "500000", "contribution_12m": "400000", "new": 20},
                {"channel": "展会", "spend": "400000", "contribution_12m": "600000", "new": 8},
            ]
        },
        {
            "blended_roi": "1.5000",
            "channels": [
                {"channel": "转介绍", "roi": "5.0000", "budget_share": "0.1000", "advice": "increase"},
                {"channel": "信息流", "roi": "0.8000", "budget_share": "0.5000", "advice": "cut"},
                {"channel": "展会", "roi": "1.5000", "budget_share": "0.4000", "advice": "keep"},
            ],
        },
    ),
    Golden(
        "6.8",
        "region_structure",
        {
            "rows": [
                {"region": "一线", "customers": 60, "spend": "900000", "new": 10},
                {"region": "二线", "customers": 40, "spend": "240000", "new": 8},
            ]
        },
        [
            {"customer_share": "0.6000", "cac": "90000.00", "multiple_of_lowest": "3.0000", "flag": True},
            {"customer_share": "0.4000", "cac": "30000.00", "multiple_of_lowest": "1.0000", "flag": False},
        ],
    ),
    Golden(
        "6.9",
        "segment_mix",
        {
            "rows": [
                {"segment": "large", "customers": 20, "revenue": "500"},
                {"segment": "small", "customers": 80, "revenue": "500"},
            ]
        },
        [{"segment": "large", "index": "2.5000"}, {"segment": "small", "index": "0.6250"}],
    ),
    Golden(
        "6.10",
        "premium_shift",
        {
            "premium_now": "500",
            "total_now": "1000",
            "premium_prior": "400",
            "total_prior": "1000",
            "up": 15,
            "down": 4,
        },
        {"delta": "0.1000", "p": 0.019211, "shift": "premium"},
    ),
]

EVERY_30_DAYS = [str(date(2024, 1, 5) + timedelta(days=30 * number)) for number in range(21)]
FALLING = [100, 98, 103, 95, 96, 90, 92, 85, 88, 80, 82, 78]
MONTHS_OF_2025 = [f"2025-{number:02d}" for number in range(4, 13)] + ["2026-01", "2026-02", "2026-03"]
WATCHED = {"satisfied": True, "leaked_annual": "0", "at_stake_annual": "0", "margin": "0.2", "p_overdue": None}
DEFECTORS = [
    Golden(
        "7.1 latest survey",
        "satisfied",
        {"c": {"surveys": [{"date": "2026-03-01", "kind": "nps", "score": 7}]}, **LAST_DAY},
        True,
    ),
    Golden("7.1 nothing said", "satisfied", {"c": {}, **LAST_DAY}, None),
    Golden(
        "7.2 too short",
        "seasonal_index",
        {"totals": {"2026-01": 100}},
        {f"{number:02d}": 1.0 for number in range(1, 13)},
    ),
    Golden("7.3", "mann_kendall_decreasing", {"values": FALLING}, {"s": -54, "p": 0.000139}),
    Golden("7.3 slope", "theil_sen", {"values": FALLING}, -2.0625),
    Golden(
        "7.4",
        "purchase_trend",
        {
            "monthly": {**year("2024-04", "100"), **dict(zip(MONTHS_OF_2025, map(str, FALLING), strict=True))},
            "si": None,
            **LAST_DAY,
        },
        {
            "p_trend": 0.000307,
            "rel_annual": "-0.2649",
            "level": "-0.1583",
            "t6": "505.00",
            "base6": "600.00",
            "annual_factor": "2.0000",
            "leaked_annual": "190.00",
            "at_stake_annual": "1010.00",
        },
    ),
    Golden(
        "7.5 own rhythm",
        "overdue_p",
        {"days": EVERY_30_DAYS, "as_of": str(date(2024, 1, 5) + timedelta(days=600 + 67))},
        {"p": 0.047619, "basis": "own"},
    ),
    Golden(
        "7.5 pooled",
        "overdue_p",
        {
            "days": ["2025-09-24", "2025-10-24", "2025-12-03", "2025-12-29"],
            "as_of": "2026-03-29",
            "pool": [round(0.5 + number * 0.025, 3) for number in range(59)],
        },
        {"p": 0.016667, "basis": "pooled"},
    ),
    Golden(
        "7.6",
        "bh",
        {"p": [0.004, 0.03, 0.04, 0.5], "q": 0.10},
        {"adjusted": [0.016, 0.053333, 0.053333, 0.5], "reject": [True, True, True, False]},
    ),
    Golden(
        "7.7",
        "silent_defectors",
        {
            "customers": [
                {
                    **WATCHED,
                    "id": "a",
                    "p_trend": 0.001,
                    "rel_annual": "-0.40",
                    "level": "-0.30",
                    "leaked_annual": "100000",
                    "at_stake_annual": "300000",
                },
                {**WATCHED, "id": "b", "p_trend": 0.03, "rel_annual": "-0.30", "level": "-0.10"},
                {
                    **WATCHED,
                    "id": "c",
                    "p_trend": 0.6,
                    "rel_annual": None,
                    "level": "0.1",
                    "p_overdue": 0.02,
                    "at_stake_annual": "50000",
                },
                {
                    **WATCHED,
                    "id": "e",
                    "p_trend": 0.045,
                    "rel_annual": "-0.5",
                    "level": "-0.4",
                    "leaked_annual": "80000",
                    "at_stake_annual": "60000",
                },
                *({**WATCHED, "id": name, "p_trend": 0.5, "rel_annual": None, "level": None} for name in "fghi"),
            ]
        },
        {
            "tested": 8,
            "confirmed": 1,
            "suspect": 2,
            "flagged": [
                {
                    "id": "a",
                    "p": 0.001,
                    "adjusted_p": 0.008,
                    "severity": "mild",
                    "status": "confirmed",
                    "money_at_risk": "400000.00",
                    "profit_at_risk": "80000.00",
                },
                {
                    "id": "e",
                    "adjusted_p": 0.12,
                    "severity": "moderate",
                    "status": "suspect",
                    "money_at_risk": "140000.00",
                },
                {"id": "c", "p": 0.04, "severity": "moderate", "status": "suspect", "money_at_risk": "50000.00"},
            ],
            "share": "0.3750",
            "ci95": ["0.1368", "0.6943"],
            "expected_false_suspects": "0.40",
        },
    ),
    Golden(
        "7.8",
        "wallet_shift",
        {"now_ours": "300", "now_total": "1000", "prior_ours": "290", "prior_total": "700"},
        {"now": "0.3000", "prior": "0.4143", "flag": "hidden_decline"},
    ),
]

WHOLE = [
    Golden(
        "8",
        "value_curve",
        {
            "plan": ["-1200000", "0", "1200000", "1800000", "600000"],
            "actual_months": ["-120000"] * 12 + ["10000"] * 6,
        },
        {
            "months": 18,
            "plan_cum": "-1200000.00",
            "actual_cum": "-1380000.00",
            "gap": "-180000.00",
            "gap_ratio": "-0.0375",
            "plan_break_even": 36,
            "actual_break_even": None,
            "status": "on_track",
        },
    ),
    Golden(
        "9",
        "asset_quality",
        {
            "values": {
                "net_margin": "0.12",
                "base_coverage": "0.6",
                "ltv_cac": "3.5",
                "nrr": "1.05",
                "grr": "0.9",
                "top1": "0.25",
                "top5": "0.45",
                "dormant_share": "0.2",
                "weighted_days_late": "10",
            }
        },
        {
            "score": "66.1",
            "coverage": "1.0000",
            "components": {
                "net_margin": "68.0",
                "base_coverage": "60.0",
                "ltv_cac": "70.0",
                "nrr": "70.0",
                "grr": "60.0",
                "top1": "68.0",
                "top5": "37.5",
                "dormant_share": "73.3",
                "weighted_days_late": "73.3",
            },
            "level": "high",
            "borderline": False,
        },
    ),
    Golden(
        "10.5",
        "churn_lift",
        {
            "groups": [{"value": "广告", "n": 40, "lost": 16}, {"value": "展会", "n": 60, "lost": 4}],
            "total": 100,
            "lost": 20,
        },
        [
            {"value": "广告", "lift": "2.0000", "p": 0.000063, "common_trait": True},
            {"value": "展会", "lift": "0.3333", "p": 0.999994, "common_trait": False},
        ],
    ),
]

GOLDENS = [
    *TIME,
    *CURRENCY,
    *SCORES,
    *PROFIT,
    *RECEIVABLES,
    *WHALES,
    *ACQUISITION,
    *LIFETIME,
    *RETENTION,
    *CONCENTRATION,
    *LIFECYCLE,
    *CLASSES,
    *STRUCTURE,
    *DEFECTORS,
    *WHOLE,
    *RISK,
    *STATISTICS,
]
