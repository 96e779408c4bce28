from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField, idempotency_key
from customers.errors import CustomersError
from customers.models import Contact, Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.models import User
from office.scopes import Scope
from relationships.api.filters import PlanFilter
from relationships.api.views import KEY
from relationships.models import PlannedContact
from relationships.services import planning


class PlanSerializer(serializers.ModelSerializer):
    contacts = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    colleagues = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    state = serializers.ChoiceField(PlannedContact.State.choices, read_only=True)

    class Meta:
        model = PlannedContact
        fields = [
            "id",
            "customer",
            "visit_id",
            "kind",
            "on",
            "time",
            "minutes",
            "place",
            "purpose",
            "contacts",
            "colleagues",
            "owner",
            "state",
            "interaction",
            "created_by",
            "created_at",
            "changed_at",
            "version",
        ]
        read_only_fields = fields


class NewPlanSerializer(StrictSerializer):
    """A contact to plan. Without colleagues it is the key's owner alone; people of theirs may still be open."""

    refused = frozenset({"id", "state", "interaction", "owner", "created_by", "created_at", "changed_at", "version"})

    customer = VisibleField(Customer)
    contacts = VisibleField(Contact, many=True, default=list)
    colleagues = VisibleField(User, many=True, required=False)
    kind = serializers.ChoiceField(PlannedContact.KINDS)
    on = serializers.DateField()
    time = serializers.TimeField(required=False, allow_null=True, default=None)
    minutes = serializers.IntegerField(min_value=1, max_value=1440, required=False, allow_null=True, default=None)
    place = serializers.CharField(max_length=200, default="", allow_blank=True)
    purpose = serializers.CharField(max_length=300)


class PlanViewSet(ReadViewSet):
    """Contacts ahead with the customers that the key's owner sees, those done and cancelled included."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = PlanSerializer
    filterset_class = PlanFilter
    orders = (Order("on", "on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = PlannedContact.objects.none()

    def get_queryset(self):
        seen = PlannedContact.objects.visible_to(self.request.user)
        return seen.select_related("interaction").prefetch_related("contacts", "colleagues")

    @extend_schema(request=NewPlanSerializer, responses={201: PlanSerializer}, parameters=[KEY])
    def create(self, request):
        """Plan a contact. The same key again gives the plan that it made."""
        body = NewPlanSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        colleagues = fields.pop("colleagues", None)
        try:
            rows = planning.plan(
                **{**fields, "contacts": [one.pk for one in fields["contacts"]]},
                colleagues=None if colleagues is None else [one.pk for one in colleagues],
                by=request.user,
                idempotency_key=idempotency_key(request),
            )
        except CustomersError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
        found = self.get_queryset().get(pk=rows[0].pk)
        return Response(PlanSerializer(found).data, status=status.HTTP_201_CREATED)
