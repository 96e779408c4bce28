"""Deals, contracts, leads and judgements in the administration: through the services, over the version that was read."""

from datetime import date

import pytest
from django.urls import reverse

from customers.models import Certificate, Contract, Deal, Lead, Rating
from customers.services import knowing, selling
from tests.factories.customers import make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def test_a_deal_is_entered_and_corrected_by_finance(cast, customer, signed_in):
    client, add = signed_in("fin"), reverse("admin:customers_deal_add")
    given = {"customer": customer.pk, "name": "二期", "opened_on": "2026-03-01", "outcome": "open"}
    assert client.post(add, given).status_code == 302
    deal = Deal.objects.get()
    assert (deal.number, deal.currency, deal.source) == ("D20260301-1", "CNY", "manual")
    change = reverse("admin:customers_deal_change", args=[deal.pk])
    body = {"name": "二期", "opened_on": "2026-03-01", "outcome": "won", "closed_on": "2026-11-01", "read_version": 1}
    assert client.post(change, body).status_code == 302
    deal.refresh_from_db()
    assert (deal.outcome, deal.version, deal.number) == ("won", 2, "D20260301-1")
    assert customer.history_entries.filter(verb="deal_changed").exists()


def test_an_older_version_is_not_written_over(cast, customer, signed_in):
    contract = selling.add_contract(customer, starts_on=date(2026, 1, 1), by=cast["mei"], note="a")
    selling.change_contract(contract, changes={"note": "b"}, version=1, by=cast["mei"])
    change = reverse("admin:customers_contract_change", args=[contract.pk])
    body = {"kind": "subscription", "starts_on": "2026-01-01", "months": 12, "renewal": "open", "note": "c"}
    assert signed_in("ops").post(change, {**body, "read_version": 1}).status_code == 200
    assert Contract.objects.get().note == "b"


def test_a_refusal_stands_at_its_field(customer, signed_in):
    add = reverse("admin:customers_contract_add")
    body = {"customer": customer.pk, "kind": "frame", "starts_on": "2026-01-01", "ends_on": "2025-01-01"}
    answer = signed_in("ops").post(add, {**body, "months": 12, "renewal": "open"})
    assert answer.status_code == 200
    assert "ends_on" in answer.context["adminform"].form.errors


def test_leads_ratings_and_certificates_go_through_their_services(cast, customer, signed_in):
    client = signed_in("ops")
    client.post(
        reverse("admin:customers_lead_add"), {"name": "南岸", "created_on": "2026-01-01", "owner": cast["otto"].pk}
    )
    assert Lead.objects.get().owner == cast["otto"]
    rating = {"customer": customer.pk, "dimension": "compliance", "value": 5, "rated_on": "2026-10-01"}
    refused = client.post(reverse("admin:customers_rating_add"), rating)
    assert "evidence" in refused.context["adminform"].form.errors
    client.post(reverse("admin:customers_rating_add"), {**rating, "evidence": "Audit"})
    assert Rating.objects.get().by == cast["ops"]
    held = knowing.add(Certificate, customer, by=cast["mei"], name="ISO 9001")
    change = reverse("admin:customers_certificate_change", args=[held.pk])
    assert client.post(change, {"name": "ISO 9001:2015", "read_version": 1}).status_code == 302
    assert Certificate.objects.get().name == "ISO 9001:2015"
    history = client.get(reverse("admin:customers_certificate_history", args=[held.pk]))
    assert history.status_code == 200
