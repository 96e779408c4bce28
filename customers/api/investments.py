"""Strategic investments, to read."""

from datetime import date

from django_filters import DateFilter
from rest_framework import serializers

from customers.api.receivables import MoneyFilter, MoneyViewSet
from customers.models import StrategicInvestment
from customers.paging import Order


class InvestmentFilter(MoneyFilter):
    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = StrategicInvestment
        fields: list[str] = []


class InvestmentSerializer(serializers.ModelSerializer):
    amount = serializers.DecimalField(max_digits=18, decimal_places=2)
    decided_by = serializers.SlugRelatedField("username", read_only=True)

    class Meta:
        model = StrategicInvestment
        fields = ["id", "customer", "source", "on", "amount", "currency", "purpose", "decided_by", "version"]
        read_only_fields = fields


class InvestmentViewSet(MoneyViewSet):
    """What was put into relationships by decision, of customers whose costs the key's owner sees."""

    serializer_class = InvestmentSerializer
    filterset_class = InvestmentFilter
    orders = (Order("id", "id", kind=int, always=True), Order("on", "on", kind=date, always=True))
    queryset = StrategicInvestment.objects.none()

    def get_queryset(self):
        return StrategicInvestment.objects.visible_to(self.request.user).select_related("decided_by")
