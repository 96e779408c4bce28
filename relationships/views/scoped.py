"""Rows as a view may fetch them: what does not exist for the person is 404, what is only read is 403 (decision 52)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from customers.models import Customer
from office.models import User
from relationships.access import loggable_by


def loggable_customer(user: User, pk: int) -> Customer:
    """A customer the person may log and promise for."""
    customer = get_object_or_404(Customer.objects.visible_to(user), pk=pk)
    if not loggable_by(user).filter(pk=customer.pk).exists():
        raise PermissionDenied
    return customer


def as_key(text: str) -> int:
    """The number somebody wrote into an address; 0, which nobody has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
