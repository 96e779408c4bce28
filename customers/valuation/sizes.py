"""Large, medium, small or micro by the national standard of the customer's industry 大中小微."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Measure = Literal["employees", "revenue", "assets"]
SIZES = ("large", "medium", "small")
MICRO = "micro"
TEN_THOUSAND = Decimal(10_000)
CURRENCY = "CNY"

LINES: Mapping[str, Mapping[Measure, tuple[int, int, int]]] = {
    "agriculture": {"revenue": (20_000, 500, 50)},
    "industry": {"employees": (1_000, 300, 20), "revenue": (40_000, 2_000, 300)},
    "construction": {"revenue": (80_000, 6_000, 300), "assets": (80_000, 5_000, 300)},
    "wholesale": {"employees": (200, 20, 5), "revenue": (40_000, 5_000, 1_000)},
    "retail": {"employees": (300, 50, 10), "revenue": (20_000, 500, 100)},
    "transport": {"employees": (1_000, 300, 20), "revenue": (30_000, 3_000, 200)},
    "storage": {"employees": (200, 100, 20), "revenue": (30_000, 1_000, 100)},
    "post": {"employees": (1_000, 300, 20), "revenue": (30_000, 2_000, 100)},
    "accommodation": {"employees": (300, 100, 10), "revenue": (10_000, 2_000, 100)},
    "catering": {"employees": (300, 100, 10), "revenue": (10_000, 2_000, 100)},
    "transmission": {"employees": (2_000, 100, 10), "revenue": (100_000, 1_000, 100)},
    "software": {"employees": (300, 100, 10), "revenue": (10_000, 1_000, 50)},
    "real_estate": {"revenue": (200_000, 1_000, 100), "assets": (10_000, 5_000, 2_000)},
    "property": {"employees": (1_000, 300, 100), "revenue": (5_000, 1_000, 500)},
    "leasing": {"employees": (300, 100, 10), "assets": (120_000, 8_000, 100)},
    "other": {"employees": (300, 100, 10)},
}
"""Category → measure → from where on large, medium, small: people, and money in ten thousand yuan."""


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A year of the customer's own: people, and money in yuan; None is unknown."""

    year: int
    employees: int | None = None
    revenue: Decimal | None = None
    assets: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SizeFound:
    """The size, or empty with why it is unknown: `standard` (the industry has no category), `currency` (money of that year is
    not in yuan), `years` (nothing is known of any year), or the measures that are lacking, such as `employees revenue`."""

    size: str
    why: str = ""
    standard: str = ""
    of: OwnYear | None = None


def national_size(
    standard: str, employees: int | None = None, revenue: Decimal | None = None, assets: Decimal | None = None
) -> str:
    """大/中/小/微 by the category of the industry: employees 从业人员, revenue 营业收入 and total assets 资产总额 in yuan.

    Large, medium and small need every line of theirs met, else the next class down, until all are met; one measure below
    the line of small makes it micro. Empty while a measure that the category asks for is unknown, or the category is.
    Source: 国家统计局《统计上大中小微型企业划分办法（2017）》, 国统字〔2017〕213号, with its table and note 1.
    """
    known: Mapping[str, Decimal | None] = {
        "employees": None if employees is None else Decimal(employees),
        "revenue": None if revenue is None else revenue / TEN_THOUSAND,
        "assets": None if assets is None else assets / TEN_THOUSAND,
    }
    lines = LINES.get(standard, {})
    places = []
    for measure, from_where in lines.items():
        value = known[measure]
        if value is None:
            return ""
        places.append(next((place for place, line in enumerate(from_where) if value >= line), len(SIZES)))
    return (*SIZES, MICRO)[max(places)] if places else ""


def size_of(standard: str, years: "tuple[OwnYear, ...] | list[OwnYear]", currency: str = CURRENCY) -> SizeFound:
    """By the newest year that tells everything the category asks for; `years` newest first."""
    if standard not in LINES:
        return SizeFound("", "standard")
    asked = LINES[standard]
    if currency != CURRENCY and set(asked) != {"employees"}:
        return SizeFound("", "currency", standard)
    for year in years:
        if size := national_size(standard, year.employees, year.revenue, year.assets):
            return SizeFound(size, "", standard, year)
    if not years:
        return SizeFound("", "years", standard)
    lacking = [measure for measure in asked if getattr(years[0], measure) is None]
    return SizeFound("", " ".join(lacking), standard, years[0])
