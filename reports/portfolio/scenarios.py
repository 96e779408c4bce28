"""The standard scenarios of the stress test with their answers, by kind and number of what is lost."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from customers.selectors.base import Figure
from customers.selectors.worth import settings_from_number
from customers.valuation.settings import Settings
from reports.indicators.stress import Means, Owed, Sums, stressed
from reports.selectors.stress import Ground, Known, debts_of, ground_of

if TYPE_CHECKING:
    from office.models import User

Results = dict[str, dict[str, Any]]
"""Scenario ("group_3") → the answer, with what it stands on under `means`, and its address under `query`."""


def key_of(scenario: Mapping[str, Any]) -> str:
    return f"{scenario['kind']}_{scenario['top']}"


def query_of(scenario: Mapping[str, Any]) -> str:
    """What is lost, as the page of any loss asks for it."""
    return urlencode({scenario["kind"]: scenario["of"]}, doseq=True)


def results(
    values: Mapping[str, Any], ground: Ground, user: "User", as_of: date, settings: Settings
) -> tuple[Results, dict[int, Known]]:
    """The answers, and who is lost or owes. Two queries."""
    groups = [each for each in values["scenarios"] if each["kind"] == "group"]
    known, debts = debts_of(user, values["scenarios"], also={pk for each in groups for pk in each["of"]})
    owed = {
        key_of(each): sum((owed for pk, owed in debts.items() if known[pk].stands_in(each)), Owed())
        for each in values["scenarios"]
    }
    return _answers(values, ground.means, owed, as_of, settings), known


def results_today(figure: Figure, user: "User") -> Results:
    """Of a figure that was computed, as the page has them. Three queries."""
    values, settings = figure.values or {}, settings_from_number(figure.settings_number)
    if figure.as_of is None or figure.month is None:
        raise ValueError("nothing was computed yet")
    ground = ground_of(user, figure.as_of, figure.month, values)
    return results(values, ground, user, figure.as_of, settings)[0]


def results_kept(values: Mapping[str, Any], as_of: date, settings: Settings) -> Results:
    """Of sums that were kept alone: cash, receivables and wins of that day are kept by nobody."""
    found = _answers(values, Means(), {}, as_of, settings)
    for answer in found.values():
        answer |= dict.fromkeys(("ar_open", "ar_collected", "cash_effect_12m"))
    return found


def _answers(
    values: Mapping[str, Any], means: Means, owed: Mapping[str, Owed], as_of: date, settings: Settings
) -> Results:
    everybody = Sums.from_plain(values["all"])
    stands_on = {name: _plain(getattr(means, name)) for name in means.__dataclass_fields__}
    stands_on["release_months"] = settings.release_months
    found: Results = {}
    for each in values["scenarios"]:
        key = key_of(each)
        lost = Sums.from_plain(each["sums"])
        answer = stressed(everybody, lost, owed.get(key, Owed()), as_of, means, settings.release_months)
        found[key] = {**answer, "means": stands_on, "query": query_of(each)}
    return found


def _plain(value: Any) -> Any:
    return None if value is None else str(value)
