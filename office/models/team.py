from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.versioned import Versioned

if TYPE_CHECKING:
    from office.models.user import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: "User") -> Self:
        """The names of our teams are no secret among colleagues."""
        return self if user.is_active else self.none()


class Team(Versioned):
    name = models.CharField(_("name"), max_length=80, unique=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name
