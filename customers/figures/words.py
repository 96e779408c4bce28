"""What the codes of measures mean, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer, CustomerStanding, Industry

STAGES = dict(CustomerStanding.Stage.choices)
CLASSES = dict(CustomerStanding.ProfitClass.choices)
GRADES = dict(CustomerStanding.Grade.choices)
TIERS = dict(Customer.Tier.choices)
SIZES = {
    "micro": pgettext_lazy("size of company", "micro"),
    "small": pgettext_lazy("size of company", "small"),
    "medium": pgettext_lazy("size of company", "medium"),
    "large": pgettext_lazy("size of company", "large"),
    "giant": pgettext_lazy("size of company", "very large"),
}
STANDARDS = dict(Industry.Standard.choices)
ALARMS = {"": _("nothing noticed"), **dict(CustomerStanding.Alarm.choices)}
SEVERITIES = {"": _("nothing noticed"), "severe": _("severe"), "moderate": _("moderate"), "mild": _("mild")}
LTV_BASES = {
    "own": _("own profit of 12 months"),
    "annualised": _("own profit, made a year of"),
    "segment": _("median of its industry, for a young customer"),
}
CAPITAL_BASES = {
    "invoices": _("from invoices and payments"),
    "booked": _("as booked"),
    "estimated": _("estimated from revenue and payment terms"),
    "partly": _("from invoices; before the first of them estimated"),
    "partly_missing": _("from invoices; before the first of them unknown"),
    "missing": _("unknown"),
}
PAYBACKS = {"recovered": _("paid back"), "not_recovered": _("not paid back yet")}
WALLETS = {
    "none": _("no shift"),
    "decline": _("falling"),
    "hidden_decline": _("falling while our sales do not"),
    "data_error": _("above 100%: check the estimate"),
    "insufficient": _("one estimate, no comparison yet"),
}
CURVES = {
    "ahead": pgettext_lazy("value-return curve", "ahead"),
    "on_track": pgettext_lazy("value-return curve", "on track"),
    "behind": pgettext_lazy("value-return curve", "behind"),
    "off_track": pgettext_lazy("value-return curve", "off track"),
    "too_early": pgettext_lazy("value-return curve", "too early to say"),
    "na": pgettext_lazy("value-return curve", "plan without amounts"),
}
LIGHTHOUSES = {
    "ok": _("lighthouse within its cap"),
    "over_cap": _("lighthouse over its cap"),
    "review_due": _("lighthouse, review due"),
    "cost_unknown": _("lighthouse, what it cost is unknown"),
    "not_lighthouse": _("criteria not met"),
}
BANDS = {
    "good": _("good customer"),
    "develop": _("to be developed"),
    "poor": _("poor fit"),
    "insufficient": _("too little known"),
}
OVERDUES = {
    "own": _("against its own pauses"),
    "pooled": _("against pauses of similar customers"),
    "insufficient": _("too few pauses"),
}
DIMENSIONS = {
    "net_profit": _("net profit"),
    "ltv": _("lifetime value"),
    "potential": _("potential"),
    "strategic": _("strategic value"),
    "stability": _("stability"),
    "payment": _("payment"),
    "influence": _("influence"),
}
SCORES = {
    "financial_health": _("financial health"),
    "demand_fit": _("fit of demand"),
    "stability": _("stability"),
    "growth_synergy": _("growth together"),
    "lifetime_value": _("lifetime value"),
    "service_cost_ratio": _("cost to serve"),
    "communication": pgettext_lazy("rating", "communication"),
    "value_recognition": pgettext_lazy("rating", "value recognition"),
    "feedback_quality": pgettext_lazy("rating", "feedback quality"),
    "decision_rationality": pgettext_lazy("rating", "decision rationality"),
    "risk_sharing": pgettext_lazy("rating", "risk sharing"),
    "industry_influence": pgettext_lazy("rating", "industry influence"),
    "innovation_openness": pgettext_lazy("rating", "openness to innovation"),
    "compliance": pgettext_lazy("rating", "compliance"),
    "culture_fit": pgettext_lazy("rating", "culture fit"),
}
CRITERIA = {
    "benchmark_industry": _("sets the benchmark of its industry"),
    "innovator": _("innovates with us"),
    "opens_market": _("opens a market"),
    "capability_pull": _("pulls our abilities up"),
}
