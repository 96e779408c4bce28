from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models.scopes import OfCompany


class Correction(models.Model):
    """What a person changed of a line, an invoice or a payment: each field with before and after.

    Files write these by the hundred thousand and keep images of their own (BeforeImage), so there is no field history.
    """

    model = models.CharField(_("kind of record"), max_length=80)
    record_id = models.BigIntegerField(_("record"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    # [[column, before, after], …]: plain values as JSON keeps them, ids of what a column refers to.
    changes = models.JSONField(_("changes"))

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        indexes = [models.Index(fields=["model", "record_id", "-at"])]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"
