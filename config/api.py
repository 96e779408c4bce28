"""Addresses of the API. Version 1 reads the archive, revenue, contacts, voices and the wall, and logs contacts and voices."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import include, path
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from customers.api.figures import CompanyFigureViewSet, FigureViewSet
from customers.api.investments import InvestmentViewSet
from customers.api.receivables import InvoiceViewSet, PaymentViewSet
from customers.api.views import (
    ContactViewSet,
    ContractViewSet,
    CustomerViewSet,
    DealViewSet,
    LeadViewSet,
    RevenueLineViewSet,
)
from relationships.api.actions import NextActionViewSet
from relationships.api.agreements import AgreementViewSet, ReviewViewSet, SolvencyViewSet
from relationships.api.decisions import DecisionViewSet
from relationships.api.gifts import GiftViewSet
from relationships.api.maps import MapViewSet
from relationships.api.outcomes import GoalViewSet, ReadingViewSet
from relationships.api.planned import PlanViewSet
from relationships.api.plans import PlanTaskViewSet, SuccessPlanViewSet
from relationships.api.playbooks import PlaybookViewSet, RunViewSet
from relationships.api.promises import PromiseViewSet
from relationships.api.requests import RequestViewSet
from relationships.api.rivals import CompetitorTieViewSet
from relationships.api.strategy import AnswerViewSet, PointViewSet
from relationships.api.usage import UsageTrendViewSet, UsageViewSet
from relationships.api.views import InteractionViewSet
from voice.api.views import EditionViewSet, VoiceViewSet

router = SimpleRouter()
router.register("customers", CustomerViewSet, basename="customer")
router.register("contacts", ContactViewSet, basename="contact")
router.register("revenue", RevenueLineViewSet, basename="revenue")
router.register("leads", LeadViewSet, basename="lead")
router.register("deals", DealViewSet, basename="deal")
router.register("success-plans", SuccessPlanViewSet, basename="success-plan")
router.register("plan-tasks", PlanTaskViewSet, basename="plan-task")
router.register("contracts", ContractViewSet, basename="contract")
router.register("invoices", InvoiceViewSet, basename="invoice")
router.register("strategic-investments", InvestmentViewSet, basename="strategic-investment")
router.register("payments", PaymentViewSet, basename="payment")
router.register("interactions", InteractionViewSet, basename="interaction")
router.register("planned", PlanViewSet, basename="planned")
router.register("gifts", GiftViewSet, basename="gift")
router.register("decisions", DecisionViewSet, basename="decision")
router.register("competitor-ties", CompetitorTieViewSet, basename="competitor-tie")
router.register("goals", GoalViewSet, basename="goal")
router.register("readings", ReadingViewSet, basename="reading")
router.register("next-actions", NextActionViewSet, basename="next-action")
router.register("promises", PromiseViewSet, basename="promise")
router.register("requests", RequestViewSet, basename="request")
router.register("agreements", AgreementViewSet, basename="agreement")
router.register("solvency-warnings", SolvencyViewSet, basename="solvency-warning")
router.register("joint-reviews", ReviewViewSet, basename="joint-review")
router.register("usage", UsageViewSet, basename="usage")
router.register("usage-trends", UsageTrendViewSet, basename="usage-trend")
router.register("playbooks", PlaybookViewSet, basename="playbook")
router.register("playbook-runs", RunViewSet, basename="playbook-run")
router.register("strategy-answers", AnswerViewSet, basename="strategy-answer")
router.register("control-points", PointViewSet, basename="control-point")
router.register("voices", VoiceViewSet, basename="voice")
router.register("editions", EditionViewSet, basename="edition")


class KeptSchema(SchemaGenerator):
    """The same for everybody who asks, so it is made once in each language: making it takes seconds."""

    def get_schema(self, request: object = None, public: bool = False) -> dict[str, Any]:
        return _schema_in(get_language())


@lru_cache(maxsize=len(settings.LANGUAGES))
def _schema_in(_language: str | None) -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


schema = SpectacularAPIView.as_view(generator_class=KeptSchema, authentication_classes=[], permission_classes=[])

app_name = "api"
urlpatterns = [
    path("schema/", schema, name="schema"),
    path("v1/figures/", CompanyFigureViewSet.as_view({"get": "list"}), name="company-figure-list"),
    path("v1/figures/<int:customer>/", FigureViewSet.as_view({"get": "list"}), name="figure-list"),
    path("v1/figures/<int:customer>/<slug:name>/", FigureViewSet.as_view({"get": "retrieve"}), name="figure-detail"),
    path("v1/figures/<slug:name>/", CompanyFigureViewSet.as_view({"get": "retrieve"}), name="company-figure-detail"),
    path("v1/customers/<int:customer>/map/", MapViewSet.as_view({"get": "retrieve"}), name="map-detail"),
    path("v1/", include(router.urls)),
]
