from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models.versioned import Versioned

if TYPE_CHECKING:
    from office.models.user import User


class FestivalDayQuerySet(models.QuerySet["FestivalDay"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active else self.none()


class FestivalDay(Versioned):
    """The day of a festival in a year. Those after the moon move, so each year is entered from the published calendar."""

    class Festival(models.TextChoices):
        NEW_YEAR = "new_year", pgettext_lazy("festival", "New Year's Day")
        SPRING = "spring", pgettext_lazy("festival", "Spring Festival")
        LANTERN = "lantern", pgettext_lazy("festival", "Lantern Festival")
        DRAGON_BOAT = "dragon_boat", pgettext_lazy("festival", "Dragon Boat Festival")
        MID_AUTUMN = "mid_autumn", pgettext_lazy("festival", "Mid-Autumn Festival")
        NATIONAL = "national", pgettext_lazy("festival", "National Day")

    festival = models.CharField(_("festival"), max_length=12, choices=Festival)
    date = models.DateField(_("date"), unique=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    objects = FestivalDayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("festival day")
        verbose_name_plural = _("festival days")

    def __str__(self) -> str:
        return f"{self.get_festival_display()} {self.date:%Y-%m-%d}"
