from datetime import date

from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import GiftFilter
from relationships.models import Gift


class GiftSerializer(serializers.ModelSerializer):
    value = serializers.DecimalField(max_digits=18, decimal_places=2, read_only=True)
    limits = serializers.IntegerField(source="limits.number", read_only=True, allow_null=True, default=None)
    counts = serializers.SerializerMethodField()
    voided = serializers.SerializerMethodField()

    class Meta:
        model = Gift
        fields = [
            "id",
            "customer",
            "contact",
            "direction",
            "what",
            "on",
            "value",
            "occasion",
            "note",
            "by",
            "limits",
            "state",
            "reason",
            "decided_by",
            "decided_at",
            "decision",
            "counts",
            "recorded_at",
            "voided",
        ]
        read_only_fields = fields

    def get_counts(self, gift) -> bool:
        """Whether it counts as given or received."""
        return gift.voided_at is None and gift.state in Gift.COUNTS

    def get_voided(self, gift) -> bool:
        return gift.voided_at is not None


class GiftViewSet(ReadViewSet):
    """The register of gifts, as far as the key's owner sees it."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS),)
    serializer_class = GiftSerializer
    filterset_class = GiftFilter
    orders = (Order("on", "on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = Gift.objects.none()

    def get_queryset(self):
        return Gift.objects.visible_to(self.request.user).select_related("limits")
