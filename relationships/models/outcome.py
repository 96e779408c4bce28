"""Results that customers want from a product, what each of them is to reach by when, and what was measured."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact, Customer, Product
from customers.models.facts import Fact
from customers.models.imported import Imported
from customers.models.scopes import OfPeople
from customers.models.terms import in_language
from office.access import sees_people_and_voices
from office.models import Versioned
from relationships.models.interaction import Interaction

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from office.models import User

LIVE_FEWEST, LIVE_MOST = 3, 5
"""Active KPIs of a core product: fewer are incomplete, a sixth is refused (O1)."""


class OutcomeKpiQuerySet(models.QuerySet["OutcomeKpi"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and sees_people_and_voices(user) else self.none()

    def active(self) -> Self:
        return self.filter(active=True)


class OutcomeKpi(Versioned):
    """A result that customers want from a product: how it is measured, and what counts as evidence."""

    class Direction(models.TextChoices):
        UP = "up", pgettext_lazy("outcome", "the more the better")
        DOWN = "down", pgettext_lazy("outcome", "the less the better")
        RANGE = "range", pgettext_lazy("outcome", "within a range")

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", pgettext_lazy("outcome", "weekly")
        MONTHLY = "monthly", pgettext_lazy("outcome", "monthly")
        QUARTERLY = "quarterly", pgettext_lazy("outcome", "quarterly")
        HALF_YEARLY = "half_yearly", pgettext_lazy("outcome", "half-yearly")
        YEARLY = "yearly", pgettext_lazy("outcome", "yearly")

    product = models.ForeignKey(Product, models.PROTECT, related_name="outcome_kpis", verbose_name=_("product"))
    code = models.SlugField(_("code"), max_length=60, unique=True, help_text=_("Files and the API call it by this."))
    name_zh_hans = models.CharField(_("name (Simplified)"), max_length=80)
    name_zh_hant = models.CharField(_("name (Traditional)"), max_length=80, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True, help_text=_("Such as %, hours or pieces."))
    direction = models.CharField(_("direction"), max_length=5, choices=Direction, default=Direction.UP)
    cadence = models.CharField(_("measured"), max_length=11, choices=Cadence, default=Cadence.MONTHLY)
    how_measured = models.CharField(_("how it is measured"), max_length=300)
    evidence_wanted = models.CharField(_("evidence wanted"), max_length=200, blank=True)
    active = models.BooleanField(pgettext_lazy("KPI", "active"), default=True, editable=False)

    objects = OutcomeKpiQuerySet.as_manager()

    class Meta:
        ordering = ["product__order", "product__code", "code"]
        verbose_name, verbose_name_plural = _("outcome KPI"), _("outcome KPIs")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, else the Simplified one."""
        return in_language({"zh-hans": self.name_zh_hans, "zh-hant": self.name_zh_hant, "en": self.name_en})


class GoalQuerySet(OfPeople["Goal"]):
    def standing(self) -> Self:
        """Neither taken back nor of a customer in the archive."""
        return self.filter(voided_at=None, customer__archived_at=None)

    def live(self, as_of: "date") -> Self:
        """Standing, and not past their day."""
        return self.standing().filter(current__due__gte=as_of)

    def with_terms(self) -> Self:
        return self.select_related(
            "customer__team",
            "customer__standing",
            "kpi__product",
            "current__owner",
            "current__their_owner__person",
            "voided_by",
        )


