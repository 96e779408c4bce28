from datetime import datetime

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField, idempotency_key
from customers.models import Contact, Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.models import User
from office.scopes import Scope
from relationships.api.filters import InteractionFilter
from relationships.errors import RefusedError
from relationships.models import Interaction
from relationships.services import logging
from relationships.services.visits import Stop

MOST_ALSO = 20
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="A write sent twice is done once.")


class InteractionSerializer(serializers.ModelSerializer):
    contacts = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    colleagues = serializers.SerializerMethodField()
    voided = serializers.BooleanField(source="is_voided", read_only=True)
    visit = serializers.UUIDField(
        source="visit_id",
        read_only=True,
        allow_null=True,
        help_text="Ties the rows of several customers met at once; `?visit=` gives them all.",
    )

    class Meta:
        model = Interaction
        fields = [
            "id",
            "customer",
            "kind",
            "direction",
            "quality",
            "minutes",
            "at",
            "line",
            "on_site_support",
            "contacts",
            "colleagues",
            "visit",
            "logged_by",
            "recorded_at",
            "voided",
        ]
        read_only_fields = fields

    def get_colleagues(self, interaction) -> list[int]:
        return [one.user_id for one in interaction.participations.all()]


class StopSerializer(StrictSerializer):
    """A further customer of one visit, with its own people."""

    customer = VisibleField(Customer)
    contacts = VisibleField(Contact, many=True, default=list)


class LogSerializer(StrictSerializer):
    """A contact to log. Without colleagues it was the key's owner alone. `also` names further customers of the same visit:
    each gets a row of its own, the minutes in equal parts."""

    refused = frozenset({"id", "visit", "logged_by", "recorded_at", "voided"})

    customer = VisibleField(Customer)
    contacts = VisibleField(Contact, many=True, default=list)
    colleagues = VisibleField(User, many=True, required=False)
    kind = serializers.ChoiceField(Interaction.Kind.choices)
    direction = serializers.ChoiceField(Interaction.Direction.choices, default=Interaction.Direction.MUTUAL)
    quality = serializers.ChoiceField(Interaction.Quality.choices, default=Interaction.Quality.SOME)
    minutes = serializers.IntegerField(min_value=1, max_value=1440, required=False, allow_null=True)
    at = serializers.DateTimeField()
    line = serializers.CharField(max_length=2000)
    on_site_support = serializers.BooleanField(default=False)
    also = StopSerializer(many=True, default=list, max_length=MOST_ALSO)


class InteractionViewSet(ReadViewSet):
    """Contact moments of the customers that the key's owner sees."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = InteractionSerializer
    filterset_class = InteractionFilter
    orders = (
        Order("at", "at", kind=datetime, always=True),
        Order("id", "id", kind=int, always=True),
    )
    queryset = Interaction.objects.none()

    def get_queryset(self):
        seen = Interaction.objects.visible_to(self.request.user)
        return seen.prefetch_related("contacts", "participations")

    @extend_schema(
        request=LogSerializer, responses={201: InteractionSerializer, 200: InteractionSerializer}, parameters=[KEY]
    )
    def create(self, request):
        """Log a contact, with one customer or with several. 201 when it is new, 200 when the same key was sent before.

        The answer is the row of `customer`; those of `also` are found by its `visit`.
        """
        body = LogSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        colleagues = fields.pop("colleagues", None)
        also = [Stop(one["customer"], _ids(one["contacts"])) for one in fields.pop("also")]
        try:
            logged = logging.log(
                **{**fields, "contacts": _ids(fields["contacts"])},
                also=also,
                colleagues=None if colleagues is None else _ids(colleagues),
                by=request.user,
                idempotency_key=idempotency_key(request),
            )
        except RefusedError as refusal:
            raise exceptions.ValidationError({refusal.field or "detail": [str(refusal)]}) from refusal
        found = self.get_queryset().get(pk=logged.interaction.pk)
        code = status.HTTP_201_CREATED if logged.created else status.HTTP_200_OK
        return Response(InteractionSerializer(found).data, status=code)


def _ids(rows):
    return [row.pk for row in rows]
