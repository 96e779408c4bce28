from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from office.models.user import User


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_superuser else self.none()


class Heartbeat(models.Model):
    """When a part of the machinery was last alive; the health page reads its age."""

    SCHEDULER = "scheduler"

    name = models.CharField(_("name"), max_length=40, unique=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name
