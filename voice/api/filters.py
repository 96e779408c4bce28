from django_filters import ChoiceFilter, FilterSet, IsoDateTimeFilter, ModelChoiceFilter

from customers.models import Customer
from voice.models import Category, Edition, Kind, Severity, Status, VoiceItem


class VoiceFilter(FilterSet):
    """Replaced captures are left out: their successor stands in the list."""

    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    kind = ChoiceFilter(choices=Kind.choices)
    category = ChoiceFilter(choices=Category.choices)
    severity = ChoiceFilter(choices=Severity.choices)
    status = ChoiceFilter(choices=Status.choices)
    since = IsoDateTimeFilter("received_at", "gte")
    until = IsoDateTimeFilter("received_at", "lte")

    class Meta:
        model = VoiceItem
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).current()


class EditionFilter(FilterSet):
    class Meta:
        model = Edition
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
