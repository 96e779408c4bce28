from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField
from customers.errors import CustomersError
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.clock import today
from office.scopes import Scope
from relationships.api.filters import GoalFilter, ReadingFilter
from relationships.attaining.rows import STATUS
from relationships.models import Goal, OutcomeReading
from relationships.selectors.outcomes import standings_of, word_on
from relationships.services import readings

DECIMAL = {"max_digits": 18, "decimal_places": 4}
STATUSES = [(status, status) for status in STATUS]


class GoalSerializer(serializers.ModelSerializer):
    kpi = serializers.CharField(source="kpi.code", read_only=True)
    product = serializers.CharField(source="kpi.product.code", read_only=True)
    unit = serializers.CharField(source="kpi.unit", read_only=True)
    direction = serializers.CharField(source="kpi.direction", read_only=True)
    cadence = serializers.CharField(source="kpi.cadence", read_only=True)
    version = serializers.IntegerField(source="current.number", read_only=True)
    baseline = serializers.DecimalField(source="current.baseline", read_only=True, allow_null=True, **DECIMAL)
    target = serializers.DecimalField(source="current.target", read_only=True, allow_null=True, **DECIMAL)
    lo = serializers.DecimalField(source="current.lo", read_only=True, allow_null=True, **DECIMAL)
    hi = serializers.DecimalField(source="current.hi", read_only=True, allow_null=True, **DECIMAL)
    start = serializers.DateField(source="current.start", read_only=True)
    due = serializers.DateField(source="current.due", read_only=True)
    weight = serializers.IntegerField(source="current.weight", read_only=True)
    owner = serializers.IntegerField(source="current.owner_id", read_only=True)
    attainment = serializers.FloatField(
        source="state.raw",
        read_only=True,
        allow_null=True,
        help_text="By the latest reading: 0 at the baseline, 1 at the target, below or above as it is; null when unknown.",
    )
    expected = serializers.FloatField(
        source="state.expected", read_only=True, help_text="The part of the time that has passed, 0 to 1."
    )
    pace = serializers.FloatField(
        source="state.pace", read_only=True, allow_null=True, help_text="Attainment ÷ expected; null when unknown."
    )
    status = serializers.ChoiceField(
        source="state.status", read_only=True, choices=STATUSES, help_text="How the goal stands today."
    )
    stale = serializers.BooleanField(
        read_only=True, help_text="It runs, and its latest reading is older than 1.5 × its cadence."
    )
    voided = serializers.SerializerMethodField()

    class Meta:
        model = Goal
        fields = [
            "id",
            "customer",
            "kpi",
            "product",
            "unit",
            "direction",
            "cadence",
            "version",
            "baseline",
            "target",
            "lo",
            "hi",
            "start",
            "due",
            "weight",
            "owner",
            "attainment",
            "expected",
            "pace",
            "status",
            "stale",
            "voided",
        ]
        read_only_fields = fields

    def get_voided(self, goal) -> bool:
        return goal.voided_at is not None


class ReadingSerializer(serializers.ModelSerializer):
    confirmed = serializers.SerializerMethodField()

    class Meta:
        model = OutcomeReading
        fields = [
            "id",
            "customer",
            "goal",
            "period_end",
            "value",
            "evidence",
            "interaction",
            "source",
            "recorded_at",
            "confirmed",
        ]
        read_only_fields = fields

    def get_confirmed(self, reading) -> bool | None:
        """Whether the customer agreed; null while it says nothing."""
        word = word_on(reading)
        return None if word is None else word.agreed


class RecordSerializer(StrictSerializer):
    """A value to keep. The customer alone confirms it, so that cannot be sent."""

    refused = frozenset({"id", "customer", "interaction", "source", "recorded_at", "recorded_by", "confirmed"})

    goal = VisibleField(Goal)
    period_end = serializers.DateField()
    value = serializers.DecimalField(**DECIMAL)
    evidence = serializers.CharField(max_length=300, default="", allow_blank=True)


class GoalViewSet(ReadViewSet):
    """Goals of the customers that the key's owner sees, and how each stands today."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = GoalSerializer
    filterset_class = GoalFilter
    orders = (Order("due", "current__due", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = Goal.objects.none()

    def get_queryset(self):
        return Goal.objects.visible_to(self.request.user).select_related("kpi__product", "current")

    def paginate_queryset(self, queryset):
        return with_states(super().paginate_queryset(queryset))

    def get_object(self):
        return with_states([super().get_object()])[0]


def with_states(goals):
    """The goals, each with its `state` of today, and whether its reading is `stale`, as the pages show it. One query."""
    for one in standings_of(goals, today()):
        one.goal.state, one.goal.stale = one.state, one.stale
    return goals


class ReadingViewSet(ReadViewSet):
    """Readings of those goals, corrected ones included: of one period the latest recorded counts."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = ReadingSerializer
    filterset_class = ReadingFilter
    orders = (Order("period_end", "period_end", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = OutcomeReading.objects.none()

    def get_queryset(self):
        return OutcomeReading.objects.visible_to(self.request.user).select_related("confirmation")

    @extend_schema(request=RecordSerializer, responses={201: ReadingSerializer, 200: ReadingSerializer})
    def create(self, request):
        """Record a value. 201 when it is new, 200 when that very value stands for the period already."""
        body = RecordSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        try:
            reading, fresh = readings.record(by=request.user, **body.validated_data)
        except CustomersError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
        found = self.get_queryset().get(pk=reading.pk)
        return Response(ReadingSerializer(found).data, status=status.HTTP_201_CREATED if fresh else status.HTTP_200_OK)
