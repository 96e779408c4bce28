"""What a customer needs, by when, and how far it is met: costs and contacts may say which need they serve (decision 7)."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.customer import Customer
from customers.models.scopes import OfCustomer
from office.models.versioned import Versioned


class NeedQuerySet(OfCustomer):
    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at=None)


class Need(Versioned):
    """One need of a customer, with its importance from 1 to 5. One that was taken back keeps what was spent on it."""

    class Met(models.IntegerChoices):
        NOT = 0, pgettext_lazy("need", "not met")
        PART = 50, pgettext_lazy("need", "met in part")
        FULLY = 100, pgettext_lazy("need", "met")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="needs", verbose_name=_("customer"))
    title = models.CharField(pgettext_lazy("need", "need"), max_length=120)
    importance = models.PositiveSmallIntegerField(
        _("importance"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    met = models.PositiveSmallIntegerField(pgettext_lazy("need", "how far met"), choices=Met, default=Met.NOT)

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    history = HistoricalRecords()
    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-importance", "id"]
        verbose_name, verbose_name_plural = pgettext_lazy("customer", "need"), pgettext_lazy("customer", "needs")
        constraints = [
            models.CheckConstraint(condition=Q(importance__range=(1, 5)), name="need_importance_1_to_5"),
            models.UniqueConstraint(
                fields=["customer", "title"], condition=Q(withdrawn_at=None), name="need_noted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
