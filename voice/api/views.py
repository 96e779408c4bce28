from datetime import datetime

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField, idempotency_key
from customers.models import Contact, Customer
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from voice.api.filters import EditionFilter, VoiceFilter
from voice.errors import SaidInFutureError, StrangerError, UnstorableError, VoiceError, WordsMissingError
from voice.models import Category, Channel, Edition, Kind, Sentiment, Severity, VoiceItem
from voice.presenters.editions import edition_page
from voice.presenters.words import said
from voice.services import capturing

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="A write sent twice is done once.")
FIELDS = {WordsMissingError: "text", UnstorableError: "text", StrangerError: "speaker", SaidInFutureError: "said_at"}


class VoiceSerializer(serializers.ModelSerializer):
    """`text` holds the words as they may be read: masks are █, erased words a sentence."""

    text = serializers.SerializerMethodField()
    fingerprint = serializers.CharField(source="verbatim.fingerprint")
    said_at = serializers.DateTimeField(source="verbatim.said_at")
    channel = serializers.CharField(source="verbatim.channel")

    class Meta:
        model = VoiceItem
        fields = [
            "id",
            "customer",
            "speaker",
            "anonymous",
            "text",
            "fingerprint",
            "said_at",
            "channel",
            "received_at",
            "kind",
            "category",
            "secondary_categories",
            "sentiment",
            "severity",
            "summary",
            "translation",
            "status",
            "owner",
            "due_at",
            "version",
        ]
        read_only_fields = fields

    def get_text(self, voice) -> str:
        return said(voice.verbatim)


class CaptureSerializer(StrictSerializer):
    """Words to keep. `text` is stored byte for byte and can never be changed."""

    refused = frozenset({"id", "fingerprint", "received_at", "status", "owner", "due_at", "version"})

    customer = VisibleField(Customer)
    speaker = VisibleField(Contact, required=False, allow_null=True)
    anonymous = serializers.BooleanField(default=False)
    text = serializers.CharField(trim_whitespace=False, max_length=20_000)
    said_at = serializers.DateTimeField(required=False)
    channel = serializers.ChoiceField(Channel.choices, default=Channel.OTHER)
    kind = serializers.ChoiceField(Kind.choices, required=False)
    category = serializers.ChoiceField(Category.choices, required=False)
    sentiment = serializers.ChoiceField(Sentiment.choices, required=False, allow_null=True)
    severity = serializers.ChoiceField(Severity.choices, required=False, allow_null=True)
    summary = serializers.CharField(max_length=200, default="", allow_blank=True)
    translation = serializers.CharField(default="", allow_blank=True, max_length=20_000)

    def judgement(self) -> capturing.Judgement:
        given = self.validated_data
        return capturing.Judgement(
            kind=given.get("kind", ""),
            category=given.get("category", ""),
            severity=given.get("severity"),
            sentiment=given.get("sentiment"),
        )


class VoiceViewSet(ReadViewSet):
    """What customers said, of those that the key's owner sees."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_VOICE, Scope.WRITE_VOICE),)
    serializer_class = VoiceSerializer
    filterset_class = VoiceFilter
    orders = (
        Order("received_at", "received_at", kind=datetime, always=True),
        Order("id", "id", kind=int, always=True),
    )
    queryset = VoiceItem.objects.none()

    def get_queryset(self):
        return VoiceItem.objects.visible_to(self.request.user).with_words()

    @extend_schema(request=CaptureSerializer, responses={201: VoiceSerializer}, parameters=[KEY])
    def create(self, request):
        """Keep a customer's words. The same key sent twice gives the first voice again."""
        body = CaptureSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        given = body.validated_data
        plain = {name: given[name] for name in ("anonymous", "text", "channel", "summary", "translation")}
        try:
            voice = capturing.capture(
                given["customer"],
                **plain,
                by=request.user,
                speaker=given.get("speaker"),
                said_at=given.get("said_at"),
                judgement=body.judgement(),
                idempotency_key=idempotency_key(request) or None,
            )
        except VoiceError as refusal:
            raise exceptions.ValidationError({FIELDS.get(type(refusal), "detail"): [str(refusal)]}) from refusal
        return Response(VoiceSerializer(self.get_queryset().get(pk=voice.pk)).data, status=status.HTTP_201_CREATED)


class QuoteSerializer(serializers.Serializer):
    text = serializers.CharField(source="words")
    customer = serializers.CharField()
    role = serializers.CharField()
    person = serializers.CharField()
    said_on = serializers.DateField()
    kind = serializers.CharField()
    fingerprint = serializers.CharField()
    older = serializers.BooleanField(source="old")
    open = serializers.BooleanField()


class FollowUpSerializer(serializers.Serializer):
    text = serializers.CharField(source="words")
    line = serializers.CharField()
    by = serializers.CharField()
    fingerprint = serializers.CharField()


class QuietSerializer(serializers.Serializer):
    name = serializers.CharField()
    tier = serializers.CharField()
    weeks = serializers.IntegerField()
    never = serializers.BooleanField()


class EditionLineSerializer(serializers.ModelSerializer):
    quotes = serializers.IntegerField(source="quote_count")

    class Meta:
        model = Edition
        fields = ["week", "published_at", "quotes"]
        read_only_fields = fields


class EditionSerializer(serializers.Serializer):
    """A published wall edition as anybody in the house may read it: names without consent are masked."""

    week = serializers.CharField()
    monday = serializers.DateField()
    sunday = serializers.DateField()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField()
    state = serializers.CharField()
    quotes = QuoteSerializer(many=True)
    follow_ups = FollowUpSerializer(many=True)
    quiet = QuietSerializer(many=True)
    quiet_total = serializers.IntegerField()


class EditionViewSet(ReadViewSet):
    """Published wall editions, by week."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_VOICE),)
    serializer_class = EditionLineSerializer
    filterset_class = EditionFilter
    orders = (Order("week", "week", always=True),)
    queryset = Edition.objects.none()
    lookup_field = "week"
    lookup_value_regex = r"\d{4}-W\d{2}"

    def get_queryset(self):
        from django.db.models import Count

        return Edition.objects.visible_to(self.request.user).published().annotate(quote_count=Count("quotes"))

    @extend_schema(responses=EditionSerializer)
    def retrieve(self, request, *args, **kwargs):
        return Response(EditionSerializer(edition_page(self.get_object())).data)
