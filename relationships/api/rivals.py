from datetime import date

from django_filters import BooleanFilter, DateFilter, FilterSet, ModelChoiceFilter
from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.models import Competitor, Contact, Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.models import CompetitorTie


class CompetitorTieFilter(FilterSet):
    customer = ModelChoiceFilter(field_name="contact__customer", queryset=Customer.objects.none())
    contact = ModelChoiceFilter(queryset=Contact.objects.none())
    competitor = ModelChoiceFilter(queryset=Competitor._default_manager.all(), to_field_name="code")
    none = BooleanFilter(field_name="competitor", lookup_expr="isnull")
    since = DateFilter("on", "gte")
    until = DateFilter("on", "lte")

    class Meta:
        model = CompetitorTie
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)
        self.filters["contact"].queryset = Contact.objects.visible_to(user)


class CompetitorTieSerializer(serializers.ModelSerializer):
    customer = serializers.IntegerField(source="contact.customer_id", read_only=True)
    competitor = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = CompetitorTie
        fields = ["id", "customer", "contact", "competitor", "strength", "since", "source", "on", "by", "recorded_at"]
        read_only_fields = fields


class CompetitorTieViewSet(ReadViewSet):
    """What was heard of the ties of contacts to competitors, every word of it.

    Of one contact and competitor the newest word stands, for 180 days. Strength is 1 acquainted, 2 works with them,
    3 trusts them, 4 speaks for them; 0 without a competitor means tied to none, which ends what was said before.
    """

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = CompetitorTieSerializer
    filterset_class = CompetitorTieFilter
    orders = (Order("on", "on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = CompetitorTie.objects.none()

    def get_queryset(self):
        return CompetitorTie.objects.visible_to(self.request.user).select_related("contact", "competitor")
