from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import (
    JointReview,
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)

WITHDRAWN = ("withdrawn_at", admin.EmptyFieldListFilter)


@admin.register(OrganisationalItem)
class OrganisationalItemAdmin(ReadOnlyAdmin):
    list_display = ("on", "customer", "kind", "text", "until", "withdrawn_at")
    list_filter = ("kind", WITHDRAWN)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "text")
    date_hierarchy = "on"


@admin.register(RiskClause)
class RiskClauseAdmin(ReadOnlyAdmin):
    list_display = ("valid_from", "valid_until", "customer", "kind", "text", "withdrawn_at")
    list_filter = ("kind", WITHDRAWN)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "text")


@admin.register(VolumeAgreement)
class VolumeAgreementAdmin(ReadOnlyAdmin):
    list_display = ("name", "customer", "valid_from", "valid_until", "yearly_amount", "currency", "yearly_quantity")
    list_filter = (WITHDRAWN,)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "name")


@admin.register(SolvencyWarning)
class SolvencyWarningAdmin(ReadOnlyAdmin):
    list_display = ("on", "customer", "severity", "text", "told_by", "cleared_on", "withdrawn_at")
    list_filter = ("severity", ("cleared_on", admin.EmptyFieldListFilter), WITHDRAWN)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "text")
    date_hierarchy = "on"


@admin.register(WinBackAttempt)
class WinBackAttemptAdmin(ReadOnlyAdmin):
    list_display = ("on", "customer", "text", "tried_by", "result", "result_on", "withdrawn_at")
    list_filter = ("result", WITHDRAWN)
    list_select_related = ("customer", "tried_by")
    search_fields = ("customer__search_text", "text")
    date_hierarchy = "on"


@admin.register(JointReview)
class JointReviewAdmin(ReadOnlyAdmin):
    """Its frozen money, which may tell of margins, is shown on the review's own page alone."""

    list_display = ("held_on", "customer", "signed_on", "signed_by_us", "signed_by_them", "withdrawn_at")
    list_filter = (("signed_on", admin.EmptyFieldListFilter), WITHDRAWN)
    list_select_related = ("customer", "signed_by_us", "signed_by_them__person")
    search_fields = ("customer__search_text",)
    date_hierarchy = "held_on"
    exclude = ("money",)
