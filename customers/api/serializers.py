from rest_framework import serializers

from customers.models import Contact, ContactPoint, Contract, Customer, Deal, ExternalId, Lead, RevenueLine
from customers.valuation.recurring import mrr
from office.clock import today


class ColleagueSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class ExternalIdSerializer(serializers.ModelSerializer):
    class Meta:
        model = ExternalId
        fields = ["source", "value"]


class CustomerSerializer(serializers.ModelSerializer):
    industry = serializers.CharField(source="industry.code", default=None, read_only=True)
    region = serializers.CharField(source="region.code", default=None, read_only=True)
    acquisition_channel = serializers.CharField(source="acquisition_channel.code", default=None, read_only=True)
    owner = ColleagueSerializer(allow_null=True)
    team = serializers.CharField(source="team.name", default=None, read_only=True)
    tags = serializers.SlugRelatedField("name", many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True)
    tier_in_force = serializers.CharField(
        help_text="S, A, B or C: the tier that counts today; empty while there is none."
    )

    class Meta:
        model = Customer
        fields = [
            "id",
            "name",
            "short_name",
            "english_name",
            "uscc",
            "parent",
            "industry",
            "region",
            "acquisition_channel",
            "size",
            "tier",
            "tier_in_force",
            "status",
            "lost_on",
            "first_deal_on",
            "renewal_on",
            "address",
            "website",
            "tags",
            "external_ids",
            "owner",
            "team",
            "archived_at",
            "version",
        ]
        read_only_fields = fields


class WayToReachSerializer(serializers.ModelSerializer):
    class Meta:
        model = ContactPoint
        fields = ["kind", "value", "preferred"]


class ContactSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="person.name")
    family_name = serializers.CharField(source="person.family_name")
    given_name = serializers.CharField(source="person.given_name")
    department = serializers.CharField(source="department.name", default=None, read_only=True)
    function = serializers.CharField(source="department.function.code", default=None, read_only=True)
    reports_to = serializers.SerializerMethodField(
        help_text="The contact whom the person reports to; null when nobody is named or that one has left."
    )
    ways_to_reach = WayToReachSerializer(source="person.points", many=True)

    class Meta:
        model = Contact
        fields = [
            "id",
            "customer",
            "name",
            "family_name",
            "given_name",
            "department",
            "function",
            "title",
            "seniority",
            "key_person",
            "attitude",
            "joined_on",
            "left_on",
            "reports_to",
            "ways_to_reach",
            "version",
        ]
        read_only_fields = fields

    def get_reports_to(self, contact) -> int | None:
        manager = contact.manager_on(today())
        return manager.pk if manager else None


class RevenueLineSerializer(serializers.ModelSerializer):
    net = serializers.DecimalField(max_digits=18, decimal_places=2)
    discount = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    product = serializers.CharField(source="product.code", default=None, read_only=True)

    class Meta:
        model = RevenueLine
        fields = [
            "id",
            "customer",
            "source",
            "document",
            "item",
            "ordinal",
            "booked_on",
            "kind",
            "net",
            "discount",
            "currency",
            "quantity",
            "tax_rate",
            "description",
            "product",
        ]
        read_only_fields = fields


class LeadSerializer(serializers.ModelSerializer):
    channel = serializers.CharField(source="channel.code", default=None, read_only=True)
    region = serializers.CharField(source="region.code", default=None, read_only=True)
    owner = ColleagueSerializer(allow_null=True)
    customer = serializers.SerializerMethodField(help_text="The customer it became, where that exists for the caller.")

    class Meta:
        model = Lead
        fields = [
            "id",
            "source",
            "number",
            "name",
            "created_on",
            "channel",
            "region",
            "outcome",
            "closed_on",
            "customer",
            "owner",
            "note",
            "version",
        ]
        read_only_fields = fields

    def get_customer(self, lead) -> int | None:
        return lead.customer_id if lead.customer_is_seen else None


class DealSerializer(serializers.ModelSerializer):
    amount = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)

    class Meta:
        model = Deal
        fields = [
            "id",
            "customer",
            "source",
            "number",
            "name",
            "opened_on",
            "closed_on",
            "outcome",
            "amount",
            "currency",
            "loss_reason",
            "version",
        ]
        read_only_fields = fields


class ContractSerializer(serializers.ModelSerializer):
    fee = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    mrr = serializers.SerializerMethodField(
        help_text="Fee over months, in the contract's currency; null for other kinds than subscriptions."
    )

    class Meta:
        model = Contract
        fields = [
            "id",
            "customer",
            "source",
            "number",
            "kind",
            "starts_on",
            "ends_on",
            "ended_on",
            "fee",
            "currency",
            "months",
            "mrr",
            "payment_days",
            "renewal",
            "note",
            "version",
        ]
        read_only_fields = fields

    def get_mrr(self, contract) -> str | None:
        recurs = contract.kind == Contract.Kind.SUBSCRIPTION and contract.fee is not None
        return str(mrr(contract.fee, contract.months)) if recurs else None
