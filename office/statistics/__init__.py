"""Small, exact statistics on plain values; each function names its test and its source."""

from office.statistics.discovery import bh
from office.statistics.exact import hypergeometric_tail, sign_test
from office.statistics.normal import Z95, normal_cdf, two_sided_p
from office.statistics.proportions import wilson, wilson_interval
from office.statistics.rounding import r1, reaches, rounded, six, tidy
from office.statistics.trends import mann_kendall_decreasing, theil_sen

__all__ = [
    "Z95",
    "bh",
    "hypergeometric_tail",
    "mann_kendall_decreasing",
    "normal_cdf",
    "r1",
    "reaches",
    "rounded",
    "sign_test",
    "six",
    "theil_sen",
    "tidy",
    "two_sided_p",
    "wilson",
    "wilson_interval",
]
