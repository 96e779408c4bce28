from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from customers.api.base import ReadViewSet, StrictSerializer, VisibleField
from customers.errors import CustomersError
from customers.models import Contact
from customers.paging import Order
from office.api.authentication import KeyAuthentication, scope_needed
from office.clock import today
from office.models import User
from office.scopes import Scope
from relationships.api.filters_plans import PlanTaskFilter, SuccessPlanFilter
from relationships.models import PlanObjective, PlanTask, SuccessPlan
from relationships.selectors.plans import progress
from relationships.services import plan_tasks


class PlanObjectiveSerializer(serializers.ModelSerializer):
    goals = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = PlanObjective
        fields = ["id", "text", "goals", "order"]
        read_only_fields = fields


class PlanProgressSerializer(serializers.Serializer):
    share = serializers.FloatField(allow_null=True, help_text="Done ÷ due so far; null while no task was due.")
    done = serializers.IntegerField()
    due = serializers.IntegerField()
    overdue = serializers.IntegerField()
    open = serializers.IntegerField()


class SuccessPlanSerializer(serializers.ModelSerializer):
    objectives = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()

    class Meta:
        model = SuccessPlan
        fields = [
            "id",
            "customer",
            "title",
            "owner",
            "starts_on",
            "ends_on",
            "closed_at",
            "result",
            "close_reason",
            "objectives",
            "progress",
            "version",
        ]
        read_only_fields = fields

    @extend_schema(responses=PlanObjectiveSerializer(many=True))
    def get_objectives(self, plan) -> list[dict]:
        return PlanObjectiveSerializer([one for one in plan.objectives.all() if not one.is_dropped], many=True).data

    def get_progress(self, plan) -> dict:
        return PlanProgressSerializer(progress(plan, plan.tasks.all(), today())).data


class PlanTaskSerializer(serializers.ModelSerializer):
    customer = serializers.IntegerField(source="plan.customer_id", read_only=True)

    class Meta:
        model = PlanTask
        fields = [
            "id",
            "plan",
            "customer",
            "objective",
            "side",
            "text",
            "owner",
            "contact",
            "due_on",
            "done_at",
            "done_note",
            "dropped_at",
            "drop_reason",
            "version",
        ]
        read_only_fields = fields


class NewPlanTaskSerializer(StrictSerializer):
    """A task to promise: `owner` makes it ours, `contact` theirs."""

    refused = frozenset({"id", "customer", "side", "done_at", "done_note", "dropped_at", "drop_reason", "version"})

    plan = VisibleField(SuccessPlan)
    text = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    owner = VisibleField(User, required=False)
    contact = VisibleField(Contact, required=False)
    objective = VisibleField(PlanObjective, required=False)

    def validate(self, attrs):
        if ("owner" in attrs) == ("contact" in attrs):
            raise serializers.ValidationError({"owner": ["One side: either an owner of ours or a contact."]})
        return attrs


class PlanTaskNoteSerializer(StrictSerializer):
    note = serializers.CharField(max_length=300, default="", allow_blank=True)


class SuccessPlanViewSet(ReadViewSet):
    """Success plans of the customers that the key's owner sees, with objectives and progress."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = SuccessPlanSerializer
    filterset_class = SuccessPlanFilter
    orders = (Order("starts_on", "starts_on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = SuccessPlan.objects.none()

    def get_queryset(self):
        return SuccessPlan.objects.visible_to(self.request.user).prefetch_related("objectives__goals", "tasks")


class PlanTaskViewSet(ReadViewSet):
    """Tasks of those plans, of both sides."""

    authentication_classes = (KeyAuthentication,)
    permission_classes = (scope_needed(Scope.READ_INTERACTIONS, Scope.WRITE_INTERACTIONS),)
    serializer_class = PlanTaskSerializer
    filterset_class = PlanTaskFilter
    orders = (Order("due_on", "due_on", kind=date, always=True), Order("id", "id", kind=int, always=True))
    queryset = PlanTask.objects.none()

    def get_queryset(self):
        return PlanTask.objects.visible_to(self.request.user).select_related("plan")

    @extend_schema(request=NewPlanTaskSerializer, responses={201: PlanTaskSerializer})
    def create(self, request):
        """Promise a task. 403 for a plan that is only yours to read."""
        body = NewPlanTaskSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        fields = dict(body.validated_data)
        plan, verb = fields.pop("plan"), plan_tasks.add_ours if "owner" in fields else plan_tasks.add_theirs
        made = _told(lambda: verb(plan, by=request.user, **fields))
        return Response(PlanTaskSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PlanTaskNoteSerializer, responses=PlanTaskSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request, pk):
        """Note a task as done, with what came of it."""
        body = PlanTaskNoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        task = self.get_object()
        return Response(
            PlanTaskSerializer(_told(lambda: plan_tasks.finish(task, by=request.user, **body.validated_data))).data
        )


def _told(verb):
    try:
        return verb()
    except CustomersError as refusal:
        raise exceptions.ValidationError({refusal.field or "detail": [str(refusal.message)]}) from refusal
