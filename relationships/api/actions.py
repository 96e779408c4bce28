from datetime import date

from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import NextActionFilter
from relationships.models import NextAction


class NextActionSerializer(serializers.ModelSerializer):
    interaction = serializers.IntegerField(source="source_id", read_only=True, allow_null=True)
    dropped_at = serializers.DateTimeField(source="cancelled_at", read_only=True, allow_null=True)
    drop_reason = serializers.CharField(source="cancel_reason", read_only=True)

    class Meta:
        model = NextAction
        fields = [
            "id",
            "version",
            "customer",
            "text",
            "owner",
            "due_on",
            "planned_on",
            "interaction",
            "goal",
            "run",
            "plan_task",
            "escalated_to",
            "escalated_on",
            "created_at",
            "done_at",
            "call",
            "done_note",
            "dropped_at",
            "drop_reason",
        ]
        read_only_fields = fields


class NextActionViewSet(ReadViewSet):
    """What colleagues have to do for the customers that the key's owner sees, done and dropped ones included."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = NextActionSerializer
    filterset_class = NextActionFilter
    orders = (Order("due_on", "due_on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = NextAction.objects.none()

    def get_queryset(self):
        return NextAction.objects.visible_to(self.request.user)
