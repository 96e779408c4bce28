from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer
from customers.models import ExternalId
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import TrendFilter, UsageFilter
from relationships.models import UsageMeasure, UsageReading, UsageTrend
from relationships.services import usage

MOST_ROWS = 1_000
NO_CUSTOMER, NO_MEASURE = 0, "No active measure has this code."


class UsageSerializer(serializers.ModelSerializer):
    measure = serializers.CharField(source="measure.code", read_only=True)
    unit = serializers.CharField(source="measure.unit", read_only=True)

    class Meta:
        model = UsageReading
        fields = ["id", "customer", "measure", "unit", "period_end", "value", "source", "recorded_at"]
        read_only_fields = fields


class TrendSerializer(serializers.ModelSerializer):
    measure = serializers.CharField(source="measure.code", read_only=True)
    dimension = serializers.CharField(source="measure.dimension", read_only=True)

    class Meta:
        model = UsageTrend
        fields = [
            "id",
            "customer",
            "measure",
            "dimension",
            "latest_on",
            "latest",
            "change",
            "change_over",
            "year_change",
            "trend",
            "p",
            "fall",
            "periods",
            "outlook",
        ]
        read_only_fields = fields


class UsageRowSerializer(StrictSerializer):
    """One value. The customer by its id, or by its `number` in the system that sends."""

    customer = serializers.IntegerField(required=False, min_value=1)
    number = serializers.CharField(required=False, max_length=80)
    measure = serializers.CharField(max_length=60)
    day = serializers.DateField(help_text="Any day of the week or month.")
    value = serializers.DecimalField(max_digits=18, decimal_places=4, min_value=0)

    def validate(self, attrs):
        if ("customer" in attrs) == ("number" in attrs):
            raise serializers.ValidationError({"customer": ["Give either `customer` or `number`."]})
        return attrs


class PushSerializer(StrictSerializer):
    source = serializers.CharField(max_length=40, default="api", help_text="The system that sends; it knows `number`.")
    rows = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=MOST_ROWS)


class PushBodySerializer(serializers.Serializer):
    """As PushSerializer, for the schema: rows are checked one by one."""

    source = serializers.CharField(max_length=40, default="api")
    rows = UsageRowSerializer(many=True)


class AnswerSerializer(serializers.Serializer):
    """What became of one row; `row` counts from nought."""

    row = serializers.IntegerField()
    outcome = serializers.ChoiceField(["created", "corrected", "unchanged", "refused"])
    period_end = serializers.DateField(allow_null=True)
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)


class PushedSerializer(serializers.Serializer):
    created = serializers.IntegerField()
    corrected = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()
    rows = AnswerSerializer(many=True)


class UsageViewSet(ReadViewSet):
    """Values of use, corrected ones included: of one period the latest recorded counts."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = UsageSerializer
    filterset_class = UsageFilter
    orders = (Order("period_end", "period_end", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = UsageReading.objects.none()

    def get_queryset(self):
        return UsageReading.objects.visible_to(self.request.user).select_related("measure")

    @extend_schema(request=PushBodySerializer, responses={200: PushedSerializer})
    def create(self, request):
        """Push up to 1,000 values in one call; each row is answered by itself, and good ones are kept beside bad ones.

        Sending the same again changes nothing; another value for the same customer, measure and period corrects it.
        """
        body = PushSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        source, sent = body.validated_data["source"], body.validated_data["rows"]
        answers, rows = _read(sent, source)
        for place, kept in zip(rows, usage.keep(list(rows.values()), by=request.user, source=source), strict=True):
            answers[place] = _answer(place, kept)
        told = [answers[place] for place in sorted(answers)]
        tally = {
            word: sum(one["outcome"] == word for one in told) for word in AnswerSerializer().fields["outcome"].choices
        }
        return Response({**tally, "rows": told})


class UsageTrendViewSet(ReadViewSet):
    """What is told of each measure at each customer: latest value, changes, trend."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS),)
    serializer_class = TrendSerializer
    filterset_class = TrendFilter
    orders = (Order("id", "id", kind=int, always=True),)
    queryset = UsageTrend.objects.none()

    def get_queryset(self):
        return UsageTrend.objects.visible_to(self.request.user).select_related("measure")


def _read(sent, source):
    """Answers for rows that cannot be read, and the others by their place: two queries for however many."""
    answers, read = {}, {}
    for place, row in enumerate(sent):
        one = UsageRowSerializer(data=row)
        if one.is_valid():
            read[place] = one.validated_data
        else:
            answers[place] = _refused(
                place, {name: [str(text) for text in texts] for name, texts in one.errors.items()}
            )
    codes = {row["measure"] for row in read.values()}
    measures = {one.code: one for one in UsageMeasure.objects.active().filter(code__in=codes)}
    numbers = {row["number"] for row in read.values() if "number" in row}
    known = dict(
        ExternalId.objects.filter(source=source, value__in=numbers).order_by().values_list("value", "customer_id")
    )
    rows = {}
    for place, row in read.items():
        measure = measures.get(row["measure"])
        if measure is None:
            answers[place] = _refused(place, {"measure": [NO_MEASURE]})
            continue
        # An unknown number is refused as a foreign id is: neither exists for the caller.
        customer = row["customer"] if "customer" in row else known.get(row["number"], NO_CUSTOMER)
        rows[place] = usage.Told(customer, measure, row["day"], row["value"])
    return answers, rows


def _answer(place, kept):
    if kept.refusal is not None:
        return _refused(place, {kept.refusal.field or "detail": [str(kept.refusal.message)]})
    return {"row": place, "outcome": kept.outcome, "period_end": kept.period_end}


def _refused(place, errors):
    return {"row": place, "outcome": "refused", "period_end": None, "errors": errors}
