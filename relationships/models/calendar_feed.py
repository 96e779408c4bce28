"""A person's own calendar address, and when the person wants to be reminded of what is planned."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class OwnQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Everyone their own; administrators all."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(user=user)

    def live(self) -> Self:
        return self.filter(revoked_at=None, user__is_active=True)


class CalendarFeed(models.Model):
    """An address under which a calendar program reads the person's agenda. Only the token's SHA-256 is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name=_("colleague")
    )
    token_hash = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name, verbose_name_plural = _("calendar address"), _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="one_live_calendar_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"


class ReminderChoiceQuerySet(models.QuerySet["ReminderChoice"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(user=user)


class ReminderChoice(models.Model):
    """Mails about planned contacts; whoever has no row, or both off, gets none."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_reminders", verbose_name=_("colleague")
    )
    evening = models.BooleanField(_("the evening before"), default=False)
    morning = models.BooleanField(_("on the morning of the day"), default=False)

    objects = ReminderChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["user_id"]
        verbose_name, verbose_name_plural = _("reminder by mail"), _("reminders by mail")

    def __str__(self) -> str:
        return str(self.user)
