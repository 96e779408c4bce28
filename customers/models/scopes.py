"""Who sees the rows of a kind of fact: querysets that several models share, each with one rule of `customers.access`."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from customers import access
from office import access as office_access

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfPeople(models.QuerySet[Row]):
    """Rows about a customer's people and words: as its contacts, so not for somebody who only keeps the books."""

    whose: ClassVar[str] = "customer"
    """The way from a row to its customer."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = access.people_q(user, self.whose)
        return self if condition is None else self.filter(condition)


class OfCustomer(models.QuerySet[Any]):
    """Rows that whoever sees the customer sees too."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = access.customers_q(user, "customer")
        return self if condition is None else self.filter(condition)


class OfRevenue(models.QuerySet[Any]):
    """Rows that tell what a customer buys and pays: as revenue lines. Mei sees them of her own customers alone."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = access.revenue_q(user)
        return self if condition is None else self.filter(condition)


class OfCosts(models.QuerySet[Any]):
    """Rows that give a margin away: as cost lines."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = access.costs_q(user)
        return self if condition is None else self.filter(condition)


class OfCompany(models.QuerySet[Any]):
    """Rows about the whole company's money: founder, executives, Finance, sales operations."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        allowed = access.is_the_machine(user) or (user.is_authenticated and office_access.sees_every_ledger(user))
        return self if allowed else self.none()
