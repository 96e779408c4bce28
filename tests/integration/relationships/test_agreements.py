"""What lies between two houses: layers with evidence, volumes against the ledger, warnings, clauses, win-backs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.errors import EditConflictError, FieldRefusedError, ReasonMissingError
from customers.models import RevenueLine
from customers.services import attitudes, selling
from office.clock import today
from office.scopes import Scope
from office.services import api_keys
from relationships.agreeing.layers import three
from relationships.models import Playbook, SolvencyWarning, VolumeAgreement, WinBackAttempt
from relationships.selectors.agreements import clauses_in_force, kept
from relationships.selectors.layers import evidence, kinds
from relationships.selectors.maps import read_map
from relationships.services import noting
from relationships.triggering import registry, seeing
from relationships.views import agreements
from tests.factories.agreements import make_between, make_review
from tests.factories.customers import make_contact, make_customer
from tests.factories.promises import make_promise
from tests.factories.relationships import make_interaction


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], chart_complete=True)


def buy(customer, net, *, days_ago=5, **fields):
    number = RevenueLine.objects.count() + 1
    values = {"document": f"D{number}", "currency": "CNY", "booked_on": today() - timedelta(days=days_ago), **fields}
    return RevenueLine.objects.create(customer=customer, net=Decimal(net), **values)


def steady(contact, **fields):
    for month, day in ((9, 1), (10, 8), (11, 12)):
        moment = datetime(2026, month, day, 4, tzinfo=UTC)
        make_interaction(contact.customer, contact, kind="visit", at=moment, recorded_at=moment, **fields)


@pytest.mark.usefixtures("clock")
def test_the_three_layers_of_the_specification_come_out_of_the_database(cast, customer):
    engineer = make_contact(customer, function="rnd", seniority=4)
    attitudes.judge(engineer, attitude=1, reason="推荐我们", by=cast["mei"])
    for one in (engineer, *(make_contact(customer, function=name, seniority=2) for name in ("procurement", "finance"))):
        steady(one)
    make_contact(customer, function="production", seniority=2)
    selling.add_contract(customer, kind="frame", starts_on=date(2026, 1, 1), by=cast["mei"])
    make_between("item", customer)
    make_review(customer)
    live = kinds(customer, today())
    assert live == ["framework_agreement", "joint_project", "periodic_review"]
    found = three(read_map(customer, cast["mei"], today()), live)
    assert (found.general, found.key, found.organisation) == (75.0, 100.0, 50.0)


@pytest.mark.usefixtures("clock")
def test_the_general_layer_counts_recorded_departments_while_the_chart_is_not_complete(cast, customer):
    customer.chart_complete = False
    for name in ("procurement", "finance"):
        steady(make_contact(customer, function=name))
    make_contact(customer, function="production")
    assert three(read_map(customer, cast["mei"], today()), []).general == pytest.approx(200 / 3)


def test_visits_of_executives_and_joint_marketing_are_not_entered_twice(customer):
    make_interaction(customer, kind="exec_visit", line="董事长来访")
    make_interaction(customer, kind="joint_marketing", direction="unanswered")
    assert [(one.kind, one.text, one.entered) for one in evidence(customer, today())] == [
        ("exec_mutual_visit", "董事长来访", False)
    ]


@pytest.mark.parametrize(
    ("fields", "alive"),
    [
        pytest.param({"on": -365}, True, id="365 days ago"),
        pytest.param({"on": -366}, False, id="366 days ago"),
        pytest.param({"on": -700, "until": 1}, True, id="until its end"),
        pytest.param({"on": -100, "until": -1}, False, id="ended"),
        pytest.param({"on": -900, "kind": "framework_agreement"}, True, id="a framework agreement without an end"),
    ],
)
def test_how_long_an_item_is_alive(customer, fields, alive):
    days = {name: today() + timedelta(days=value) for name, value in fields.items() if name != "kind"}
    make_between("item", customer, kind=fields.get("kind", "joint_project"), **days)
    assert bool(kinds(customer, today())) is alive


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("ago", "alive"), [pytest.param(365, True), pytest.param(366, False)])
def test_visits_and_reviews_are_alive_for_365_days(customer, ago, alive):
    day = today() - timedelta(days=ago)
    make_interaction(customer, kind="exec_visit", at=datetime(day.year, day.month, day.day, 4, tzinfo=UTC))
    make_review(customer, held_on=day)
    assert kinds(customer, today()) == (["exec_mutual_visit", "periodic_review"] if alive else [])


def test_what_was_noted_in_error_is_alive_no_more_and_comes_back(cast, customer):
    item = make_between("item", customer)
    with pytest.raises(ReasonMissingError):
        noting.withdraw(item, reason="", by=cast["mei"])
    noting.withdraw(item, reason="别家的", by=cast["mei"])
    assert kinds(customer, today()) == []
    noting.restore(item, by=cast["mei"])
    assert kinds(customer, today()) == ["joint_project"]


def test_a_volume_is_asked_of_the_ledger_pro_rata(cast, customer):
    make_between("volume", customer, valid_from=today() - timedelta(days=72))
    buy(customer, "60000")
    buy(customer, "5000", days_ago=72)
    buy(customer, "-1000", days_ago=1)
    buy(customer, "9999", days_ago=73)
    [found] = kept(VolumeAgreement.objects.visible_to(cast["mei"]), today())
    # 73 days of 365 of 365,000 are 73,000; 64,000 were bought.
    assert (round(found.result.agreed), found.result.bought, round(found.result.missing)) == (73000, 64000, 9000)
    assert (found.lines, found.left_out, found.result.flagged) == (3, 0, True)
    buy(customer, "1700")
    assert not kept(VolumeAgreement.objects.all(), today())[0].result.flagged


def test_a_quantity_counts_pieces_and_what_cannot_be_counted_is_told(customer):
    make_between("volume", customer, yearly_amount=None, yearly_quantity=Decimal(365), unit="只")
    buy(customer, "100", quantity=Decimal(40))
    buy(customer, "-20", quantity=Decimal(8))
    buy(customer, "500")
    [found] = kept(VolumeAgreement.objects.all(), today())
    assert (found.result.bought, found.lines, found.left_out) == (Decimal(32), 2, 1)


def test_foreign_lines_without_a_rate_are_left_out_and_told(customer):
    make_between("volume", customer)
    buy(customer, "100", currency="USD")
    [found] = kept(VolumeAgreement.objects.all(), today())
    assert (found.result.bought, found.left_out) == (Decimal(0), 1)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"yearly_quantity": Decimal(5)}, id="both"),
        pytest.param({"yearly_amount": None}, id="neither"),
        pytest.param({"yearly_amount": Decimal(0)}, id="nothing"),
        pytest.param({"valid_until": date(2000, 1, 1)}, id="ends before it begins"),
    ],
)
def test_a_volume_is_an_amount_or_a_quantity(customer, fields):
    with pytest.raises(FieldRefusedError):
        make_between("volume", customer, **fields)


def test_two_people_correct_one_clause(cast, customer):
    clause = make_between("clause", customer)
    version = clause.version
    noting.change(clause, changes={"text": "每小时赔 0.1%"}, version=version, by=cast["mei"])
    with pytest.raises(EditConflictError):
        noting.change(clause, changes={"text": "每小时赔 0.2%"}, version=version, by=cast["lea"])
    [found] = clauses_in_force(customer, cast["mei"], today())
    assert found.text == "每小时赔 0.1%"
    assert list(clauses_in_force(customer, cast["otto"], today())) == []


def test_only_an_address_of_the_web_is_a_document(customer):
    with pytest.raises(FieldRefusedError):
        make_between("clause", customer, link="javascript:alert(1)")


def test_a_warning_is_cleared_with_a_reason(cast, customer):
    warning = make_between("solvency", customer, by=cast["fin"])
    with pytest.raises(ReasonMissingError):
        noting.clear(warning, on=today(), reason=" ", by=cast["fin"])
    noting.clear(warning, on=today(), reason="票据已兑付", by=cast["fin"])
    assert not SolvencyWarning.objects.open().exists()
    with pytest.raises(noting.OvertakenError):
        noting.clear(warning, on=today(), reason="again", by=cast["fin"])


def test_an_attempt_has_a_result_and_the_list_counts_it(cast, customer, client):
    won, lost, _open = [make_between("win-back", customer) for _ in range(3)]
    noting.answer(won, result="won_back", on=today(), note="小批订单", by=cast["mei"])
    noting.answer(lost, result="declined", on=today(), note="", by=cast["mei"])
    client.force_login(cast["mei"])
    page = client.get(reverse("relationships:win-backs"))
    assert [page.context[name] for name in ("tried", "won", "declined", "under_way")] == [3, 1, 1, 1]
    assert page.context["rate"] == "50%"
    assert "小批订单" in page.content.decode()
    noting.answer(won, result="open", on=today(), note="", by=cast["mei"])
    assert WinBackAttempt.objects.get(pk=won.pk).result_on is None


def test_who_may_note_what(cast, customer):
    with pytest.raises(PermissionDenied):
        make_between("volume", customer, by=cast["fay"])
    with pytest.raises(PermissionDenied):
        make_between("item", customer, by=cast["fin"])
    make_between("volume", customer, by=cast["fin"])
    make_between("item", customer, by=cast["fay"])


@pytest.mark.parametrize(
    ("who", "volumes", "clauses"),
    [("mei", True, True), ("lea", True, True), ("fin", True, False), ("fay", True, True)],
)
def test_each_sees_the_parts_that_are_theirs(cast, customer, client, who, volumes, clauses):
    make_between("volume", customer, name="年度约定甲")
    make_between("clause", customer, text="停机赔偿乙")
    client.force_login(cast[who])
    page = client.get(reverse("relationships:agreements-tab", args=[customer.pk])).content.decode()
    assert ("年度约定甲" in page, "停机赔偿乙" in page) == (volumes, clauses)


def test_a_colleague_on_the_account_sees_no_volumes(cast):
    customer = make_customer(cast["lea"], members=[cast["mei"]])
    make_between("volume", customer, name="年度约定甲", by=cast["ops"])
    assert not VolumeAgreement.objects.visible_to(cast["mei"]).exists()


@pytest.mark.parametrize(
    ("noun", "body"),
    [
        ("item", {"kind": "joint_project", "on": "2026-01-05", "text": "甲"}),
        ("clause", {"kind": "exclusivity", "valid_from": "2026-01-05", "text": "甲"}),
        ("volume", {"name": "甲", "valid_from": "2026-01-05", "yearly_amount": "5000"}),
        ("solvency", {"on": "2026-01-05", "severity": "3", "told_by": "报道", "text": "甲"}),
        ("win-back", {"on": "2026-01-05", "text": "甲", "tried_by": "mei"}),
    ],
)
def test_each_dialog_notes_and_corrects(cast, customer, client, noun, body):
    client.force_login(cast["mei"])
    body = {name: cast[value].pk if value == "mei" else value for name, value in body.items()}
    tab = reverse("relationships:agreements-tab", args=[customer.pk])
    add = reverse("relationships:between-add", args=[customer.pk, noun])
    assert client.post(add, body).headers.get("Location") == tab
    assert "甲" in client.get(tab).content.decode()
    record = agreements.NOUNS[noun].model.objects.get()
    edit = reverse("relationships:between-edit", args=[noun, record.pk])
    field = "name" if noun == "volume" else "text"
    assert client.post(edit, body | {field: "乙", "version": record.version}).status_code == 302
    assert "乙" in client.get(tab).content.decode()


def test_the_tab_costs_the_same_for_two_and_for_twenty(cast, customer, client, queries_of):
    client.force_login(cast["mei"])
    address = reverse("relationships:agreements-tab", args=[customer.pk])
    counts = []
    for more in (2, 18):
        for _ in range(more):
            for noun in ("item", "clause", "volume", "solvency", "win-back"):
                make_between(noun, customer)
            make_interaction(customer, kind="exec_visit")
            make_review(customer)
        counts.append(queries_of(client, address))
    assert counts[0] == counts[1]


def test_shortfall_warning_and_overdue_promise_begin_playbooks(cast, customer):
    make_between("volume", customer)
    warning = make_between("solvency", customer)
    promise = make_promise(customer)
    type(promise).objects.filter(pk=promise.pk).update(due_on=today() - timedelta(days=2))
    found = {
        code: seeing.hits(code, today(), {}) for code in ("promise_overdue", "agreement_shortfall", "solvency_warning")
    }
    assert [hit.about for hit in found["promise_overdue"]] == [str(promise.pk)]
    assert [hit.evidence["percent"] for hit in found["agreement_shortfall"]] == [100]
    assert [(hit.about, hit.evidence["severity"]) for hit in found["solvency_warning"]] == [(str(warning.pk), 2)]
    for code, hits in found.items():
        trigger = registry.find(code)
        assert trigger is not None
        assert trigger.tell(hits[0].evidence)
        assert trigger.link(customer.pk, hits[0].about).startswith("/")
        assert Playbook.objects.get(trigger=code).steps.exists()
    noting.clear(warning, on=today(), reason="已兑付", by=cast["mei"])
    assert seeing.hits("solvency_warning", today(), {}) == []


def test_the_layers_explain_themselves(cast, customer, client):
    make_between("item", customer)
    client.force_login(cast["mei"])
    for name in ("general", "key", "organisation"):
        assert client.get(reverse("customers:figure", args=[customer.pk, f"layer_{name}"])).status_code == 200


def test_the_api_lists_what_is_agreed_and_warned_of(cast, customer):
    make_between("volume", customer)
    noting.withdraw(make_between("volume", customer), reason="twice", by=cast["mei"])
    warning = make_between("solvency", customer)
    review = make_review(customer)
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=cast["mei"], label="T", scopes=Scope.values, expires_at=ends, by=cast["mei"])
    client = Client(headers={"Authorization": f"Bearer {plain}"})

    def found(path):
        return client.get(f"/api/v1/{path}").json()["results"]

    assert [one["yearly_amount"] for one in found(f"agreements/?valid_on={today()}")] == ["365000.00"]
    assert [one["id"] for one in found("solvency-warnings/?state=open")] == [warning.pk]
    assert [(one["id"], one["ours"]) for one in found("joint-reviews/")] == [(review.pk, [cast["mei"].pk])]
