from contextvars import ContextVar
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.versioned import Versioned

if TYPE_CHECKING:
    from office.models.user import User

# One read per request: the middleware opens an empty memory and closes it. Outside a request every call reads.
request_memory: ContextVar[dict[str, "Company"] | None] = ContextVar("request_memory", default=None)


def check_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("This is not a time zone; use a name such as Asia/Shanghai."))


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active else self.none()


class Company(Versioned):
    """Our own company: one row, seeded from the settings; afterwards the row rules."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField(_("name"), max_length=120)
    base_currency = models.CharField(
        _("base currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, such as CNY."))],
        help_text=_("All sums are shown in it. It cannot change once the ledger has a line."),
    )
    base_currency_locked_at = models.DateTimeField(_("base currency locked at"), null=True, blank=True, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[check_zone])
    default_language = models.CharField(_("default language"), max_length=10, choices=settings.LANGUAGES)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("company")
        verbose_name_plural = _("company")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_company")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> "Company":
        """The company, read once per request."""
        memory = request_memory.get()
        if memory is None:
            return cls.seeded()
        if "company" not in memory:
            memory["company"] = cls.seeded()
        return memory["company"]

    @classmethod
    def seeded(cls) -> "Company":
        """The row as it is now; made from the settings when it does not exist yet."""
        found = cls.objects.filter(pk=cls.ONLY).first()
        return found or cls.objects.get_or_create(pk=cls.ONLY, defaults=settings_as_fields())[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def settings_as_fields() -> dict[str, str]:
    return {
        "name": settings.COMPANY_NAME,
        "base_currency": settings.BASE_CURRENCY,
        "time_zone": settings.TIME_ZONE,
        "default_language": settings.LANGUAGE_CODE,
    }
