from datetime import date

from django_filters import ChoiceFilter, DateFilter
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.access import sees_revenue_of
from customers.api.base import ReadViewSet, StrictSerializer, VisibleField
from customers.errors import CustomersError
from customers.models import Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import _OfCustomerFilter
from relationships.models import ControlPoint, StrategyAnswer
from relationships.services import strategy

ORDERS = {
    "on": (Order("on", "on", kind=date, always=True), Order("id", "id", kind=int, always=True)),
    "since": (Order("since", "since", kind=date, always=True), Order("id", "id", kind=int, always=True)),
}


class AnswerFilter(_OfCustomerFilter):
    topic = ChoiceFilter(choices=StrategyAnswer.Topic.choices)
    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = StrategyAnswer
        fields: list[str] = []


class PointFilter(_OfCustomerFilter):
    kind = ChoiceFilter(choices=ControlPoint.Kind.choices)

    class Meta:
        model = ControlPoint
        fields: list[str] = []


class StrategyAnswerSerializer(serializers.ModelSerializer):
    value = serializers.SerializerMethodField()
    expires_on = serializers.DateField(read_only=True)
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = StrategyAnswer
        fields = ["id", "customer", "topic", "value", "evidence", "on", "expires_on", "by", "recorded_at", "withdrawn"]
        read_only_fields = fields

    def get_value(self, answer) -> str | None:
        """A word, or a number as text; null for a sum that those who do not see the revenue do not see."""
        user = self.context["request"].user
        if answer.topic == StrategyAnswer.Topic.ONE_OFF and not sees_revenue_of(user, answer.customer):
            return None
        return answer.code or f"{answer.number.normalize():f}"

    def get_withdrawn(self, answer) -> bool:
        return answer.withdrawn_at is not None


class StrategyAnswerWriteSerializer(StrictSerializer):
    """A further answer to a question; what stood before stays."""

    refused = frozenset({"id", "by", "recorded_at", "withdrawn", "expires_on"})

    customer = VisibleField(Customer)
    topic = serializers.ChoiceField(StrategyAnswer.Topic.choices)
    value = serializers.CharField(max_length=30)
    evidence = serializers.CharField(max_length=300)
    on = serializers.DateField()


class ControlPointSerializer(serializers.ModelSerializer):
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = ControlPoint
        fields = ["id", "customer", "kind", "index", "evidence", "since", "erodes_by", "by", "recorded_at", "withdrawn"]
        read_only_fields = fields

    def get_withdrawn(self, point) -> bool:
        return point.withdrawn_at is not None


class ControlPointWriteSerializer(StrictSerializer):
    refused = frozenset({"id", "by", "recorded_at", "withdrawn"})

    customer = VisibleField(Customer)
    kind = serializers.ChoiceField(ControlPoint.Kind.choices)
    index = serializers.IntegerField(min_value=1, max_value=10)
    evidence = serializers.CharField(max_length=300)
    since = serializers.DateField()
    erodes_by = serializers.DateField(required=False, allow_null=True)


class _StrategyViewSet(ReadViewSet):
    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)

    def _written(self, request, serializer, service):
        body = serializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        try:
            row = service(by=request.user, **body.validated_data)
        except CustomersError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
        found = self.get_queryset().get(pk=row.pk)
        return Response(self.get_serializer(found).data, status=status.HTTP_201_CREATED)


class AnswerViewSet(_StrategyViewSet):
    """Answers on the strategy of the customers that the key's owner sees, earlier and withdrawn ones included."""

    serializer_class = StrategyAnswerSerializer
    filterset_class = AnswerFilter
    orders = ORDERS["on"]
    queryset = StrategyAnswer.objects.none()

    def get_queryset(self):
        return StrategyAnswer.objects.visible_to(self.request.user).select_related("customer")

    @extend_schema(request=StrategyAnswerWriteSerializer, responses={201: StrategyAnswerSerializer})
    def create(self, request):
        """Answer a question anew. Who only reads the customer is refused."""
        return self._written(
            request, StrategyAnswerWriteSerializer, lambda customer, **given: strategy.answer(customer, **given)
        )


class PointViewSet(_StrategyViewSet):
    """Strategic control points, eroded and withdrawn ones included."""

    serializer_class = ControlPointSerializer
    filterset_class = PointFilter
    orders = ORDERS["since"]
    queryset = ControlPoint.objects.none()

    def get_queryset(self):
        return ControlPoint.objects.visible_to(self.request.user)

    @extend_schema(request=ControlPointWriteSerializer, responses={201: ControlPointSerializer})
    def create(self, request):
        """Register a control point. Who only reads the customer is refused."""
        return self._written(
            request, ControlPointWriteSerializer, lambda customer, **given: strategy.hold(customer, **given)
        )
