"""From the results of pure functions to JSON: amounts, dates and times as text, other numbers as numbers."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite


def plain(value: object) -> object:
    """A result as JSON values: dataclasses become objects, tuples become lists, `class_` is written `class`.

    Errors: ValueError for a number that is not finite, TypeError for a value without a JSON form.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name.removesuffix("_"): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    raise TypeError(f"a {type(value).__name__} has no JSON form")


def _finite(number: float) -> float:
    if not isfinite(number):
        raise ValueError("the result is not a finite number")
    return number + 0.0  # minus zero becomes zero
