from django_filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    IsoDateTimeFilter,
    ModelChoiceFilter,
    UUIDFilter,
)

from customers.models import Contact, Customer
from office.models import User
from relationships.models import (
    Goal,
    Interaction,
    JointReview,
    NextAction,
    OutcomeReading,
    Playbook,
    PlaybookRun,
    Promise,
    ServiceRequest,
    SolvencyWarning,
    UsageReading,
    UsageTrend,
    VolumeAgreement,
)
from relationships.models.courtesy import Gift
from relationships.models.planned import PlannedContact


class InteractionFilter(FilterSet):
    """Voided ones are left out unless `voided=any`."""

    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    contact = ModelChoiceFilter(field_name="contacts", queryset=Contact.objects.none())
    kind = ChoiceFilter(choices=Interaction.Kind.choices)
    since = IsoDateTimeFilter("at", "gte")
    until = IsoDateTimeFilter("at", "lte")
    voided = ChoiceFilter(choices=[("any", "any")], method="with_voided")
    visit = UUIDFilter("visit_id")

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


class PlanFilter(_OfCustomerFilter):
    colleague = ModelChoiceFilter(field_name="colleagues", queryset=User.objects.none())
    kind = ChoiceFilter(choices=PlannedContact.KINDS)
    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = PlannedContact
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, user=user, today=today, **options)
        self.filters["colleague"].queryset = User.objects.visible_to(user).people()


class GiftFilter(_OfCustomerFilter):
    direction = ChoiceFilter(choices=Gift.Direction.choices)
    state = ChoiceFilter(choices=Gift.State.choices)
    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = Gift
        fields: list[str] = []


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


class PromiseFilter(_OfCustomerFilter):
    """Those taken back are left out unless `withdrawn=any`."""

    state = ChoiceFilter(choices=[("open", "open"), ("overdue", "overdue"), ("settled", "settled")], method="in_state")
    due_since = DateFilter("due_on", "gte")
    due_until = DateFilter("due_on", "lte")
    withdrawn = ChoiceFilter(choices=[("any", "any")], method="with_withdrawn")

    class Meta:
        model = Promise
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, user=user, today=today, **options)
        self.day = today

    def filter_queryset(self, queryset):
        narrowed = super().filter_queryset(queryset)
        return narrowed if self.form.cleaned_data.get("withdrawn") else narrowed.filter(withdrawn_at=None)

    def in_state(self, queryset, _name, value):
        if value == "settled":
            return queryset.exclude(settled_at=None)
        return queryset.open() if value == "open" else queryset.overdue(self.day)

    def with_withdrawn(self, queryset, _name, _value):
        return queryset


class NextActionFilter(_OfCustomerFilter):
    """`open` and `overdue` leave out customers in the archive, as the pages do."""

    owner = ModelChoiceFilter(queryset=User.objects.none())
    state = ChoiceFilter(choices=[(one, one) for one in ("open", "overdue", "done", "dropped")], method="in_state")
    due_since = DateFilter("due_on", "gte")
    due_until = DateFilter("due_on", "lte")

    class Meta:
        model = NextAction
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, user=user, today=today, **options)
        self.filters["owner"].queryset = User.objects.visible_to(user)
        self.day = today

    def in_state(self, queryset, _name, value):
        if value == "done":
            return queryset.exclude(done_at=None)
        if value == "dropped":
            return queryset.exclude(cancelled_at=None)
        return queryset.open() if value == "open" else queryset.overdue(self.day)


class UsageFilter(_OfCustomerFilter):
    measure = CharFilter(field_name="measure__code")
    since = DateFilter("period_end", "gte")
    until = DateFilter("period_end", "lte")

    class Meta:
        model = UsageReading
        fields: list[str] = []


class TrendFilter(_OfCustomerFilter):
    measure = CharFilter(field_name="measure__code")
    outlook = ChoiceFilter(choices=UsageTrend.Outlook.choices)

    class Meta:
        model = UsageTrend
        fields: list[str] = []


class PlaybookFilter(FilterSet):
    trigger = CharFilter()
    on = BooleanFilter("switched_on_at", "isnull", exclude=True)

    class Meta:
        model = Playbook
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)


class RunFilter(_OfCustomerFilter):
    trigger = CharFilter(field_name="playbook__trigger")
    open = BooleanFilter("closed_at", "isnull")
    since = DateFilter("fired_on", "gte")
    until = DateFilter("fired_on", "lte")

    class Meta:
        model = PlaybookRun
        fields: list[str] = []


class RequestFilter(_OfCustomerFilter):
    """Those taken back are left out unless `voided=any`."""

    kind = ChoiceFilter(choices=ServiceRequest.Kind.choices)
    since = IsoDateTimeFilter("raised_at", "gte")
    until = IsoDateTimeFilter("raised_at", "lte")
    voided = ChoiceFilter(choices=[("any", "any")], method="with_voided")

    class Meta:
        model = ServiceRequest
        fields: list[str] = []

    def filter_queryset(self, queryset):
        narrowed = super().filter_queryset(queryset)
        return narrowed if self.form.cleaned_data.get("voided") else narrowed.standing()

    def with_voided(self, queryset, _name, _value):
        return queryset


class AgreementFilter(_OfCustomerFilter):
    valid_on = DateFilter(method="in_force")

    class Meta:
        model = VolumeAgreement
        fields: list[str] = []

    def in_force(self, queryset, _name, value):
        return queryset.in_force(value)


class WarningFilter(_OfCustomerFilter):
    state = ChoiceFilter(choices=[("open", "open")], method="open_ones")
    since = DateFilter("on", "gte")

    class Meta:
        model = SolvencyWarning
        fields: list[str] = []

    def open_ones(self, queryset, _name, _value):
        return queryset.open()


class ReviewFilter(_OfCustomerFilter):
    since = DateFilter("held_on", "gte")
    until = DateFilter("held_on", "lte")

    class Meta:
        model = JointReview
        fields: list[str] = []
