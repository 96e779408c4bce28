from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact, Customer
from customers.models.scopes import OfPeople
from office.models.versioned import Versioned
from office.roles import Role
from voice.models.verbatim import Verbatim

if TYPE_CHECKING:
    from datetime import datetime

    from office.models import User


class Kind(models.TextChoices):
    PRAISE = "praise", _("praise")
    CRITICISM = "criticism", _("criticism")
    REQUEST = "request", _("request")
    COMPLAINT = "complaint", _("complaint")
    QUESTION = "question", _("question")


CRITICAL_KINDS = frozenset({Kind.CRITICISM, Kind.COMPLAINT})


class Category(models.TextChoices):
    CAPABILITY_MISSING = "capability_missing", _("missing capability")
    QUALITY = "quality", _("quality")
    PRICE = "price", _("price")
    SERVICE_RESPONSE = "service_response", _("service response")
    SERVICE_ATTITUDE = "service_attitude", _("service attitude")
    DELIVERY = "delivery", _("delivery")
    COMPETITOR_MOVE = "competitor_move", _("competitor's move")
    BUSINESS_CHANGE = "business_change", _("change of the customer's business")
    OTHER = "other", pgettext_lazy("voice category", "other")


class Severity(models.IntegerChoices):
    CRITICAL = 1, _("1, line stopped, safety or renewal at risk")
    MAJOR = 2, _("2, daily work suffers")
    NORMAL = 3, _("3, a nuisance")
    MINOR = 4, _("4, minor")


class Sentiment(models.IntegerChoices):
    VERY_BAD = -2, _("−2 very bad")
    BAD = -1, _("−1 bad")
    NEUTRAL = 0, _("0 neutral")
    GOOD = 1, _("+1 good")
    VERY_GOOD = 2, _("+2 very good")


class Status(models.TextChoices):
    NEW = "new", pgettext_lazy("voice", "new")
    TRIAGED = "triaged", _("sorted")
    ASSIGNED = "assigned", _("assigned")
    ANSWERED = "answered", _("answered")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    CLOSED_CONFIRMED = "closed_confirmed", _("solved, confirmed by the customer")
    CLOSED_NO_REPLY = "closed_no_reply", _("closed without their reply")
    REOPENED = "reopened", _("reopened")
    DUPLICATE = "duplicate", _("duplicate")


CLOSED = frozenset({Status.CLOSED_CONFIRMED, Status.CLOSED_NO_REPLY})
SETTLED = CLOSED | {Status.ACKNOWLEDGED, Status.DUPLICATE}


class Clock(models.TextChoices):
    """Which deadline runs now: ours for sorting, answering and closing, theirs for a reaction to our answer."""

    TRIAGE = "triage", _("sort")
    ANSWER = "answer", _("answer")
    CLOSE = "close", _("close")
    REACTION = "reaction", _("their reaction")
    NONE = "", _("none")


OURS = (Clock.TRIAGE, Clock.ANSWER, Clock.CLOSE)
"""Clocks that run while the voice is with us."""


class VoiceItemQuerySet(OfPeople["VoiceItem"]):
    """Voices of customers whose people the user may see: own, those they work on, their team's; Finance none."""

    def handled_by(self, user: "User") -> Self:
        """Voices the user may sort, assign, answer and close: of customers they keep or lead, or given to them."""
        visible = self.visible_to(user)
        if user.has_role(Role.SALES_OPS, Role.ADMIN):
            return visible
        kept = Q(customer__in=Customer.objects.kept_by(user)) | Q(owner=user)
        return visible.filter(kept | Q(customer__team__in=user.led_team_ids))

    def mine(self, user: "User") -> Self:
        """What waits for the user: given to them, or not yet given to anybody at a customer they own."""
        return self.filter(Q(owner=user) | Q(owner=None, customer__owner=user))

    def with_words(self) -> Self:
        """With all that a row shows: words, masks' source, customer and speaker."""
        return self.select_related(
            "verbatim", "customer", "speaker__person", "speaker__department", "owner", "verbatim__captured_by"
        ).prefetch_related("verbatim__redactions")

    def current(self) -> Self:
        """Not replaced by a corrected capture."""
        return self.filter(superseded_by=None)

    def open(self) -> Self:
        return self.current().exclude(status__in=SETTLED)

    def awaiting_triage(self) -> Self:
        return self.current().filter(status=Status.NEW)

    def past_clock(self, now: "datetime") -> Self:
        """Given to somebody, and our own clock has run out (decision 12)."""
        return self.open().filter(clock__in=OURS, clock_due_at__lt=now).exclude(owner=None)

    def nearest_clock_first(self) -> Self:
        return self.order_by(F("clock_due_at").asc(nulls_last=True), "id")


