"""What the portfolio brings along: its pages, and the figures computed with all standings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.extensions import CompanyFigure, FigureSource, TodayCard
from customers.registry import told_of
from office import navigation
from office.presenters import audit
from reports.access import reads_portfolio
from reports.indicators.heatmaps import heatmap_of
from reports.indicators.profit import profit_of
from reports.indicators.shares import shares_of
from reports.indicators.stress import standard_scenarios
from reports.portfolio import reading, tabs, today
from reports.portfolio.explained import page_of
from reports.selectors.acquisition import acquisition_figure
from reports.selectors.quality import quality_figure
from reports.selectors.retention import retention_figure
from reports.selectors.structure import structure_figure


def _page_of(name: str) -> str:
    """The page of a file, by the first part of its name."""
    key = name.partition(".")[0].replace("_", "-")
    labels = (
        {tab.key: tab.label for tab in tabs.ordered()}
        | {"customers": _("Customers"), "whale": _("Profit")}
        | {"recalculation": _("Recalculation")}
    )
    return told_of(_("Portfolio"), labels.get(key, name))


def _page_of_figure(name: str) -> str:
    try:
        return _page_of(page_of(name))
    except KeyError:
        return _page_of(name)


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
    tabs.add("quality", _("Asset quality"), "portfolio:quality", order=15)
    extensions.company_figures.append(CompanyFigure("quality", quality_figure, _("Asset quality")))
    tabs.add("profit", _("Profit"), "portfolio:profit", order=40)
    tabs.add("retention", pgettext_lazy("portfolio", "Retention"), "portfolio:retention", order=50)
    tabs.add("acquisition", pgettext_lazy("portfolio", "Acquisition"), "portfolio:acquisition", order=60)
    tabs.add("structure", pgettext_lazy("portfolio", "Structure"), "portfolio:structure", order=70)
    extensions.company_figures.append(
        CompanyFigure("structure", structure_figure, pgettext_lazy("portfolio", "Structure"))
    )
    extensions.company_figures.append(CompanyFigure("concentration", shares_of, _("Concentration")))
    extensions.company_figures.append(CompanyFigure("profit", profit_of, _("Profit")))
    extensions.company_figures.append(
        CompanyFigure("retention", retention_figure, pgettext_lazy("portfolio", "Retention"))
    )
    extensions.company_figures.append(
        CompanyFigure("acquisition", acquisition_figure, pgettext_lazy("portfolio", "Acquisition"))
    )
    tabs.add("heat-map", _("Risk heat map"), "portfolio:heat-map", order=10)
    extensions.company_figures.append(CompanyFigure("heatmap", heatmap_of, _("Risk heat map")))
    tabs.add("stress", _("Stress test"), "portfolio:stress", order=30)
    extensions.company_figures.append(CompanyFigure("stress", standard_scenarios, _("Stress test")))
    tabs.add("silent-defectors", _("Silent defectors"), "portfolio:silent-defectors", order=80)
    tabs.add("grading", _("Grading"), "portfolio:grading", order=90)
    extensions.computed.add("reports.movedcustomer")
    extensions.figure_sources.append(FigureSource(reading.names, reading.may_see, reading.told))
    audit.families |= {"portfolio.": _page_of, "portfolio.figure.": _page_of_figure}
    extensions.today_cards.append(
        TodayCard("silent_defectors", "reports/portfolio/today.html", today.alarms, "aside", 30)
    )
