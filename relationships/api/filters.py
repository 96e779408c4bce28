from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, IsoDateTimeFilter, ModelChoiceFilter

from customers.models import Contact, Customer
from relationships.models import Goal, Interaction, OutcomeReading


class InteractionFilter(FilterSet):
    """Voided ones are left out unless `voided=any`."""

    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    contact = ModelChoiceFilter(field_name="contacts", queryset=Contact.objects.none())
    kind = ChoiceFilter(choices=Interaction.Kind.choices)
    since = IsoDateTimeFilter("at", "gte")
    until = IsoDateTimeFilter("at", "lte")
    voided = ChoiceFilter(choices=[("any", "any")], method="with_voided")

    class Meta:
        model = Interaction
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)
        self.filters["contact"].queryset = Contact.objects.visible_to(user)

    def filter_queryset(self, queryset):
        narrowed = super().filter_queryset(queryset)
        return narrowed if self.form.cleaned_data.get("voided") else narrowed.standing()

    def with_voided(self, queryset, _name, _value):
        return queryset


class _OfCustomerFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)


class GoalFilter(_OfCustomerFilter):
    kpi = CharFilter(field_name="kpi__code")
    due_since = DateFilter("current__due", "gte")
    due_until = DateFilter("current__due", "lte")

    class Meta:
        model = Goal
        fields: list[str] = []


class ReadingFilter(_OfCustomerFilter):
    goal = ModelChoiceFilter(queryset=Goal.objects.none())
    since = DateFilter("period_end", "gte")
    until = DateFilter("period_end", "lte")

    class Meta:
        model = OutcomeReading
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, user=user, today=today, **options)
        self.filters["goal"].queryset = Goal.objects.visible_to(user)
