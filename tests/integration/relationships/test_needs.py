"""Needs of a customer, what serves them, and whether our work goes where it counts for them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from customers.errors import EditConflictError, FieldRefusedError
from customers.models import CostLine, EffortEntry, HourlyRate
from customers.services import effort, ledger, needing
from office.clock import today
from relationships.binding.effort import BLADE, work_of
from relationships.models import Interaction
from relationships.services import tagging
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction
from tests.factories.strategy import make_need


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def cost(customer, amount, cast, need=None, kind=CostLine.Kind.CUSTOM_RD):
    return ledger.enter_cost(
        customer, kind=kind, booked_on=today() - timedelta(days=9), amount=Decimal(amount), by=cast["ops"], need=need
    )


def test_a_need_is_noted_once_and_corrected_with_its_version(cast, customer):
    need = make_need(customer, 5, title="less scrap")
    with pytest.raises(needing.NeedKnownError):
        make_need(customer, title="less scrap")
    with pytest.raises(FieldRefusedError):
        make_need(customer, 6)
    needing.change(need, changes={"importance": 4}, version=1, by=cast["mei"])
    with pytest.raises(EditConflictError):
        needing.change(need, changes={"importance": 2}, version=1, by=cast["mei"])
    with pytest.raises(PermissionDenied):
        needing.change(need, changes={"importance": 2}, version=2, by=cast["eve"])


def test_a_cost_serves_a_need_of_its_own_customer_alone(cast, customer):
    foreign = make_need(make_customer(cast["mei"]))
    with pytest.raises(FieldRefusedError):
        cost(customer, 10, cast, foreign)
    with pytest.raises(FieldRefusedError):
        effort.enter(customer, on=today(), role="csm", minutes=10, by=cast["ops"], need=foreign)
    with pytest.raises(FieldRefusedError):
        tagging.tag(customer, interaction_id=make_interaction(customer).pk, need=foreign)


def test_the_blade_is_the_share_of_work_on_the_three_most_important_needs(cast, customer):
    first, second = make_need(customer, 5), make_need(customer, 3)
    third = make_need(customer, 2)
    cost(customer, 60, cast, first)
    effort.enter(customer, on=today(), role="csm", booked=Decimal(20), by=cast["ops"], need=second)
    cost(customer, 20, cast)
    cost(customer, 5_000, cast, third, kind=CostLine.Kind.PRODUCT)
    found = work_of(customer, today())
    assert found.blade.blade == pytest.approx(0.8)
    assert found.blade.mismatch == pytest.approx(0.3)
    assert (found.spent.total, found.spent.entries) == (Decimal(100), 3)


def test_logged_minutes_count_at_the_rate_of_the_role_and_without_one_say_so(cast, customer):
    need = make_need(customer, 5)
    row = make_interaction(customer, minutes=60, at=timezone.now() - timedelta(days=2))
    tagging.tag(customer, interaction_id=row.pk, need=need)
    unknown = BLADE.read(customer, cast["fay"], today())
    assert unknown.value is None
    assert {each.code for each in unknown.gaps} == {"no_cost", "unknown_cost"}
    HourlyRate.objects.create(role="csm", since=today() - timedelta(days=400), hourly=Decimal(120))
    again = type(customer).objects.get(pk=customer.pk)
    row.participations.update(minutes=60)
    assert work_of(again, today()).spent.costs[str(need.pk)] == Decimal(120)


def test_who_does_not_see_costs_sees_needs_and_no_share_of_our_work(cast, customer, client):
    need = make_need(customer, title="less scrap")
    cost(customer, 60, cast, need)
    url = reverse("relationships:strategy-tab", args=[customer.pk])
    figure = reverse("customers:figure", args=[customer.pk, "blade"])
    client.force_login(cast["mei"])
    page = client.get(url)
    assert page.context["blade"] is None
    assert "less scrap" in page.content.decode()
    assert client.get(figure).status_code == 404
    client.force_login(cast["fay"])
    assert client.get(url).context["blade"].text == "100.0%"
    assert client.get(figure).status_code == 200


def test_the_need_is_chosen_in_the_cost_form_and_in_the_log(cast, customer, client):
    need, foreign = make_need(customer), make_need(make_customer(cast["mei"]))
    client.force_login(cast["ops"])
    url = reverse("customers:new_effort", args=[customer.pk])
    sent = {"on": today(), "kind": "service_cost", "role": "csm", "minutes": 30}
    assert client.post(url, {**sent, "need": foreign.pk}).status_code == 200
    client.post(url, {**sent, "need": need.pk})
    assert EffortEntry.objects.get(customer=customer).need == need
    client.force_login(cast["mei"])
    log = {
        "customer": customer.pk,
        "contacts": [make_contact(customer).pk],
        "kind": "call",
        "line": "about scrap",
        "direction": "mutual",
        "quality": 3,
        "idempotency_key": "once",
        "need-need": need.pk,
    }
    client.post(reverse("relationships:log"), log)
    assert Interaction.objects.get(customer=customer).need == need


def test_a_need_that_is_taken_back_lies_in_the_bin_and_its_costs_serve_none_until_it_stands_again(
    cast, customer, client
):
    need, other = make_need(customer, 5, title="less scrap"), make_need(customer, 3)
    cost(customer, 60, cast, need)
    cost(customer, 20, cast, other)
    client.force_login(cast["mei"])
    tab = reverse("relationships:strategy-tab", args=[customer.pk])
    edit = client.get(reverse("relationships:need-edit", args=[need.pk])).content.decode()
    withdraw, restore = (reverse(f"relationships:need-{verb}", args=[need.pk]) for verb in ("withdraw", "restore"))
    assert f'formaction="{withdraw}"' in edit
    assert client.post(withdraw).url == tab
    assert [row.need for row in client.get(tab).context["needs"]] == [other]
    found = work_of(type(customer).objects.get(pk=customer.pk), today())
    assert (found.spent.costs[str(other.pk)], found.spent.costs[""]) == (Decimal(20), Decimal(60))
    assert found.blade.blade == pytest.approx(0.25)
    assert restore in client.get(reverse("customers:bin")).content.decode()
    assert client.get(reverse("relationships:need-edit", args=[need.pk])).status_code == 404
    client.post(restore)
    assert [row.need for row in client.get(tab).context["needs"]] == [need, other]
    assert CostLine.objects.filter(need=need).exists()
    verbs = customer.history_entries.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["need_withdrawn", "need_restored"]


def test_a_need_noted_anew_meanwhile_keeps_the_first_in_the_bin(cast, customer, client):
    first = make_need(customer, title="less scrap")
    needing.withdraw(first, by=cast["mei"])
    make_need(customer, title="less scrap")
    with pytest.raises(needing.NeedKnownError):
        needing.restore(first, by=cast["mei"])
    with pytest.raises(PermissionDenied):
        needing.withdraw(first, by=cast["eve"])


def test_a_cost_keeps_the_need_it_served_in_its_form_and_a_new_one_cannot_choose_it(cast, customer, client):
    need = make_need(customer, title="less scrap")
    line = cost(customer, 60, cast, need)
    needing.withdraw(need, by=cast["mei"])
    client.force_login(cast["fin"])
    offered = {
        name: list(client.get(reverse(f"customers:{name}", args=[pk])).context["form"].fields["need"].queryset)
        for name, pk in (("edit_cost", line.pk), ("new_cost", customer.pk))
    }
    assert offered == {"edit_cost": [need], "new_cost": []}
