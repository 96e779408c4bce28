from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.admin.sales import EntryAdmin, EntryAdminForm
from customers.admin.scoped import HistoryAdmin, ServiceAdmin, ServiceForm, TakesBack
from customers.models import (
    Certificate,
    CustomerYear,
    LighthouseRecord,
    Rating,
    Referral,
    SatisfactionScore,
    TierOverride,
    ValuePlan,
    WalletEstimate,
)
from customers.services import judging, knowing
from office.admin.scoped import ReadOnlyAdmin


class KnowledgeForm(EntryAdminForm):
    def write(self):
        if self.instance.pk:
            return knowing.change(self.instance, changes=self.values, version=self.version_read, by=self.user)
        return knowing.add(self._meta.model, self.cleaned_data["customer"], by=self.user, **self.values)


class WalletForm(KnowledgeForm):
    class Meta:
        model = WalletEstimate
        fields = ("customer", "on", "total", "category", "told_by", "confidence")


class YearForm(KnowledgeForm):
    class Meta:
        model = CustomerYear
        fields = ("customer", "year", "revenue", "employees", "told_by")


class CertificateForm(KnowledgeForm):
    class Meta:
        model = Certificate
        fields = ("customer", "name", "issued_on", "expires_on", "note")


class ReferralForm(KnowledgeForm):
    class Meta:
        model = Referral
        fields = ("customer", "named", "kind", "on", "note")


class KnowledgeAdmin(EntryAdmin):
    search_fields = ("customer__name",)

    def may_change(self, user, customer):
        return access.may_judge(user, customer)


@admin.register(WalletEstimate)
class WalletEstimateAdmin(KnowledgeAdmin):
    form = WalletForm
    list_display = ("customer", "on", "category", "total", "confidence", "told_by", "source")
    list_filter = ("confidence", "source")
    date_hierarchy = "on"


@admin.register(CustomerYear)
class CustomerYearAdmin(KnowledgeAdmin):
    form = YearForm
    list_display = ("customer", "year", "revenue", "employees", "assets", "told_by", "source")
    list_filter = ("year", "source")


@admin.register(Certificate)
class CertificateAdmin(KnowledgeAdmin):
    form = CertificateForm
    list_display = ("name", "customer", "issued_on", "expires_on", "source")
    search_fields = ("name", "customer__name")


@admin.register(Referral)
class ReferralAdmin(KnowledgeAdmin):
    form = ReferralForm
    list_display = ("customer", "kind", "named", "on")
    list_filter = ("kind",)
    list_select_related = ("customer", "named")
    autocomplete_fields = ("customer", "named")


class RatingForm(ServiceForm):
    class Meta:
        model = Rating
        fields = ("customer", "dimension", "value", "evidence", "rated_on")

    def write(self):
        given = self.cleaned_data
        return judging.rate(
            given["customer"],
            dimension=given["dimension"],
            value=given["value"],
            evidence=given["evidence"],
            on=given["rated_on"],
            by=self.user,
        )


@admin.register(Rating)
class RatingAdmin(ServiceAdmin):
    """A rating is never changed, only followed by another."""

    form = RatingForm
    list_display = ("customer", "dimension", "value", "rated_on", "by")
    list_filter = ("dimension", "value")
    list_select_related = ("customer", "by")
    search_fields = ("customer__name",)
    autocomplete_fields = ("customer",)
    date_hierarchy = "rated_on"
    show_full_result_count = False

    def has_change_permission(self, request, obj=None):
        return False


class DecisionAdmin(ReadOnlyAdmin):
    """Read here; decided on the customer's own page, where the rules of each decision stand."""

    list_select_related = ("customer", "by")
    search_fields = ("customer__name",)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        found = self.get_object(request, object_id)
        if found is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(reverse("customers:judgement", args=[found.customer_id]))


@admin.register(TierOverride)
class TierOverrideAdmin(DecisionAdmin):
    list_display = ("customer", "tier", "starts_on", "expires_on", "ended_on", "by", "reason")
    list_filter = ("tier",)


@admin.register(LighthouseRecord)
class LighthouseRecordAdmin(HistoryAdmin, DecisionAdmin):
    list_display = ("customer", *LighthouseRecord.CRITERIA, "cap", "review_on", "by")


@admin.register(ValuePlan)
class ValuePlanAdmin(HistoryAdmin, DecisionAdmin):
    list_display = ("customer", "starts_on", "by")


@admin.register(SatisfactionScore)
class SatisfactionScoreAdmin(TakesBack, ReadOnlyAdmin):
    """Brought in by imports; surveys of our own keep theirs."""

    actions = ("take_back",)

    list_display = ("customer", "on", "kind", "score", "source")
    list_filter = ("kind", "source")
    list_select_related = ("customer",)
    search_fields = ("customer__name",)
    search_help_text = _("Customer")
    date_hierarchy = "on"
    show_full_result_count = False
