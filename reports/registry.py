"""What the portfolio brings along: its pages, and the figures computed with all standings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.extensions import CompanyFigure
from office import navigation
from reports.access import reads_portfolio
from reports.indicators.profit import profit_of
from reports.indicators.shares import shares_of
from reports.portfolio import tabs
from reports.selectors.acquisition import acquisition_figure
from reports.selectors.retention import retention_figure


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
    tabs.add("concentration", _("Concentration"), "portfolio:concentration", order=20)
    tabs.add("profit", _("Profit"), "portfolio:profit", order=40)
    tabs.add("retention", pgettext_lazy("portfolio", "Retention"), "portfolio:retention", order=50)
    tabs.add("acquisition", pgettext_lazy("portfolio", "Acquisition"), "portfolio:acquisition", order=60)
    extensions.company_figures.append(CompanyFigure("concentration", shares_of))
    extensions.company_figures.append(CompanyFigure("profit", profit_of))
    extensions.company_figures.append(CompanyFigure("retention", retention_figure))
    extensions.company_figures.append(CompanyFigure("acquisition", acquisition_figure))
