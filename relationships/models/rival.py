"""What our people know of a contact's tie to a competitor."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Competitor, Contact
from customers.models.scopes import OfPeople


class CompetitorTieQuerySet(OfPeople["CompetitorTie"]):
    whose = "contact__customer"


class CompetitorTie(models.Model):
    """How close a contact is to a competitor, as one of ours heard on a day; "to none" is an answer too.

    Never overwritten: of one contact and competitor the newest word stands. Known for 180 days, then asked anew.
    """

    class Strength(models.IntegerChoices):
        NONE = 0, pgettext_lazy("competitor", "tied to none")
        ACQUAINTED = 1, pgettext_lazy("competitor", "acquainted")
        WORKS = 2, pgettext_lazy("competitor", "works with them")
        TRUSTS = 3, pgettext_lazy("competitor", "trusts them")
        SPEAKS = 4, pgettext_lazy("competitor", "speaks for them")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="competitor_ties", verbose_name=_("contact"))
    competitor = models.ForeignKey(
        Competitor, models.PROTECT, null=True, blank=True, related_name="ties", verbose_name=_("competitor")
    )
    strength = models.PositiveSmallIntegerField(_("judged strength"), choices=Strength)
    since = models.DateField(pgettext_lazy("competitor", "tied since"), null=True, blank=True)
    source = models.CharField(_("how we know"), max_length=300)
    on = models.DateField(_("on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = CompetitorTieQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("tie to a competitor"), _("ties to competitors")
        constraints = [
            models.CheckConstraint(
                condition=Q(strength=0, competitor=None) | Q(strength__range=(1, 4), competitor__isnull=False),
                name="competitor_tie_names_whom",
            )
        ]
        indexes = [models.Index(fields=["contact", "-on"], name="competitor_tie_of_contact")]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.competitor_id} {self.strength}"
