from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField
from customers.errors import CustomersError
from customers.models import Contact, Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.models import User
from office.scopes import Scope
from relationships.api.filters import PromiseFilter
from relationships.models import Promise
from relationships.services import promises


class PromiseSerializer(serializers.ModelSerializer):
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = Promise
        fields = [
            "id",
            "version",
            "customer",
            "text",
            "contact",
            "owner",
            "said_on",
            "due_on",
            "slipped",
            "kept_on",
            "broken_on",
            "outcome_note",
            "source",
            "withdrawn",
        ]
        read_only_fields = fields

    def get_withdrawn(self, promise) -> bool:
        return promise.withdrawn_at is not None


class GiveSerializer(StrictSerializer):
    """A promise to write down; without an owner it is the key's owner who keeps it."""

    refused = frozenset({"id", "version", "slipped", "kept_on", "broken_on", "outcome_note", "source", "withdrawn"})

    customer = VisibleField(Customer)
    text = serializers.CharField(max_length=300)
    contact = VisibleField(Contact)
    owner = VisibleField(User, required=False)
    said_on = serializers.DateField(required=False)
    due_on = serializers.DateField()


class PromiseViewSet(ReadViewSet):
    """What customers were promised, of the customers that the key's owner sees."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = PromiseSerializer
    filterset_class = PromiseFilter
    orders = (Order("due_on", "due_on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = Promise.objects.none()

    def get_queryset(self):
        return Promise.objects.visible_to(self.request.user)

    @extend_schema(request=GiveSerializer, responses={201: PromiseSerializer})
    def create(self, request):
        """Write a promise down."""
        body = GiveSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        wanted = {"owner": request.user, **body.validated_data}
        try:
            promise = promises.give(wanted.pop("customer"), by=request.user, **wanted)
        except CustomersError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
        return Response(PromiseSerializer(promise).data, status=status.HTTP_201_CREATED)
