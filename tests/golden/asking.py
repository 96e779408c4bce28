"""How a worked example is asked through the door by name, and how its answer is compared."""

import json
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from reports.indicators.door import answer

TOLERANCE = 1e-6


class Golden(NamedTuple):
    """A worked example: what is asked, and what the answer must hold (further keys are free)."""

    id: str
    name: str
    given: dict[str, Any]
    expected: Any


def ask(name: str, given: dict[str, Any]) -> Any:
    """The result of a metric, asked as anybody outside would; fails with its error."""
    reply = json.loads(answer(json.dumps({"name": name, "input": given})))
    assert "error" not in reply, reply["error"]
    assert "ignored" not in reply, f"keys nobody reads: {reply['ignored']}"
    return reply["result"]


def agrees(actual: Any, expected: Any, where: str = "result") -> None:
    """Passes when an answer holds what is expected: scores to 6 decimals, amounts and ratios to their last digit."""
    if isinstance(expected, dict):
        assert isinstance(actual, dict), f"{where}: {actual!r} is no object"
        for key, value in expected.items():
            assert key in actual, f"{where}.{key} is missing"
            agrees(actual[key], value, f"{where}.{key}")
    elif isinstance(expected, list):
        assert isinstance(actual, list), f"{where}: {actual!r} is no list"
        assert len(actual) == len(expected), f"{where}: {actual!r} has not {len(expected)} entries"
        for index, value in enumerate(expected):
            agrees(actual[index], value, f"{where}[{index}]")
    elif isinstance(expected, float):
        assert actual == pytest.approx(expected, abs=TOLERANCE, rel=0), where
    elif isinstance(expected, Decimal):
        assert actual == str(expected), where
    else:
        assert actual == expected, where
        assert type(actual) is type(expected), f"{where}: {actual!r} has another type than {expected!r}"
