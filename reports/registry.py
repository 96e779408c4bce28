"""What the portfolio brings along: its pages, and the figures computed with all standings."""

from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import CompanyFigure
from office import navigation
from reports.access import reads_portfolio
from reports.indicators.profit import profit_of
from reports.portfolio import tabs


def register() -> None:
    navigation.add(
        navigation.Group.ASSET,
        _("Portfolio"),
        "portfolio:home",
        icon="portfolio",
        seen_by=reads_portfolio,
        key="g p",
        order=110,
    )
    tabs.add("profit", _("Profit"), "portfolio:profit", order=40)
    extensions.company_figures.append(CompanyFigure("profit", profit_of))
