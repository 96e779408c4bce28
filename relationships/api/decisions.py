from datetime import date

from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter
from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.models import Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.models import BuyingDecision, DecisionPart


class DecisionFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())
    stage = ChoiceFilter(choices=BuyingDecision.Stage.choices)

    class Meta:
        model = BuyingDecision
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)


class DecisionPartSerializer(serializers.ModelSerializer):
    class Meta:
        model = DecisionPart
        fields = ["contact", "role", "interest", "proof", "proved_on", "since", "until", "by"]
        read_only_fields = fields


class DecisionSerializer(serializers.ModelSerializer):
    parts = DecisionPartSerializer(many=True, read_only=True)

    class Meta:
        model = BuyingDecision
        fields = ["id", "customer", "what", "stage", "raised_on", "expected_on", "settled_on", "outcome", "parts"]
        read_only_fields = fields


class DecisionViewSet(ReadViewSet):
    """Buying decisions of the customers that the key's owner sees, with all parts ever named in them."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = DecisionSerializer
    filterset_class = DecisionFilter
    orders = (Order("raised_on", "raised_on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = BuyingDecision.objects.none()

    def get_queryset(self):
        return BuyingDecision.objects.visible_to(self.request.user).prefetch_related("parts")