class VoiceItem(Versioned):
    """One thing a customer said: the words stand in `verbatim` and never change, all else is our handling of them."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="voices", verbose_name=_("customer"))
    speaker = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="voices", verbose_name=_("speaker")
    )
    verbatim = models.OneToOneField(Verbatim, models.PROTECT, related_name="item", verbose_name=_("verbatim"))
    anonymous = models.BooleanField(_("anonymous by request"), default=False)
    received_at = models.DateTimeField(_("received"))

    kind = models.CharField(pgettext_lazy("voice", "kind"), max_length=10, choices=Kind, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category, blank=True)
    secondary_categories = models.JSONField(_("further categories"), default=list, blank=True)
    sentiment = models.SmallIntegerField(_("sentiment"), choices=Sentiment, null=True, blank=True)
    severity = models.PositiveSmallIntegerField(
        _("severity"),
        choices=Severity,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    translation = models.TextField(_("translation"), blank=True)

    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.NEW, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="voices", verbose_name=_("owner")
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    # Written by services at each change, from the same hours as `voice_clock`: what the inbox sorts by.
    clock = models.CharField(_("clock"), max_length=10, choices=Clock, default=Clock.TRIAGE, blank=True, editable=False)
    clock_due_at = models.DateTimeField(_("clock runs out at"), null=True, editable=False)

    root_cause = models.CharField(_("root cause"), max_length=300, blank=True)
    action = models.CharField(pgettext_lazy("voice", "action"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_how = models.CharField(_("how they confirmed"), max_length=200, blank=True)

    duplicate_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        editable=False,
        verbose_name=_("duplicate of"),
    )
    superseded_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        editable=False,
        verbose_name=_("replaced by"),
    )
    superseded_reason = models.CharField(_("why replaced"), max_length=300, blank=True, editable=False)
    # Where the words came from, as (kind, id): siblings keep no foreign keys to each other (decision 47).
    origin_kind = models.CharField(_("came from"), max_length=20, blank=True, editable=False)
    origin_id = models.BigIntegerField(_("number of its origin"), null=True, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("created by")
    )
    idempotency_key = models.CharField(_("key against repeats"), max_length=64, null=True, blank=True, editable=False)  # noqa: DJ001 unique

    objects = VoiceItemQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name, verbose_name_plural = _("voice"), _("voices")
        constraints = [
            models.UniqueConstraint(fields=["created_by", "idempotency_key"], name="voice_captured_once_per_key"),
            models.CheckConstraint(
                condition=Q(severity=None) | Q(severity__range=(1, 4)), name="voice_severity_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(sentiment=None) | Q(sentiment__range=(-2, 2)), name="voice_sentiment_within_2"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "answered"]) | (~Q(owner=None) & ~Q(due_at=None)),
                name="voice_assigned_has_owner_and_due",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed_confirmed")
                | ~(Q(root_cause="") | Q(action="") | Q(confirmed_how="") | Q(confirmed_on=None)),
                name="voice_closed_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_reason=""), name="voice_superseded_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="duplicate") | ~Q(duplicate_of=None), name="voice_duplicate_names_the_first"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="voice_status_is_known"),
        ]
        indexes = [
            models.Index(fields=["customer", "-received_at", "-id"]),
            models.Index(fields=["owner", "clock_due_at", "id"]),
            models.Index(fields=["status", "clock_due_at", "id"]),
            models.Index(fields=["-received_at", "-id"]),
            models.Index(fields=["origin_kind", "origin_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or _('unsorted')} {self.received_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("voice:item", args=[self.pk])

    @property
    def is_critical(self) -> bool:
        return self.kind in CRITICAL_KINDS

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED


class VoiceTransitionQuerySet(OfPeople["VoiceTransition"]):
    whose = "item__customer"


class VoiceTransition(models.Model):
    """One step of a voice's life, only ever added: the clocks and the history both read this log."""

    item = models.ForeignKey(VoiceItem, models.PROTECT, related_name="transitions", verbose_name=_("voice"))
    status = models.CharField(_("status"), max_length=16, choices=Status)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    note = models.TextField(_("note"), blank=True)

    objects = VoiceTransitionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name, verbose_name_plural = _("step"), _("steps")
        indexes = [models.Index(fields=["item", "at", "id"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.status}"
