from datetime import datetime

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from customers.api.base import ReadViewSet
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.scopes import Scope
from relationships.api.filters import PlaybookFilter, RunFilter
from relationships.models import NextAction, Playbook, PlaybookRun, PlaybookStep
from relationships.triggering import rows


class TemplateStepSerializer(serializers.ModelSerializer):
    text = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = PlaybookStep
        fields = ["workdays", "role", "kind", "text"]
        read_only_fields = fields


class PlaybookSerializer(serializers.ModelSerializer):
    trigger = serializers.CharField(read_only=True)
    title = serializers.CharField(source="__str__", read_only=True)
    steps = TemplateStepSerializer(many=True, read_only=True)

    class Meta:
        model = Playbook
        fields = ["id", "trigger", "title", "daily_cap", "switched_on_at", "switched_on_by", "steps"]
        read_only_fields = fields


class RunStepSerializer(serializers.ModelSerializer):
    """A step as a next action: whether it was in time is judged by `planned_on`."""

    class Meta:
        model = NextAction
        fields = [
            "id",
            "text",
            "owner",
            "planned_on",
            "due_on",
            "done_at",
            "call",
            "done_note",
            "cancelled_at",
            "cancel_reason",
            "escalated_to",
            "escalated_on",
        ]
        read_only_fields = fields


class RunSerializer(serializers.ModelSerializer):
    trigger = serializers.CharField(source="playbook.trigger", read_only=True)
    evidence = serializers.SerializerMethodField()
    told = serializers.SerializerMethodField()
    steps = RunStepSerializer(many=True, read_only=True)

    class Meta:
        model = PlaybookRun
        fields = [
            "id",
            "customer",
            "playbook",
            "trigger",
            "about",
            "evidence",
            "told",
            "fired_on",
            "fired_at",
            "closed_at",
            "held_at_close",
            "steps",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_told(self, run) -> str:
        """The evidence as a sentence."""
        return rows.told(run.playbook.trigger, run.evidence, self.context["request"].user)

    @extend_schema_field(serializers.DictField())
    def get_evidence(self, run):
        """What was seen; empty for whom its figures are not."""
        return rows.seen(run, self.context["request"].user)


class PlaybookViewSet(ReadViewSet):
    """Templates: what begins when, and whether it is switched on."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = PlaybookSerializer
    filterset_class = PlaybookFilter
    orders = (Order("id", "id", kind=int, always=True),)
    queryset = Playbook.objects.none()

    def get_queryset(self):
        return Playbook.objects.visible_to(self.request.user).prefetch_related("steps")


class RunViewSet(ReadViewSet):
    """Playbooks that began at the customers that the key's owner sees, with why and with their steps."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = RunSerializer
    filterset_class = RunFilter
    orders = (
        Order("fired_at", "fired_at", kind=datetime, descending=True, always=True),
        Order("id", "id", kind=int, always=True),
    )
    queryset = PlaybookRun.objects.none()

    def get_queryset(self):
        return PlaybookRun.objects.visible_to(self.request.user).select_related("playbook").prefetch_related("steps")
