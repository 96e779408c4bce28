"""Who reports to whom in a file of contacts, in two passes: a manager may stand further down, or in the archive already.

Before anything is written each line is checked against archive and file together; once all people are stored, lines are
drawn. People of the archive go by their id here, people whom only the file knows by numbers below zero.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import count

from customers.importing.problems import Problem
from customers.services import reporting
from customers.services.importing.houses import Fields, House, read_houses
from customers.services.importing.resolving import Resolver, reference
from customers.services.importing.scratch import Scratch, Staged

BATCH = 500


class ReportingLines:
    def __init__(self, scratch: Scratch, resolver: Resolver, source: str, *, without: Collection[int] = ()) -> None:
        """Reads the rows of the file twice; rows in `without` were refused."""
        self._scratch, self._resolver, self._source = scratch, resolver, source
        self._houses: dict[int, House] = {}
        new = count(-1, -1)
        for _row, house, fields in self.rows(without):
            if len(found := house.means(fields)) < 2:
                house.learn(found.pop() if found else next(new), fields)
        for _row, house, fields in self.rows(without):
            who, manager = house.means(fields), house.called(fields.get("manager") or "")
            if len(who) == len(manager) == 1:
                house.lines[who.pop()] = manager.pop()

    def rows(self, without: Collection[int] = ()) -> Iterator[tuple[int, House, Fields]]:
        """Rows of customers in the archive, with the house of each."""
        for window in self._scratch.windows(BATCH):
            for staged, customer in self._placed(window.rows):
                if staged.row not in without:
                    yield staged.row, self._houses[customer], staged.fields

    def manager(self, customer: int, fields: Fields) -> int | Problem | None:
        """Whom the row's person reports to; None where it says nothing or who that person is, is not clear."""
        house, word = self._houses.get(customer), fields.get("manager")
        who = house.means(fields) if house else set()
        return _manager_of(house, who.pop(), word) if house and word and len(who) == 1 else None

    def drawable(self, without: Collection[int]) -> Iterator[tuple[int, int, int | Problem]]:
        """By row: who reports, and to whom, or why the line cannot be drawn."""
        for row, house, fields in self.rows(without):
            word, who = fields.get("manager"), house.means(fields)
            if word and len(who) == 1:
                one = who.pop()
                yield row, one, _manager_of(house, one, word)

    def _placed(self, rows: Iterable[Staged]) -> list[tuple[Staged, int]]:
        answers = self._resolver.resolve(reference(staged.fields) for staged in rows)
        placed = [(staged, answers[reference(staged.fields)]) for staged in rows]
        found = [(staged, customer) for staged, customer in placed if isinstance(customer, int)]
        fresh = {customer for _staged, customer in found} - self._houses.keys()
        self._houses |= read_houses(fresh, self._source)
        return found


def _manager_of(house: House, who: int, word: str) -> int | Problem:
    manager = house.one_called(word)
    if isinstance(manager, int) and reporting.leads_to(who, manager, house.lines):
        return Problem("circle_of_managers", details={"value": word})
    return manager
