"""What our people say of a tie; what is computed of it is never stored (see relationships.selectors.networks)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact
from customers.models.scopes import OfPeople


class TieJudgementQuerySet(OfPeople["TieJudgement"]):
    whose = "contact__customer"


class TieJudgement(models.Model):
    """How strong somebody holds the tie between one of ours and one of theirs to be, with the reason.

    Never overwritten: a newer one stands before it. Fresh for 180 days (R2).
    """

    class Level(models.IntegerChoices):
        UNKNOWN = 0, pgettext_lazy("tie", "not known")
        ACQUAINTED = 1, pgettext_lazy("tie", "acquainted")
        WORKS = 2, pgettext_lazy("tie", "works with us")
        TRUSTS = 3, pgettext_lazy("tie", "trusts")
        SPEAKS = 4, pgettext_lazy("tie", "speaks for us")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="tie_judgements", verbose_name=_("contact"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tie_judgements", verbose_name=_("colleague")
    )
    level = models.PositiveSmallIntegerField(_("judged strength"), choices=Level)
    on = models.DateField(_("on"))
    reason = models.CharField(_("what it shows in"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = TieJudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("judgement of a tie"), _("judgements of ties")
        constraints = [models.CheckConstraint(condition=Q(level__range=(0, 4)), name="tie_judgement_0_to_4")]
        indexes = [models.Index(fields=["contact", "user", "-on"], name="tie_judgement_of_pair")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.contact_id} {self.get_level_display()}"
