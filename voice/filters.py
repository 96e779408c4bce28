"""What the inbox, and the API after it, can be filtered by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voice.models import CLOSED, Category, Clock, Kind, Severity, VoiceItem

STATES = [
    ("open", _("Open")),
    ("to_sort", _("To sort")),
    ("late", _("Past the line")),
    ("waiting", _("Waiting for them")),
    ("closed", _("Closed")),
    ("all", pgettext_lazy("voices", "All")),
]
SCOPES = [("mine", _("Mine")), ("all", _("All I may see"))]


class VoiceFilter(django_filters.FilterSet):
    scope = django_filters.ChoiceFilter(label=_("Whose"), choices=SCOPES, method="of_whom", empty_label=None)
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state", empty_label=None)
    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("voice", "Kind"), choices=Kind.choices, empty_label=_("any kind")
    )
    category = django_filters.ChoiceFilter(label=_("About"), choices=Category.choices, empty_label=_("about anything"))
    severity = django_filters.TypedChoiceFilter(label=_("How grave"), choices=Severity.choices, coerce=int)
    customer = django_filters.NumberFilter(field_name="customer_id", lookup_expr="exact")
    q = django_filters.CharFilter(label=_("Search their words"), method="with_text", max_length=100)

    class Meta:
        model = VoiceItem
        fields = ()

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("state", "open")
        data.setdefault("scope", default_scope(kwargs["request"].user) if kwargs.get("request") else "all")
        super().__init__(data, *args, **kwargs)

    def of_whom(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.mine(self.request.user) if value == "mine" else queryset

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        from django.utils import timezone

        match value:
            case "open":
                return queryset.open()
            case "to_sort":
                return queryset.awaiting_triage()
            case "late":
                return queryset.open().filter(clock_due_at__lt=timezone.now()).exclude(clock=Clock.REACTION)
            case "waiting":
                return queryset.open().filter(clock=Clock.REACTION)
            case "closed":
                return queryset.filter(status__in=CLOSED)
        return queryset

    def with_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(verbatim__text__icontains=value) | Q(customer__name__icontains=value))


def default_scope(user) -> str:
    """Who keeps customers starts with what waits for them; who only reads starts with everything."""
    from office.roles import Role

    return "mine" if user.has_role(Role.CSM) else "all"
