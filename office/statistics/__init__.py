"""Small, exact statistics on plain values; each function names its test and its source."""

from office.statistics.normal import Z95, normal_cdf, two_sided_p
from office.statistics.proportions import wilson, wilson_interval
from office.statistics.rounding import r1, rounded

__all__ = ["Z95", "normal_cdf", "r1", "rounded", "two_sided_p", "wilson", "wilson_interval"]
