"""From JSON to the values a pure function takes, driven by its type hints: the only place that reads text into dates,
weeks, amounts and rows. An error names the place: `events[3].at: '31.3.' is not a date written YYYY-MM-DD`."""

import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from inspect import Parameter, signature
from math import isfinite
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from office.calendar import Month, Week, local_day, month_index, week_range

LISTS = (list, Sequence, Iterable, Collection)
LARGEST = Decimal("1e24")


class InputError(ValueError):
    """An input that does not have the shape its function takes."""


class Reading:
    """Reads one input; remembers the keys of rows that nobody asked for."""

    def __init__(self) -> None:
        self.ignored: list[str] = []

    def arguments(self, function: Callable[..., object], given: Mapping[str, object]) -> dict[str, object]:
        """The keyword arguments of a call. Errors: InputError for unknown or missing keywords, and for bad values."""
        hints = {key: hint for key, hint in _hints(function).items() if key != "return"}
        if unknown := [key for key in given if key not in hints]:
            raise InputError(f"unknown input {', '.join(unknown)}; it takes {', '.join(hints)}")
        parameters = signature(function).parameters.values()
        required = {each.name for each in parameters if each.default is Parameter.empty}
        if absent := [name for name in hints if name in required and name not in given]:
            raise InputError(f"missing input {', '.join(absent)}")
        told = _told(given, hints, required)
        return {key: self.value(value, hints[key], key) for key, value in told.items()}

    def value(self, value: object, hint: Any, where: str) -> object:
        """A JSON value as what its hint says."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._one_of(value, get_args(hint), where)
        if origin is Literal:
            return _chosen(value, get_args(hint), where)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(value, get_args(hint), where)
        if origin is tuple or origin in LISTS:
            return self._list(value, origin, get_args(hint), where)
        if is_dataclass(hint) or hasattr(hint, "_fields"):
            return self._row(value, hint, where)
        return _scalar(value, hint, where)

    def _one_of(self, value: object, hints: Sequence[Any], where: str) -> object:
        if value is None and type(None) in hints:
            return None
        choices = [hint for hint in hints if hint is not type(None)]
        if set(choices) == {date, datetime}:
            choices = [date] if isinstance(value, str) and len(value) == 10 else [datetime]
        problems = []
        for choice in choices:
            try:
                return self.value(value, choice, where)
            except InputError as problem:
                problems.append(problem)
        raise problems[-1]

    def _mapping(self, value: object, hints: Sequence[Any], where: str) -> dict[object, object]:
        if not isinstance(value, dict):
            raise InputError(f"{where}: expected an object")
        of_key, of_value = hints
        return {
            self.value(key, of_key, f"{where} key"): self.value(each, of_value, f"{where}[{key!r}]")
            for key, each in value.items()
        }

    def _list(self, value: object, origin: Any, hints: Sequence[Any], where: str) -> Sequence[object]:
        if not isinstance(value, list):
            raise InputError(f"{where}: expected a list")
        if origin is not tuple or hints[-1] is Ellipsis:
            return [self.value(each, hints[0], f"{where}[{index}]") for index, each in enumerate(value)]
        if len(value) != len(hints):
            raise InputError(f"{where}: expected a list of {len(hints)}")
        pairs = enumerate(zip(value, hints, strict=True))
        return tuple(self.value(each, hint, f"{where}[{index}]") for index, (each, hint) in pairs)

    def _row(self, value: object, row: Any, where: str) -> object:
        if not isinstance(value, dict):
            raise InputError(f"{where}: expected an object")
        names = {name.removesuffix("_"): name for name in _hints(row)}
        hints = {key: _hints(row)[name] for key, name in names.items()}
        required = {key for key, name in names.items() if name in _required(row)}
        self.ignored += [f"{where}.{key}" for key in value if key not in names]
        if absent := [key for key in names if key in required and key not in value]:
            raise InputError(f"{where}: {', '.join(absent)} is missing")
        told = _told({key: value[key] for key in names if key in value}, hints, required)
        return row(**{names[key]: self.value(each, hints[key], f"{where}.{key}") for key, each in told.items()})


@cache
def _hints(described: Any) -> dict[str, Any]:
    return get_type_hints(described)


def _told(given: Mapping[str, object], hints: Mapping[str, Any], required: set[str]) -> dict[str, object]:
    """What was said: null for something that may be absent, and has no meaning of its own there, says nothing."""
    return {
        key: value
        for key, value in given.items()
        if value is not None or key in required or type(None) in get_args(hints[key])
    }


@cache
def _required(row: Any) -> set[str]:
    if is_dataclass(row):
        return {field.name for field in fields(row) if field.default is MISSING and field.default_factory is MISSING}
    return set(row._fields) - set(row._field_defaults)


def _chosen(value: object, choices: Sequence[object], where: str) -> object:
    if value not in choices or isinstance(value, bool):
        raise InputError(f"{where}: {_shown(value)} is not one of {', '.join(map(str, choices))}")
    return value


def _scalar(value: object, hint: Any, where: str) -> object:
    read = READERS.get(hint)
    if read is None:
        raise InputError(f"{where}: no reader for {hint}")
    try:
        return read(value)
    except (ValueError, TypeError, InvalidOperation, OverflowError):
        raise InputError(f"{where}: {_shown(value)} is not {MEANINGS[hint]}") from None


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError
    return str(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise TypeError
    amount = Decimal(value)
    if not amount.is_finite() or abs(amount) >= LARGEST:
        raise ValueError
    return amount


def _number(value: object) -> float:
    number = float(_amount(value))
    if not isfinite(number):
        raise ValueError
    return number


def _whole(value: object) -> int:
    amount = _amount(value)
    if amount != amount.to_integral_value():
        raise ValueError
    return int(amount)


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or len(value) <= 10:
        raise TypeError
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() is None:
        raise ValueError
    return moment


def _day(value: object) -> date:
    if isinstance(value, str) and len(value) > 10:
        return local_day(_moment(value))
    if not isinstance(value, str) or len(value) != 10 or value[4] + value[7] != "--":
        raise TypeError
    return date.fromisoformat(value)


def _week(value: object) -> Week:
    week = Week(_text(value))
    week_range(week)
    return week


def _month(value: object) -> Month:
    month = Month(_text(value))
    month_index(month)
    return month


READERS: dict[object, Callable[[object], object]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    Decimal: _amount,
    date: _day,
    datetime: _moment,
    Week: _week,
    Month: _month,
}
MEANINGS: dict[type | NewType, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Decimal: "an amount",
    date: "a date written YYYY-MM-DD",
    datetime: "a date and time with an offset from UTC",
    Week: "a week written YYYY-Www",
    Month: "a month written YYYY-MM",
}
