"""One contact moment with a customer: who met whom, how, how long, and one line about it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact, Customer, Need
from customers.models.imported import Imported
from customers.models.scopes import OfPeople

if TYPE_CHECKING:
    from datetime import datetime


class InteractionQuerySet(OfPeople["Interaction"]):
    """Contact moments with customers whose people exist for the user; who only keeps the books sees none."""

    def standing(self) -> Self:
        """Not voided: what counts."""
        return self.filter(voided_at=None)

    def two_way(self) -> Self:
        """Somebody on the other side took part; broadcasts reach everybody and therefore nobody."""
        return self.exclude(direction=Interaction.Direction.UNANSWERED).exclude(kind=Interaction.Kind.BROADCAST)

    def older_than(self, key: "tuple[datetime, int] | None") -> Self:
        """Behind a place in the order newest first; the key is the last row's moment and id."""
        if key is None:
            return self
        at, pk = key
        return self.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))

    def with_people(self) -> Self:
        """Everything a line about it needs, in a constant number of queries."""
        return self.select_related("logged_by").prefetch_related(
            models.Prefetch("contacts", queryset=Contact.objects.select_related("person", "department")),
            models.Prefetch("participations", queryset=Participation.objects.select_related("user")),
        )


class Interaction(Imported):
    """A contact moment with one customer. Several customers met at once are several rows with one `visit_id`.

    A fact: it is voided with a reason, never deleted, and its line is not rewritten. One that a file brought follows a
    later file of the same system, and goes when the import is undone.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("phone or video call")
        IM = "im", _("WeCom or WeChat")
        VISIT = "visit", _("visit")
        MEETING = "meeting", _("meeting")
        MAIL = "mail", pgettext_lazy("kind of contact", "mail")
        TECH_EXCHANGE = "tech_exchange", _("technical exchange")
        TRAINING = "training", _("training or workshop")
        EXEC_VISIT = "exec_visit", _("executive visit")
        PLANNING = "planning", _("part in the customer's planning")
        JOINT_MARKETING = "joint_marketing", _("joint marketing")
        GREETING = "greeting", _("festive greeting")
        BROADCAST = "broadcast", _("mass message")

    class Direction(models.TextChoices):
        MUTUAL = "mutual", pgettext_lazy("direction", "both sides")
        INBOUND = "inbound", pgettext_lazy("direction", "the customer started")
        ANSWERED = "answered", pgettext_lazy("direction", "we started, they answered")
        UNANSWERED = "unanswered", pgettext_lazy("direction", "no answer")

    class Quality(models.IntegerChoices):
        NOTHING = 1, pgettext_lazy("quality", "1 learned nothing")
        LITTLE = 2, pgettext_lazy("quality", "2 little")
        SOME = 3, pgettext_lazy("quality", "3 as usual")
        MUCH = 4, pgettext_lazy("quality", "4 much")
        TURNING = 5, pgettext_lazy("quality", "5 changed our picture")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="interactions", verbose_name=_("customer"))
    visit_id = models.UUIDField(_("joint visit"), null=True, blank=True, editable=False)
    kind = models.CharField(pgettext_lazy("interaction", "kind"), max_length=16, choices=Kind)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.MUTUAL)
    quality = models.PositiveSmallIntegerField(
        _("how much we learned"),
        choices=Quality,
        default=Quality.SOME,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    at = models.DateTimeField(pgettext_lazy("interaction", "when"))
    line = models.TextField(_("one line"), max_length=2000)
    on_site_support = models.BooleanField(_("support on site"), default=False)
    need = models.ForeignKey(
        Need,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("need it serves"),
    )
    contacts = models.ManyToManyField(
        Contact, through="InteractionContact", related_name="interactions", verbose_name=_("people there")
    )

    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("logged by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    # Made by the form or the API client; a second send of the same one finds the first row.
    idempotency_key = models.CharField(_("key against repeats"), max_length=64, blank=True, editable=False)
    # Of a file: the system and the number there. By hand there is none.
    key = models.CharField(_("key"), max_length=120, null=True, unique=True, editable=False)  # noqa: DJ001
    voided_at = models.DateTimeField(_("voided at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("voided by"),
    )
    void_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("interaction"), _("interactions")
        constraints = [
            models.UniqueConstraint(
                fields=["logged_by", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="interaction_sent_once_per_user",
            ),
            models.CheckConstraint(condition=Q(quality__range=(1, 5)), name="interaction_quality_1_to_5"),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None) | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="interaction_voided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-at", "-id"], name="interaction_of_customer"),
            models.Index(fields=["-at", "-id"], name="interaction_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:interaction", args=[self.pk])

    @property
    def is_voided(self) -> bool:
        return self.voided_at is not None


class InteractionContactQuerySet(OfPeople["InteractionContact"]):
    whose = "interaction__customer"


class InteractionContact(models.Model):
    """Somebody of theirs who was there."""

    interaction = models.ForeignKey(
        Interaction, models.CASCADE, related_name="contact_links", verbose_name=_("interaction")
    )
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="interaction_links", verbose_name=_("contact"))

    objects = InteractionContactQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("person there"), _("people there")
        constraints = [models.UniqueConstraint(fields=["interaction", "contact"], name="contact_once_per_interaction")]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.contact_id}"


class ParticipationQuerySet(OfPeople["Participation"]):
    whose = "interaction__customer"


class Participation(models.Model):
    """One of ours who took part, with the minutes it took and the cost role held that day (not the access role)."""

    class CostRole(models.TextChoices):
        CSM = "csm", pgettext_lazy("cost role", "customer success")
        SALES = "sales", pgettext_lazy("cost role", "sales")
        ENGINEER = "engineer", pgettext_lazy("cost role", "engineer")
        EXECUTIVE = "executive", pgettext_lazy("cost role", "executive")
        OTHER = "other", pgettext_lazy("cost role", "other")

    interaction = models.ForeignKey(
        Interaction, models.CASCADE, related_name="participations", verbose_name=_("interaction")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations", verbose_name=_("colleague")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    cost_role = models.CharField(_("cost role"), max_length=10, choices=CostRole, default=CostRole.CSM)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("colleague there"), _("colleagues there")
        constraints = [models.UniqueConstraint(fields=["interaction", "user"], name="colleague_once_per_interaction")]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.user_id}"
