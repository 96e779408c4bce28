"""Dictionaries (decision 9): short lists that sales operations keep, with a label in each language."""

from typing import Self

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


def in_language(labels: dict[str, str]) -> str:
    """The label in the reader's language, else the Simplified one."""
    return labels.get((get_language() or "").lower()) or labels.get("zh-hans", "")


class TermQuerySet(models.QuerySet["Term"]):
    def offered(self) -> Self:
        """Terms that can still be chosen."""
        return self.filter(retired=False)


class Term(models.Model):
    code = models.SlugField(_("code"), max_length=60, unique=True, allow_unicode=True)
    label_zh_hans = models.CharField(_("label (Simplified)"), max_length=80)
    label_zh_hant = models.CharField(_("label (Traditional)"), max_length=80, blank=True)
    label_en = models.CharField(_("label (English)"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    retired = models.BooleanField(_("retired"), default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language, else the Simplified one."""
        return in_language(self.labels)

    @property
    def labels(self) -> dict[str, str]:
        """All labels by language, for records that must still read right when the term is gone."""
        return {"zh-hans": self.label_zh_hans, "zh-hant": self.label_zh_hant, "en": self.label_en}


class Industry(Term):
    class Standard(models.TextChoices):
        """Categories of the national standard of sizes (统计上大中小微型企业划分办法, 2017)."""

        AGRICULTURE = (
            "agriculture",
            pgettext_lazy("national standard", "agriculture, forestry, animal husbandry, fishery"),
        )
        INDUSTRY = "industry", pgettext_lazy("national standard", "industry")
        CONSTRUCTION = "construction", pgettext_lazy("national standard", "construction")
        WHOLESALE = "wholesale", pgettext_lazy("national standard", "wholesale")
        RETAIL = "retail", pgettext_lazy("national standard", "retail")
        TRANSPORT = "transport", pgettext_lazy("national standard", "transport")
        STORAGE = "storage", pgettext_lazy("national standard", "storage")
        POST = "post", pgettext_lazy("national standard", "post")
        ACCOMMODATION = "accommodation", pgettext_lazy("national standard", "accommodation")
        CATERING = "catering", pgettext_lazy("national standard", "catering")
        TRANSMISSION = "transmission", pgettext_lazy("national standard", "information transmission")
        SOFTWARE = "software", pgettext_lazy("national standard", "software and information technology services")
        REAL_ESTATE = "real_estate", pgettext_lazy("national standard", "real estate development")
        PROPERTY = "property", pgettext_lazy("national standard", "property management")
        LEASING = "leasing", pgettext_lazy("national standard", "leasing and business services")
        OTHER = "other", pgettext_lazy("national standard", "others that the standard does not list")

    standard = models.CharField(
        _("category of the national standard of sizes"),
        max_length=13,
        choices=Standard,
        blank=True,
        help_text=_("By it employees, revenue and total assets of a customer make it large, medium, small or micro."),
    )

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("industry"), _("industries")


class Region(Term):
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    city_tier = models.PositiveSmallIntegerField(_("city tier"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("region"), _("regions")


class AcquisitionChannel(Term):
    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("acquisition channel"), _("acquisition channels")


class Competitor(Term):
    """A company that our customers could buy from instead."""

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("competitor"), _("competitors")


class Product(Term):
    class Tier(models.TextChoices):
        BASIC = "basic", _("basic")
        PREMIUM = "premium", _("premium")

    tier = models.CharField(_("product tier"), max_length=10, choices=Tier, default=Tier.BASIC)
    core = models.BooleanField(_("core product"), default=False)
    standard = models.BooleanField(_("standard product"), default=True)

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("product"), _("products")


class DepartmentFunction(Term):
    """R3's thirteen functions; a department's weight counts in the breadth of a relationship."""

    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("department function"), _("department functions")

    @property
    def core(self) -> bool:
        return self.weight >= 3


class Tag(models.Model):
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("tag"), _("tags")

    def __str__(self) -> str:
        return self.name
