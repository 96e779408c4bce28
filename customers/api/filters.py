"""Filters of lists that have no page of their own yet."""

from django_filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from customers.models import Customer, RevenueLine


class RevenueFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    since = DateFilter("booked_on", "gte")
    until = DateFilter("booked_on", "lte")
    kind = ChoiceFilter(choices=RevenueLine.Kind.choices)

    class Meta:
        model = RevenueLine
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)
