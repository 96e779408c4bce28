"""What stands behind each tile of the portfolio: its value, its inputs, its rows, as they are kept in the figure of its page."""

from reports.portfolio.behind.acquisition import ACQUISITION
from reports.portfolio.behind.concentration import CONCENTRATION
from reports.portfolio.behind.declared import Behind, Of, Values, found, rows_url
from reports.portfolio.behind.defectors import DEFECTORS
from reports.portfolio.behind.heatmap import HEATMAP
from reports.portfolio.behind.profit import PROFIT
from reports.portfolio.behind.quality import QUALITY
from reports.portfolio.behind.retention import RETENTION
from reports.portfolio.behind.stress import STRESS
from reports.portfolio.behind.structure import STRUCTURE

BEHIND: dict[str, Behind] = {
    **QUALITY,
    **PROFIT,
    **CONCENTRATION,
    **RETENTION,
    **ACQUISITION,
    **STRUCTURE,
    **DEFECTORS,
    **HEATMAP,
    **STRESS,
}

__all__ = ["BEHIND", "Behind", "Of", "Values", "found", "rows_url"]
