"""What somebody of ours notes about a customer by hand and may take back again, with a reason and a way back."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import customers_q
from customers.models.scopes import OfPeople
from office.models import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Q

    from office.models import User


class Entries(OfPeople[Any]):
    def standing(self) -> Self:
        """Not taken back, and the customer is not in the archive."""
        return self.filter(withdrawn_at=None, customer__archived_at=None)

    def _of(self, condition: "Q | None") -> Self:
        return self if condition is None else self.filter(condition)


class IdentityEntries(Entries):
    """Rows that everybody sees who sees the customer, Finance included."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self._of(customers_q(user, "customer"))


class Entry(Versioned):
    """Never deleted: taken back with a reason, it counts nowhere and stays readable."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    withdrawn_reason = models.CharField(_("why taken back"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None
