"""People at the customer. `Person` is the human; `Contact` is that person's position at one customer (decision 40)."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.access import people_q
from customers.models.customer import Customer
from customers.models.fields import SortKeyField
from customers.models.scopes import OfPeople
from customers.models.terms import DepartmentFunction
from office.models.versioned import Versioned

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class DepartmentQuerySet(OfPeople["Department"]):
    """As the customer's contacts."""


class Department(Versioned):
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="departments", verbose_name=_("customer"))
    name = models.CharField(_("name"), max_length=80)
    function = models.ForeignKey(DepartmentFunction, models.PROTECT, verbose_name=_("function"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("reports to")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    history = HistoricalRecords()
    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name, verbose_name_plural = _("department"), _("departments")
        constraints = [models.UniqueConstraint(fields=["customer", "name"], name="department_name_once_per_customer")]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """People with a position, present or past, at a customer whose people the user sees."""
        if people_q(user) is None:
            return self
        return self.filter(pk__in=Contact.objects.visible_to(user).values("person_id"))


class Person(models.Model):
    """A human, surname first. Positions, addresses and consents hang on it, so a move to another employer keeps the tie."""

    family_name = models.CharField(_("surname"), max_length=60)
    given_name = models.CharField(_("given name"), max_length=60, blank=True)
    # Written by services from the names (customers.naming).
    name = models.CharField(pgettext_lazy("person", "name"), max_length=125, editable=False)
    sort_key = SortKeyField(_("sort key"), max_length=240, editable=False)
    search_text = models.TextField(_("search text"), editable=False)
    form_of_address = models.CharField(_("form of address"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)

    history = HistoricalRecords(excluded_fields=["search_text", "sort_key"])
    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name, verbose_name_plural = _("person"), _("people")
        indexes = [models.Index(fields=["sort_key", "id"])]

    def __str__(self) -> str:
        return self.name


class ContactQuerySet(OfPeople["Contact"]):
    def active(self, as_of: "date") -> Self:
        """Still in that position on the day: history stays, current ties drop on the day of leaving."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=as_of))

    def with_person(self) -> Self:
        return self.select_related("person", "department__function")


class Contact(Versioned):
    class Seniority(models.IntegerChoices):
        STAFF = 1, _("staff")
        SUPERVISOR = 2, _("supervisor")
        MANAGER = 3, _("manager")
        DIRECTOR = 4, _("director")
        TOP = 5, _("top executive")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts", verbose_name=_("customer"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="positions", verbose_name=_("person"))
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="contacts", verbose_name=_("department")
    )
    title = models.CharField(_("title"), max_length=80, blank=True)
    seniority = models.PositiveSmallIntegerField(_("seniority"), choices=Seniority, default=Seniority.STAFF)
    key_person = models.BooleanField(_("key person"), default=False)
    influence = models.PositiveSmallIntegerField(
        _("influence"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    # Somebody must be there, but we do not know who: kept on the chart, counted nowhere.
    placeholder = models.BooleanField(_("unknown person"), default=False)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("successor"),
    )
    # Stays when that person leaves, so that a leaving taken back takes the line back too; `manager_on` tells who counts.
    reports_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=pgettext_lazy("person", "reports to"),
    )
    # Repeats the newest AttitudeRecord, for lists and maps.
    attitude = models.SmallIntegerField(_("attitude"), null=True, editable=False)
    import_run = models.ForeignKey(
        "customers.ImportRun", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("import")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    # Drawn when a form is shown: the second of two clicks finds the first one's record.
    form_key = models.UUIDField(_("form key"), null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["form_key"])
    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-seniority", "person__sort_key", "id"]
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_on=None) | Q(left_on=None) | Q(left_on__gte=models.F("joined_on")),
                name="contact_leaves_after_joining",
                violation_error_message=_("The day of leaving is before the day of joining."),
            ),
            models.UniqueConstraint(
                fields=["customer", "person"], condition=Q(left_on=None), name="one_open_position_per_customer"
            ),
            models.UniqueConstraint(fields=["created_by", "form_key"], name="contact_once_per_form"),
        ]
        indexes = [models.Index(fields=["customer", "-seniority", "id"])]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return reverse("customers:contact", args=[self.pk])

    def works_on(self, day: "date") -> bool:
        return self.left_on is None or self.left_on > day

    def manager_on(self, day: "date") -> "Contact | None":
        """Whom the person reports to: nobody once that one has left."""
        manager = self.reports_to
        return manager if manager is not None and manager.works_on(day) else None


class ContactPoint(models.Model):
    """A phone number, mail address or messenger id of a person."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", _("mobile")
        PHONE = "phone", _("phone")
        MAIL = "mail", _("mail")
        WECHAT = "wechat", _("WeChat")
        WECOM = "wecom", _("WeCom")

    person = models.ForeignKey(Person, models.CASCADE, related_name="points", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("number or address"), max_length=200)
    # E.164 for phones, lower case for mail: what imports and duplicates are matched by.
    normal = models.CharField(_("in normal form"), max_length=200, editable=False, db_index=True)
    preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        ordering = ["-preferred", "kind", "id"]
        verbose_name, verbose_name_plural = _("way to reach"), _("ways to reach")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "normal"], name="contact_point_once_per_person")
        ]

    def __str__(self) -> str:
        return self.value


class ContactExternalId(models.Model):
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="external_ids", verbose_name=_("contact"))
    source = models.CharField(_("system"), max_length=40, default="ledger")
    value = models.CharField(_("number"), max_length=80)

    class Meta:
        ordering = ["source", "value"]
        constraints = [models.UniqueConstraint(fields=["source", "value"], name="contact_external_id_once")]

    def __str__(self) -> str:
        return f"{self.source}:{self.value}"


class AttitudeRecord(models.Model):
    """How the person stands towards us, as judged by one of ours on a day; never overwritten."""

    class Attitude(models.IntegerChoices):
        OPPOSES = -2, _("works against us")
        SCEPTICAL = -1, _("sceptical")
        NEUTRAL = 0, _("neutral")
        FAVOURABLE = 1, _("favourable")
        SUPPORTS = 2, _("speaks for us")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="attitudes", verbose_name=_("contact"))
    attitude = models.SmallIntegerField(_("attitude"), choices=Attitude)
    on = models.DateField(_("on"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("attitude"), _("attitudes")

    def __str__(self) -> str:
        return f"{self.contact_id} {self.attitude}"


class DecisionRole(models.Model):
    """The part a contact plays when the customer decides, for a time."""

    class Role(models.TextChoices):
        ECONOMIC = "economic", _("economic buyer")
        TECHNICAL = "technical", _("technical buyer")
        USER = "user", _("user buyer")
        CHAMPION = "champion", _("champion")
        COACH = "coach", _("coach")
        GATEKEEPER = "gatekeeper", _("gatekeeper")
        BLOCKER = "blocker", _("blocker")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="decision_roles", verbose_name=_("contact"))
    role = models.CharField(_("decision role"), max_length=12, choices=Role)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["role", "id"]
        verbose_name, verbose_name_plural = _("decision role"), _("decision roles")
        constraints = [
            models.UniqueConstraint(fields=["contact", "role"], condition=Q(until=None), name="decision_role_open_once")
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class ConsentRecord(models.Model):
    """What a person allowed, when, by which words; withdrawn by a second date, never by deletion."""

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("to be contacted")
        SURVEY = "survey", _("to be surveyed")
        QUOTE = "quote", _("to be quoted by name")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    source = models.CharField(_("how"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-given_on", "-id"]
        verbose_name, verbose_name_plural = _("consent"), _("consents")

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"
