from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.versioned import Versioned

if TYPE_CHECKING:
    from office.models.user import User


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active else self.none()


class CalendarDay(Versioned):
    """A day that differs from the plain week: a holiday, or a weekend day on which the company works."""

    date = models.DateField(_("date"), unique=True)
    working = models.BooleanField(_("working day"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.note}".strip()
