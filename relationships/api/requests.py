from datetime import datetime

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField
from customers.errors import CustomersError
from customers.models import Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import RequestFilter
from relationships.models import ServiceRequest
from relationships.services import requests


class RequestSerializer(serializers.ModelSerializer):
    voided = serializers.SerializerMethodField()

    class Meta:
        model = ServiceRequest
        fields = [
            "id",
            "customer",
            "kind",
            "channel",
            "line",
            "reference",
            "source",
            "raised_at",
            "answered_at",
            "solved_at",
            "solved_by",
            "voided",
        ]
        read_only_fields = fields

    def get_voided(self, request) -> bool:
        return request.voided_at is not None


class PutSerializer(StrictSerializer):
    """A request as it stands in the system that sends it. What is not sent stays as it is."""

    refused = frozenset({"id", "voided", "recorded_at", "recorded_by"})

    customer = VisibleField(Customer)
    source = serializers.CharField(max_length=40, default="api")
    reference = serializers.CharField(max_length=60)
    kind = serializers.ChoiceField(ServiceRequest.Kind.choices)
    channel = serializers.ChoiceField(ServiceRequest.Channel.choices, required=False)
    line = serializers.CharField(max_length=300, required=False, allow_blank=True)
    raised_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(required=False, allow_null=True)
    solved_at = serializers.DateTimeField(required=False, allow_null=True)
    solved_by = serializers.ChoiceField(ServiceRequest.SolvedBy.choices, required=False, allow_blank=True)


class RequestViewSet(ReadViewSet):
    """What customers asked: changes, questions, faults."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = RequestSerializer
    filterset_class = RequestFilter
    orders = (Order("raised_at", "raised_at", kind=datetime, always=True), Order("id", "id", kind=int, always=True))
    queryset = ServiceRequest.objects.none()

    def get_queryset(self):
        return ServiceRequest.objects.visible_to(self.request.user)

    @extend_schema(request=PutSerializer, responses={201: RequestSerializer, 200: RequestSerializer})
    def create(self, request):
        """Write down a request, or bring the one of that source and reference up to date. 201 when it is new."""
        body = PutSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        try:
            kept, fresh = requests.put(by=request.user, **body.validated_data)
        except CustomersError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
        return Response(RequestSerializer(kept).data, status=status.HTTP_201_CREATED if fresh else status.HTTP_200_OK)
