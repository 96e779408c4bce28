"""One line of JSON in, one line of JSON out: how any figure is checked from outside."""

import json
from decimal import Decimal
from typing import NoReturn

from reports.indicators.coercion import InputError, Reading
from reports.indicators.plain import plain
from reports.indicators.registry import METRICS


def answer(line: bytes | str) -> str:
    """The answer to `{"name": …, "input": {…}}`: `{"name": …, "result": …}` or `{"name": …, "error": …}`.

    Never raises, so that one bad line never stops a batch. Keys of rows that no metric knows are not silently
    dropped: the answer lists them under `ignored`. Source: decisions 3 and 59; shapes.
    """
    name: object = None
    try:
        question = _question(line)
        name = question.get("name")
        reply = {"name": name, **_answered(name, question.get("input", {}))}
        return json.dumps(reply, allow_nan=False)
    except Exception as problem:  # whatever a question provokes is its own answer
        return json.dumps({"name": name if isinstance(name, str) else None, "error": _told(problem)})


def _question(line: bytes | str) -> dict[str, object]:
    text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
    if not text.strip():
        raise InputError("the line is empty")
    question = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    if not isinstance(question, dict):
        raise InputError('expected an object {"name": …, "input": {…}}')
    return question


def _answered(name: object, given: object) -> dict[str, object]:
    if not isinstance(name, str) or name not in METRICS:
        raise InputError("no metric has this name")
    if not isinstance(given, dict):
        raise InputError("input: expected an object")
    reading = Reading()
    result = METRICS[name](**reading.arguments(METRICS[name], given))
    reply: dict[str, object] = {"result": plain(result)}
    if reading.ignored:
        reply["ignored"] = reading.ignored
    return reply


def _no_constant(constant: str) -> NoReturn:
    raise InputError(f"{constant} is not a number of JSON")


def _told(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"not JSON: {problem}"
    if isinstance(problem, RecursionError):
        return "not JSON that can be read: nested too deeply"
    if isinstance(problem, ArithmeticError):
        return "out of reach: a number or date is too large, or something is divided by zero"
    return str(problem) if isinstance(problem, ValueError) else f"{type(problem).__name__}: {problem}"
