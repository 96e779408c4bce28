"""Every worked example of the specifications, and that no metric is without one."""

import pytest

from reports.indicators.registry import METRICS
from tests.golden import economics, relationship_voice
from tests.golden.asking import Golden, agrees, ask

GOLDENS = [*economics.GOLDENS, *relationship_voice.GOLDENS]
OUTSIDE_THE_SPECIFICATIONS = {"temperature_evidence"}


@pytest.mark.parametrize("golden", [pytest.param(each, id=f"{each.name}: {each.id}") for each in GOLDENS])
def test_a_worked_example_comes_out(golden: Golden) -> None:
    agrees(ask(golden.name, golden.given), golden.expected)


def test_every_metric_has_a_worked_example() -> None:
    assert set(METRICS) - {golden.name for golden in GOLDENS} == OUTSIDE_THE_SPECIFICATIONS