class Goal(Imported):
    """One KPI for one customer. What was agreed stands in its versions; `current` is the newest one."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="goals", verbose_name=_("customer"))
    kpi = models.ForeignKey(OutcomeKpi, models.PROTECT, related_name="goals", verbose_name=_("outcome KPI"))
    current = models.OneToOneField(
        "GoalVersion", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("terms")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    voided_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    void_reason = models.CharField(_("why taken back"), max_length=300, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["customer_id", "kpi_id", "id"]
        verbose_name, verbose_name_plural = pgettext_lazy("outcome", "goal"), pgettext_lazy("outcome", "goals")

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kpi}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:goal", args=[self.pk])

    @property
    def terms(self) -> "GoalVersion":
        if self.current is None:
            raise ValueError("a goal without terms")
        return self.current


class GoalVersionQuerySet(OfPeople["GoalVersion"]):
    whose = "goal__customer"


class GoalVersion(models.Model):
    """What was agreed at some time: never written again. A change is a further version, with its reason."""

    goal = models.ForeignKey(
        Goal, models.CASCADE, related_name="versions", verbose_name=pgettext_lazy("outcome", "goal")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    baseline_source = models.CharField(_("source of the baseline"), max_length=200, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    lo = models.DecimalField(_("range from"), max_digits=18, decimal_places=4, null=True, blank=True)
    hi = models.DecimalField(_("range to"), max_digits=18, decimal_places=4, null=True, blank=True)
    start = models.DateField(_("start"))
    due = models.DateField(pgettext_lazy("goal", "due"))
    weight = models.PositiveSmallIntegerField(_("weight"), default=1, validators=[MinValueValidator(1)])
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="goal_versions", verbose_name=_("our owner")
    )
    their_owner = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("their owner")
    )
    reason = models.CharField(_("why changed"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = GoalVersionQuerySet.as_manager()

    class Meta:
        ordering = ["goal_id", "-number"]
        verbose_name, verbose_name_plural = _("version of a goal"), _("versions of goals")
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once"),
            models.CheckConstraint(condition=Q(due__gte=F("start")), name="goal_due_not_before_start"),
            models.CheckConstraint(
                condition=Q(target__isnull=False, lo=None, hi=None) | Q(target=None, lo__lte=F("hi")),
                name="goal_target_or_range",
            ),
        ]
        indexes = [models.Index(fields=["due"], name="goal_version_due")]

    def __str__(self) -> str:
        return f"{self.goal_id} v{self.number}"


class OutcomeReadingQuerySet(OfPeople["OutcomeReading"]):
    def standing(self) -> Self:
        """Without those that came with a contact which was voided, unless the customer agreed to them meanwhile."""
        return self.filter(Q(interaction=None) | Q(interaction__voided_at=None) | Q(confirmation__agreed=True))


class OutcomeReading(Fact):
    """A measured value of a goal at the end of a period. A correction is a further row: the latest recorded counts."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="outcome_readings", editable=False, verbose_name=_("customer")
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, related_name="readings", verbose_name=pgettext_lazy("outcome", "goal")
    )
    # By hand a random one; files: goal, day and value, so that a file brings nothing twice and a new value corrects.
    key = models.CharField(_("key"), max_length=200, editable=False)
    period_end = models.DateField(_("end of the period"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    interaction = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="readings",
        verbose_name=_("interaction"),
    )
    """The contact in whose log it was kept."""
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = OutcomeReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-recorded_at", "-id"]
        verbose_name, verbose_name_plural = _("outcome reading"), _("outcome readings")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="outcome_reading_natural_key")]
        indexes = [models.Index(fields=["goal", "period_end", "recorded_at"], name="outcome_reading_of_goal")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.period_end} {self.value}"

    @property
    def is_taken_back(self) -> bool:
        """Whether it went with a contact that was voided (see `standing`)."""
        word = getattr(self, "confirmation", None)
        agreed = word is not None and word.agreed
        return self.interaction is not None and self.interaction.is_voided and not agreed


class ConfirmationQuerySet(OfPeople["Confirmation"]):
    whose = "reading__customer"


class Confirmation(models.Model):
    """What somebody at the customer says of a reading: it is so, or it is not. Our own people confirm nothing."""

    class Manner(models.TextChoices):
        LINK = "link", pgettext_lazy("confirmation", "signed link")
        MAIL = "mail", pgettext_lazy("confirmation", "mail")
        MINUTES = "minutes", pgettext_lazy("confirmation", "minutes")

    reading = models.OneToOneField(
        OutcomeReading, models.CASCADE, related_name="confirmation", verbose_name=_("outcome reading")
    )
    agreed = models.BooleanField(_("agreed"))
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+", verbose_name=_("contact"))
    on = models.DateField(_("on"))
    manner = models.CharField(_("manner"), max_length=7, choices=Manner)
    evidence = models.CharField(_("where it is written"), max_length=200, blank=True)
    voice_id = models.BigIntegerField(_("voice"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name, verbose_name_plural = _("word of the customer"), _("words of customers")

    def __str__(self) -> str:
        return f"{self.reading_id} {self.contact_id} {self.agreed}"


class ConfirmLinkQuerySet(OfPeople["ConfirmLink"]):
    whose = "reading__customer"


class ConfirmLink(models.Model):
    """An address by which one contact may say once whether a reading is so. Only the token's SHA-256 is kept."""

    reading = models.ForeignKey(OutcomeReading, models.CASCADE, related_name="links", verbose_name=_("outcome reading"))
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+", verbose_name=_("contact"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    token_hash = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    sheet_hash = models.CharField(_("digest of the page's address"), max_length=64, blank=True, editable=False)
    """Of links that stand together on one page; empty for a link of its own."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("issued by")
    )
    created_at = models.DateTimeField(_("issued"), editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    used_at = models.DateTimeField(_("used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("revoked by"),
    )

    objects = ConfirmLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name, verbose_name_plural = _("confirmation link"), _("confirmation links")
        indexes = [models.Index(fields=["sheet_hash"], condition=~Q(sheet_hash=""), name="confirm_link_of_sheet")]

    def __str__(self) -> str:
        return f"{self.reading_id} {self.contact_id}"
