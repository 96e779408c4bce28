"""Entries of the dictionaries by code or label in any language, and colleagues by name; read once per import."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar, cast

from customers import naming
from customers.models import AcquisitionChannel, DepartmentFunction, Industry, Product, Region
from customers.models.terms import Term
from office.models import User

T = TypeVar("T", bound=Term)


class Terms:
    def __init__(self) -> None:
        self._words: dict[type[Term], dict[str, Term]] = {}

    def of(self, dictionary: type[T], text: str) -> T | None:
        """The entry of that code or label."""
        if dictionary not in self._words:
            self._words[dictionary] = dict(_by_words(dictionary))
        return cast("T | None", self._words[dictionary].get(naming.fold(text)))

    def industry(self, text: str) -> Industry | None:
        return self.of(Industry, text)

    def region(self, text: str) -> Region | None:
        return self.of(Region, text)

    def channel(self, text: str) -> AcquisitionChannel | None:
        return self.of(AcquisitionChannel, text)

    def function(self, text: str) -> DepartmentFunction | None:
        return self.of(DepartmentFunction, text)

    def product_id(self, code: str) -> int | None:
        """The product whose code the ledger's item is; an unknown item is no fault (decision 44)."""
        return self._products.get(code)

    def colleague(self, text: str) -> User | None:
        """By user name, else by a full name that only one colleague has."""
        wanted = naming.fold(text)
        by_login = [user for user in self._colleagues if naming.fold(user.username) == wanted]
        by_name = [user for user in self._colleagues if naming.fold(user.name) == wanted]
        return by_login[0] if by_login else by_name[0] if len(by_name) == 1 else None

    @cached_property
    def _products(self) -> dict[str, int]:
        return dict(Product.objects.values_list("code", "pk"))

    @cached_property
    def _colleagues(self) -> list[User]:
        return list(User.objects.filter(is_active=True))


def _by_words(dictionary: type[T]) -> dict[str, T]:
    """Entries by every word they go by; the first in order wins."""
    words: dict[str, T] = {}
    for term in cast("Iterable[T]", dictionary._default_manager.all()):
        for word in (term.code, term.label_zh_hans, term.label_zh_hant, term.label_en):
            if word:
                words.setdefault(naming.fold(word), term)
    return words
