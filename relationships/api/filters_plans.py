from django_filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from customers.models import Customer
from relationships.models import PlanTask, SuccessPlan


class SuccessPlanFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    live = ChoiceFilter(choices=[("yes", "yes"), ("no", "no")], method="of_state")

    class Meta:
        model = SuccessPlan
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def of_state(self, queryset, _name, value):
        return queryset.filter(closed_at__isnull=value == "yes")


class PlanTaskFilter(FilterSet):
    """`state`: open, done or dropped."""

    plan = ModelChoiceFilter(queryset=SuccessPlan.objects.none())
    customer = ModelChoiceFilter(field_name="plan__customer", queryset=Customer.objects.none())
    side = ChoiceFilter(choices=PlanTask.Side.choices)
    state = ChoiceFilter(choices=[(one, one) for one in ("open", "done", "dropped")], method="of_state")
    due_until = DateFilter("due_on", "lte")

    class Meta:
        model = PlanTask
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["plan"].queryset = SuccessPlan.objects.visible_to(user)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def of_state(self, queryset, _name, value):
        states = {"open": queryset.open(), "done": queryset.exclude(done_at=None)}
        return states.get(value, queryset.exclude(dropped_at=None))
