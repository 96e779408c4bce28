"""All figures of a customer, by name."""

from functools import cache

from customers import extensions
from customers.figures.buying import BUYING, LEAVING
from customers.figures.declared import Definition
from customers.figures.judgement import JUDGEMENT
from customers.figures.lines import LINES
from customers.figures.profit import PROFIT, VALUE

OWN: dict[str, Definition] = {each.name: each for each in (*BUYING, *PROFIT, *LINES, *VALUE, *JUDGEMENT, *LEAVING)}


class UnknownFigureError(KeyError):
    """Nobody declared a figure of this name."""


def every() -> dict[str, Definition]:
    return OWN | _added()


def find(name: str) -> Definition:
    """The figure of this name. Raises UnknownFigureError."""
    found = OWN.get(name) or _added().get(name)
    if found is None:
        raise UnknownFigureError(name)
    return found


@cache
def _added() -> dict[str, Definition]:
    """Those of upper apps, which are registered before the first request."""
    return {each.name: each for each in extensions.figures}
