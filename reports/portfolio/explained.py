"""How each tile of the portfolio is computed, in words, and where its definition stands."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.figures.parameters import Parametric
from reports.portfolio.behind.stress import SCENARIOS, tile_of
from reports.portfolio.explained_risk import HEATMAP, STRESS
from reports.portfolio.explained_steps import STEPS


@dataclass(frozen=True, slots=True)
class Explained:
    """`source`: the paragraph of the economics definitions."""

    formula: Any
    source: str


PAGES: dict[str, dict[str, Explained]] = {
    "profit": {
        "net_profit": Explained(
            _(
                "Net revenue less product, rebate, selling, service, custom R&D, relationship, capital and risk cost, summed over the customers whose costs are known."
            ),
            "1.1",
        ),
        "net_margin": Explained(_("Net customer profit divided by the net revenue of the same customers."), "1.1"),
        "eaten": Explained(
            _(
                "Customers in order of profit: what those with a loss take back, divided by the highest sum reached before them."
            ),
            "1.5",
        ),
        "coverage": Explained(
            _(
                "The fewest customers that bring four fifths of revenue, and the fewest that bring four fifths of profit: how many of the first are among the second, divided by the first."
            ),
            "1.6",
        ),
        "profit_share": Explained(
            _("Net profit of the fewest customers that bring four fifths of revenue, divided by all net profit."), "1.6"
        ),
        "fifth_gross": Explained(
            _("Gross profit divided by revenue of the largest fifth of customers; beside it the same of all others."),
            "10.1",
        ),
        "fifth_net": Explained(
            _("Net profit divided by revenue of the largest fifth of customers; beside it the same of all others."),
            "10.1",
        ),
        "class_d": Explained(_("Net revenue of the customers in class D, divided by all net revenue."), "6.2"),
    },
    "quality": {
        "asset_quality": Explained(
            _(
                "Nine metrics, each turned into a score from 0 to 100 with 60 at its healthy line, weighted; known for 70% of the weight or more."
            ),
            "9",
        ),
        "asset_quality_known": Explained(_("Weights of the metrics that are known, divided by all weights."), "9"),
        "nrr_all": Explained(
            _(
                "NRR of orders and of subscriptions, each weighted by its opening revenue of a year; of one alone where the other is unknown."
            ),
            "3.1",
        ),
        "grr_all": Explained(
            _(
                "GRR of orders and of subscriptions, each weighted by its opening revenue of a year; of one alone where the other is unknown."
            ),
            "3.1",
        ),
        "days_late": Explained(
            _(
                "Days late of every part of the invoices due in 12 months, weighted by amount over all customers; early payment counts 0, disputed invoices are out."
            ),
            "6.6",
        ),
        "poor_grades": Explained(
            _("Open receivables of the customers with payment grade C or D, divided by all open receivables."), "10.3"
        ),
        "allowance_all": Explained(
            _(
                "Open receivables at the end of the month, by days past due, with the loss rate of each span, summed over all customers."
            ),
            "1.4",
        ),
    },
    "concentration": {
        "top1": Explained(_("Net revenue of the largest group or customer, divided by all net revenue."), "4.1"),
        "top5": Explained(
            _("Net revenue of the five largest groups and customers, divided by all net revenue."), "4.1"
        ),
        "top20": Explained(
            _("Net revenue of the largest fifth of groups and customers, divided by all net revenue."), "4.1"
        ),
        "hhi": Explained(_("Sum of the squares of all shares of revenue; 1 is a single customer."), "4.1"),
        "equal": Explained(
            _("One divided by the concentration index: so many customers of the same size weigh alike."), "4.1"
        ),
        "industry": Explained(
            _("Net revenue of the largest industry, divided by that of all whose industry is known."), "4.2"
        ),
        "region": Explained(
            _("Net revenue of the largest region, divided by that of all whose region is known."), "4.2"
        ),
        "channel": Explained(
            _("Net revenue of the largest channel, divided by that of all whose channel is known."), "4.2"
        ),
        "size": Explained(
            _(
                "Net revenue of the largest size class, divided by that of all whose size is known: by the national standard of their industry, else as entered."
            ),
            "4.2",
        ),
    },
    "retention": {
        "orders_nrr": Explained(
            _(
                "Revenue of these 12 months from those who bought in the 12 months before, divided by their revenue then."
            ),
            "3.1",
        ),
        "orders_grr": Explained(
            _("As NRR, but whoever bought more counts with the revenue of before: growth repairs no loss."), "3.1"
        ),
        "orders_nrr_mature": Explained(
            _("NRR of the customers whose first order was before the opening period or on its first day."), "3.1"
        ),
        "orders_logos": Explained(
            _(
                "Customers of the opening period that bought nothing in these 12 months, divided by all of the opening period."
            ),
            "3.1",
        ),
        "orders_churn": Explained(
            _("Opening revenue of those who bought nothing in these 12 months, divided by all opening revenue."), "3.1"
        ),
        "contracts_nrr": Explained(
            _("Monthly fees now of those who had a subscription a year ago, divided by their fees then."), "3.1"
        ),
        "contracts_grr": Explained(
            _("As NRR, but whoever pays more counts with the fee of before: growth repairs no loss."), "3.1"
        ),
        "contracts_nrr_mature": Explained(
            _(
                "NRR of the subscribers whose first order was before the 12 months up to the opening, or on their first day."
            ),
            "3.1",
        ),
        "contracts_logos": Explained(
            _("Subscribers of a year ago without a subscription now, divided by all subscribers of a year ago."), "3.1"
        ),
        "contracts_churn": Explained(
            _("Monthly fees a year ago of those without a subscription now, divided by all monthly fees a year ago."),
            "3.1",
        ),
        "contracts_month_closing": Explained(
            _("Monthly fees of all subscriptions that run at the end of the month, without VAT."), "3.1"
        ),
        "contracts_month_nrr": Explained(
            _("Monthly fees now of those who had a subscription a month ago, divided by their fees then."), "3.1"
        ),
        "contracts_month_grr": Explained(
            _("As NRR, but whoever pays more counts with the fee of before: growth repairs no loss."), "3.1"
        ),
        "contracts_month_logos": Explained(
            _("Subscribers of a month ago without a subscription now, divided by all subscribers of a month ago."),
            "3.1",
        ),
        "contracts_month_churn": Explained(
            _("Monthly fees a month ago of those without a subscription now, divided by all monthly fees a month ago."),
            "3.1",
        ),
        **{name: Explained(formula, "3.1") for name, formula in STEPS.items()},
        "repurchase": Explained(
            _(
                "Customers that ordered in the 12 months before and again within a year, divided by those that ordered then."
            ),
            "3.3",
        ),
        "repurchase_new": Explained(
            _("The same of the customers whose first order ever was in the 12 months before."), "3.3"
        ),
        "conversion": Explained(
            Parametric(
                _(
                    "Leads with a first order within %(conversion_window_days)s days, divided by the leads whose time is over."
                )
            ),
            "3.4",
        ),
        "activation": Explained(
            Parametric(
                _(
                    "Customers with a second order day within %(active_months)s months of their first order, or, of those that subscribe, with a second paid period or an adopted core use, divided by those whose first order is that long ago. A core use is adopted once a measure of a core product was above nought in three periods in a row."
                )
            ),
            "3.5",
        ),
        "subsidised": Explained(
            _(
                "Customers won in the 12 months before whose first order had a discount of a fifth or more, divided by all won then."
            ),
            "10.2",
        ),
        "subsidy_gap": Explained(
            _("Repurchase rate of those won with a discount of a fifth or more, less that of the others, in points."),
            "10.2",
        ),
        "shape": Explained(
            _(
                "Share of growing and mature customers less the larger one of two shares: new and won back, declining and dormant."
            ),
            "5.2",
        ),
        "dormant": Explained(_("Customers in the stage dormant, divided by all customers of the base."), "5.2"),
        "active": Explained(
            _("Customers that ordered or talked with us in 90 days, divided by all customers of the base."), "5.3"
        ),
        "lost": Explained(_("Customers lost in 12 months, divided by the customers at their start."), "5.2"),
        "lost_revenue": Explained(_("Revenue of the 12 months up to each lost customer's last order, summed."), "5.4"),
        "recoverable": Explained(
            _("Revenue of those lost, multiplied by the share of lost customers that we won back before."), "10.3"
        ),
    },
    "acquisition": {
        "cac": Explained(
            Parametric(
                _(
                    "Acquisition spending of 12 months divided by the customers won in them; spending counts %(cac_lag_months)s months before."
                )
            ),
            "2.1",
        ),
        "spend": Explained(
            _(
                "Lines entered by channel, region and month, cost booked to single customers before and for winning them, and our own minutes before the first order."
            ),
            "2.1",
        ),
        "inflation": Explained(
            _(
                "CAC of these 12 months divided by that of the 12 before, less one; compared with the growth of lifetime value."
            ),
            "2.2",
        ),
        "unabsorbed": Explained(
            _(
                "Of these 12 months: lines entered and the cost of lost leads in months in which their channel won nobody, summed."
            ),
            "2.1",
        ),
        "ltv_cac": Explained(
            _("Lifetime value of the customers won in 12 months, divided by what winning the same customers cost."),
            "2.7",
        ),
        "payback": Explained(
            _(
                "Months until a customer's cumulated net profit covers what winning it cost; the middle one of those won in the 12 months before."
            ),
            "2.3",
        ),
        "kept_cost": Explained(
            _("Cost of keeping up relationships per customer kept, divided by the cost of winning one."), "2.8"
        ),
    },
    "structure": {
        "effort": Explained(
            _(
                "Service minutes for customers of tier S and A, divided by all service minutes; compared with their share of profit."
            ),
            "10.4",
        ),
        "premium_share": Explained(
            _(
                "Revenue of premium products in the last six whole months, divided by the revenue of all lines that name a product."
            ),
            "6.10",
        ),
        "premium_shift": Explained(
            _(
                "Share of premium products now less that of the same six months a year before, with a sign test over customers."
            ),
            "6.10",
        ),
        "premium_moved": Explained(
            _(
                "Customers whose own share of premium products rose, and those whose share fell; both halves need purchases."
            ),
            "6.10",
        ),
    },
    "silent-defectors": {
        "defectors": Explained(
            _(
                "Customers with a confirmed or suspect alarm, divided by all that could be tested: satisfied, with a year of purchases."
            ),
            "7.7",
        ),
        "confirmed": Explained(
            Parametric(
                _(
                    "Satisfied customers whose purchases fell so that, after correction for the number of tests, chance is unlikely (false discovery rate %(discovery_rate)s)."
                )
            ),
            "7.7",
        ),
        "suspect": Explained(
            Parametric(
                _(
                    "Satisfied customers whose purchases fell so that chance alone is unlikely (p up to %(suspect_p)s), before correction for the number of tests."
                )
            ),
            "7.7",
        ),
        "at_risk": Explained(
            _(
                "Revenue of a year that has leaked away or is at stake, summed over the customers with an alarm this month."
            ),
            "7.7",
        ),
        "precision": Explained(
            _("Alarms of six months and more that were found true, divided by those that were looked into."),
            "7.7",
        ),
    },
}
"""Page of the portfolio → tile → how it is computed."""
PAGES["stress"] = {
    tile_of(scenario, name): Explained(formula, "4.4") for scenario in SCENARIOS for name, formula in STRESS.items()
}
PAGES["heat-map"] = {name: Explained(formula, "4.3") for name, formula in HEATMAP.items()}


def page_of(name: str) -> str:
    """The page on which the tile stands. KeyError for a tile that nobody explained."""
    for page, tiles in PAGES.items():
        if name in tiles:
            return page
    raise KeyError(name)
