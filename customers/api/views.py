from datetime import date

from customers.api.base import ReadViewSet
from customers.api.filters import RevenueFilter
from customers.api.serializers import ContactSerializer, CustomerSerializer, RevenueLineSerializer
from customers.filters import ContactFilter, CustomerFilter
from customers.models import Contact, Customer, RevenueLine
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
        customers = Customer.objects.visible_to(self.request.user).select_related(*related)
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
        return Contact.objects.visible_to(self.request.user).with_person().prefetch_related("person__points")


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
