from datetime import date

from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import AgreementFilter, ReviewFilter, WarningFilter
from relationships.models import JointReview, SolvencyWarning, VolumeAgreement


class VolumeSerializer(serializers.ModelSerializer):
    yearly_amount = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)

    class Meta:
        model = VolumeAgreement
        fields = [
            "id",
            "version",
            "customer",
            "name",
            "valid_from",
            "valid_until",
            "yearly_amount",
            "currency",
            "yearly_quantity",
            "unit",
            "product",
            "note",
        ]
        read_only_fields = fields


class SolvencySerializer(serializers.ModelSerializer):
    severity = serializers.IntegerField(help_text="1 watch, 2 serious, 3 acute")

    class Meta:
        model = SolvencyWarning
        fields = [
            "id",
            "version",
            "customer",
            "on",
            "severity",
            "told_by",
            "text",
            "cleared_on",
            "clear_reason",
        ]
        read_only_fields = fields


class ReviewSerializer(serializers.ModelSerializer):
    """Without its money, which is read by the page's own rights."""

    goals = serializers.ListField(child=serializers.DictField())

    class Meta:
        model = JointReview
        fields = [
            "id",
            "version",
            "customer",
            "held_on",
            "theirs",
            "ours",
            "we_got",
            "they_got",
            "goals",
            "next_step",
            "signed_on",
        ]
        read_only_fields = fields


class AgreementViewSet(ReadViewSet):
    """Agreed volumes of the customers whose revenue the key's owner sees; those taken back are left out."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)
    serializer_class = VolumeSerializer
    filterset_class = AgreementFilter
    orders = (Order("id", "id", kind=int, always=True), Order("valid_from", "valid_from", kind=date, always=True))
    queryset = VolumeAgreement.objects.none()

    def get_queryset(self):
        return VolumeAgreement.objects.visible_to(self.request.user).filter(withdrawn_at=None)


class SolvencyViewSet(ReadViewSet):
    """Warnings that a customer may not be able to pay; those taken back are left out."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)
    serializer_class = SolvencySerializer
    filterset_class = WarningFilter
    orders = (Order("id", "id", kind=int, always=True), Order("on", "on", kind=date, always=True))
    queryset = SolvencyWarning.objects.none()

    def get_queryset(self):
        return SolvencyWarning.objects.visible_to(self.request.user).filter(withdrawn_at=None)


class ReviewViewSet(ReadViewSet):
    """Two-sided reviews with the goals of their day; those taken back are left out."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = ReviewSerializer
    filterset_class = ReviewFilter
    orders = (Order("id", "id", kind=int, always=True), Order("held_on", "held_on", kind=date, always=True))
    queryset = JointReview.objects.none()

    def get_queryset(self):
        found = JointReview.objects.visible_to(self.request.user).filter(withdrawn_at=None)
        return found.prefetch_related("theirs", "ours")
