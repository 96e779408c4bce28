"""Filters of lists that have no page of their own yet."""

from django.db.models import Q
from django_filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from customers.models import Contract, Customer, Deal, RevenueLine


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


class DealFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    outcome = ChoiceFilter(choices=Deal.Outcome.choices)
    opened_since = DateFilter("opened_on", "gte")
    opened_until = DateFilter("opened_on", "lte")
    closed_since = DateFilter("closed_on", "gte")
    closed_until = DateFilter("closed_on", "lte")

    class Meta:
        model = Deal
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)


class ContractFilter(FilterSet):
    """`runs_on` gives the contracts that run on a day."""

    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    kind = ChoiceFilter(choices=Contract.Kind.choices)
    renewal = ChoiceFilter(choices=Contract.Renewal.choices)
    ends_since = DateFilter("ends_on", "gte")
    ends_until = DateFilter("ends_on", "lte")
    runs_on = DateFilter(method="running")

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def running(self, queryset, _name, day):
        begun = queryset.filter(starts_on__lte=day)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=day), Q(ended_on=None) | Q(ended_on__gte=day))
