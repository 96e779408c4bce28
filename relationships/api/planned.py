from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.decorators import action
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


class NothingSerializer(StrictSerializer):
    """Said by the address alone: the contact took place as it was planned."""


class LeftSerializer(serializers.Serializer):
    plan = serializers.IntegerField(source="plan.pk")
    why = serializers.CharField()


class TripSerializer(serializers.Serializer):
    """What became of a trip: `logged` are the entries of this call, `left` the stops that wait for a word of their own."""

    visit_id = serializers.UUIDField(allow_null=True)
    plans = PlanSerializer(many=True, help_text="The stops of that day as they stand now, the one asked for first.")
    logged = serializers.ListField(child=serializers.IntegerField())
    left = LeftSerializer(many=True)


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
            raise _refused(refusal) from refusal
        found = self.get_queryset().get(pk=rows[0].pk)
        return Response(PlanSerializer(found).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=NothingSerializer, responses={201: TripSerializer, 200: TripSerializer})
    @action(detail=True, methods=["post"], url_path="trip-done")
    def trip_done(self, request, pk):
        """The whole trip took place as planned: every stop of that day that can be logged is. Sent again it logs nothing twice.

        201 when something was logged, 200 when all of it was before. A contact planned alone is a trip of one stop.
        """
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        plan = self.get_object()
        try:
            trip = planning.trip_as_planned(plan, by=request.user)
        except CustomersError as refusal:
            raise _refused(refusal) from refusal
        stops = self.get_queryset().filter(visit_id=plan.visit_id, on=plan.on) if plan.visit_id else []
        others = sorted((one for one in stops if one.pk != plan.pk), key=lambda one: one.pk)
        told = {
            "visit_id": plan.visit_id,
            "plans": [self.get_queryset().get(pk=plan.pk), *others],
            "logged": [one.interaction.pk for one in trip.logged],
            "left": trip.left,
        }
        return Response(
            TripSerializer(told).data, status=status.HTTP_201_CREATED if trip.logged else status.HTTP_200_OK
        )


def _refused(refusal: CustomersError) -> exceptions.ValidationError:
    return exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]})
