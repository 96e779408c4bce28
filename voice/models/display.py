from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.roles import Role

if TYPE_CHECKING:
    from office.models import User


class DisplayLinkQuerySet(models.QuerySet["DisplayLink"]):
    def visible_to(self, user: "User") -> Self:
        allowed = user.is_active and user.has_role(Role.FOUNDER, Role.EXECUTIVE, Role.SALES_OPS, Role.ADMIN)
        return self if allowed else self.none()

    def live(self) -> Self:
        return self.filter(revoked_at=None)


class DisplayLink(models.Model):
    """A read-only address for one screen. Only the token's SHA-256 is kept, so the address is shown once."""

    name = models.CharField(_("screen"), max_length=80, help_text=_("Where it hangs, such as: second floor corridor."))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True, help_text=_("Empty: the company's.")
    )
    token_hash = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("issued by")
    )
    created_at = models.DateTimeField(_("issued"), editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("revoked by"),
    )

    objects = DisplayLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name, verbose_name_plural = _("screen link"), _("screen links")

    def __str__(self) -> str:
        return self.name
