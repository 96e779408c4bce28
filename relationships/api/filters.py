from django_filters import ChoiceFilter, FilterSet, IsoDateTimeFilter, ModelChoiceFilter

from customers.models import Contact, Customer
from relationships.models import Interaction


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
