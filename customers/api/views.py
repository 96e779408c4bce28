from datetime import date

from django.db.models import Exists, OuterRef

from customers.api.base import ReadViewSet
from customers.api.filters import ContractFilter, DealFilter, RevenueFilter
from customers.api.serializers import (
    ContactSerializer,
    ContractSerializer,
    CustomerSerializer,
    DealSerializer,
    LeadSerializer,
    RevenueLineSerializer,
)
from customers.filters import ContactFilter, CustomerFilter, LeadFilter
from customers.models import Contact, Contract, Customer, Deal, Lead, RevenueLine
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope


class CustomerViewSet(ReadViewSet):
    """Customers that the key's owner sees."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_CUSTOMERS),)
    serializer_class = CustomerSerializer
    filterset_class = CustomerFilter
    orders = (
        Order("name", "sort_key", always=True),
        Order("id", "id", kind=int, always=True),
        Order("renewal", "renewal_on", kind=date),
    )
    queryset = Customer.objects.none()

    def get_queryset(self):
        related = ("industry", "region", "acquisition_channel", "owner", "team")
        customers = Customer.objects.visible_to(self.request.user).with_tier_in_force().select_related(*related)
        return customers.prefetch_related("tags", "external_ids")


class ContactViewSet(ReadViewSet):
    """People at the customers that the key's owner sees, with their ways to reach."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_CUSTOMERS),)
    serializer_class = ContactSerializer
    filterset_class = ContactFilter
    orders = (Order("id", "id", kind=int, always=True), Order("name", "person__sort_key", always=True))
    queryset = Contact.objects.none()

    def get_queryset(self):
        rows = Contact.objects.visible_to(self.request.user).with_person().select_related("reports_to")
        return rows.prefetch_related("person__points")


class RevenueLineViewSet(ReadViewSet):
    """Lines of the ledger, net without VAT; a refund is negative."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)
    serializer_class = RevenueLineSerializer
    filterset_class = RevenueFilter
    orders = (
        Order("id", "id", kind=int, always=True),
        Order("booked_on", "booked_on", kind=date, always=True),
    )
    queryset = RevenueLine.objects.none()

    def get_queryset(self):
        return RevenueLine.objects.visible_to(self.request.user).select_related("product")


class LeadViewSet(ReadViewSet):
    """Leads that the key's owner sees: own ones, those of the teams led, those of visible customers."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_CUSTOMERS),)
    serializer_class = LeadSerializer
    filterset_class = LeadFilter
    orders = (
        Order("id", "id", kind=int, always=True),
        Order("created_on", "created_on", kind=date, always=True),
        Order("closed_on", "closed_on", kind=date),
    )
    queryset = Lead.objects.none()

    def get_queryset(self):
        user = self.request.user
        seen = Customer.objects.visible_to(user).filter(pk=OuterRef("customer"))
        rows = Lead.objects.visible_to(user).select_related("channel", "region", "owner")
        return rows.annotate(customer_is_seen=Exists(seen))


class DealViewSet(ReadViewSet):
    """Deals of customers whose revenue the key's owner sees, amounts without VAT."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)
    serializer_class = DealSerializer
    filterset_class = DealFilter
    orders = (
        Order("id", "id", kind=int, always=True),
        Order("opened_on", "opened_on", kind=date, always=True),
        Order("closed_on", "closed_on", kind=date),
    )
    queryset = Deal.objects.none()

    def get_queryset(self):
        return Deal.objects.visible_to(self.request.user)


class ContractViewSet(ReadViewSet):
    """Contracts of customers whose revenue the key's owner sees, fees without VAT."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_REVENUE),)
    serializer_class = ContractSerializer
    filterset_class = ContractFilter
    orders = (
        Order("id", "id", kind=int, always=True),
        Order("starts_on", "starts_on", kind=date, always=True),
        Order("ends_on", "ends_on", kind=date),
    )
    queryset = Contract.objects.none()

    def get_queryset(self):
        return Contract.objects.visible_to(self.request.user)
