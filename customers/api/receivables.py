"""Invoices and payments, to read."""

from datetime import date

from django.db.models import F
from django_filters import BooleanFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter
from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.models import Allocation, Customer, Invoice, Payment
from customers.paging import Order
from customers.selectors.open_invoices import still_open, with_free, with_paid
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope


class MoneyFilter(FilterSet):
    customer = ModelChoiceFilter(queryset=Customer.objects.none())

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)


class InvoiceFilter(MoneyFilter):
    since = DateFilter("issued_on", "gte")
    until = DateFilter("issued_on", "lte")
    due_since = DateFilter("due_on", "gte")
    due_until = DateFilter("due_on", "lte")
    disputed = BooleanFilter("disputed")
    open = BooleanFilter(method="by_remainder")

    class Meta:
        model = Invoice
        fields: list[str] = []

    def by_remainder(self, rows, name, value):
        waiting = still_open(rows)
        return waiting if value else rows.exclude(pk__in=waiting.order_by().values("pk"))


class PaymentFilter(MoneyFilter):
    since = DateFilter("paid_on", "gte")
    until = DateFilter("paid_on", "lte")
    method = ChoiceFilter(choices=Payment.Method.choices)
    free = BooleanFilter(method="by_remainder")

    class Meta:
        model = Payment
        fields: list[str] = []

    def by_remainder(self, rows, name, value):
        return rows.filter(spent__lt=F("amount")) if value else rows.exclude(spent__lt=F("amount"))


class InvoiceSerializer(serializers.ModelSerializer):
    amount = serializers.DecimalField(max_digits=18, decimal_places=2)
    paid = serializers.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        model = Invoice
        fields = [
            "id",
            "customer",
            "source",
            "number",
            "issued_on",
            "delivered_on",
            "due_on",
            "amount",
            "paid",
            "currency",
            "disputed",
            "written_off_on",
            "description",
            "version",
        ]
        read_only_fields = fields


class AllocationSerializer(serializers.ModelSerializer):
    amount = serializers.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        model = Allocation
        fields = ["invoice", "amount", "by_hand"]
        read_only_fields = fields


class PaymentSerializer(serializers.ModelSerializer):
    amount = serializers.DecimalField(max_digits=18, decimal_places=2)
    allocations = AllocationSerializer(many=True)

    class Meta:
        model = Payment
        fields = [
            "id",
            "customer",
            "source",
            "reference",
            "paid_on",
            "amount",
            "currency",
            "method",
            "matures_on",
            "description",
            "allocations",
            "version",
        ]
        read_only_fields = fields


class MoneyViewSet(ReadViewSet):
    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)


class InvoiceViewSet(MoneyViewSet):
    """Invoices with VAT, and what of each is paid."""

    serializer_class = InvoiceSerializer
    filterset_class = InvoiceFilter
    orders = (
        Order("id", "id", kind=int, always=True),
        Order("issued_on", "issued_on", kind=date, always=True),
        Order("due_on", "due_on", kind=date, always=True),
    )
    queryset = Invoice.objects.none()

    def get_queryset(self):
        return with_paid(Invoice.objects.visible_to(self.request.user))


class PaymentViewSet(MoneyViewSet):
    """Money that came in, and which invoices it settles."""

    serializer_class = PaymentSerializer
    filterset_class = PaymentFilter
    orders = (Order("id", "id", kind=int, always=True), Order("paid_on", "paid_on", kind=date, always=True))
    queryset = Payment.objects.none()

    def get_queryset(self):
        return with_free(Payment.objects.visible_to(self.request.user))
