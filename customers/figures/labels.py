"""What a column of the standing is called, and an entry of a dictionary."""

from collections.abc import Iterator, Mapping
from typing import Any

from customers.models import CustomerStanding
from customers.models.terms import Term


def label_of(column: str) -> Any:
    return CustomerStanding._meta.get_field(column).verbose_name  # type: ignore[union-attr]


class TermLabels(Mapping[str, str]):
    """Code → label in the reader's language, looked up when a figure names it."""

    def __init__(self, model: type[Term]) -> None:
        self._model = model

    def __getitem__(self, code: str) -> str:
        term = self._model.objects.filter(code=code).first()
        if term is None:
            raise KeyError(code)
        return term.label

    def __iter__(self) -> Iterator[str]:
        return iter(self._model.objects.values_list("code", flat=True))

    def __len__(self) -> int:
        return self._model.objects.count()

    def __bool__(self) -> bool:
        """Without a look at the rows."""
        return True
