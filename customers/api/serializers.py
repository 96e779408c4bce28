from rest_framework import serializers

from customers.models import Contact, ContactPoint, Customer, ExternalId, RevenueLine


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
            "ways_to_reach",
            "version",
        ]
        read_only_fields = fields


class RevenueLineSerializer(serializers.ModelSerializer):
    net = serializers.DecimalField(max_digits=18, decimal_places=2)
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
            "currency",
            "quantity",
            "tax_rate",
            "description",
            "product",
        ]
        read_only_fields = fields
