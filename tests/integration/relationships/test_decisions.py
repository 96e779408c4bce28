"""What a customer decides: who plays which part, whom of them we reach, and what is lost if somebody leaves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.errors import EditConflictError, FieldRefusedError
from customers.models import HistoryEntry
from customers.services import attitudes, decision_roles, people
from office.clock import today
from relationships.models import BuyingDecision
from relationships.services import deciding, judging_ties
from tests.factories.customers import make_contact, make_customer


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="北渡汽车")


@pytest.fixture
def decision(cast, customer):
    return deciding.raise_need(customer, what="二期产线选型", raised_on=today() - timedelta(days=20), by=cast["mei"])


def person(customer, cast, name, *, influence=None, attitude=None, known=True):
    """Somebody of theirs; known ones are tied to mei by a judgement."""
    contact = make_contact(customer, name, influence=influence)
    if known:
        judging_ties.judge(contact, cast["mei"], level=4, reason="常来往", by=cast["mei"])
    if attitude is not None:
        attitudes.judge(contact, attitude=attitude, by=cast["mei"])
    return contact


def card(signed_in, decision):
    return signed_in("mei").get(decision.get_absolute_url()).context["card"]


def test_coverage_support_and_blockers_of_a_decision(signed_in, cast, customer, decision):
    economic = person(customer, cast, "贺知秋", influence=5, attitude=1)
    technical = person(customer, cast, "莫听澜", influence=4, attitude=-2, known=False)
    user = person(customer, cast, "秦望舒", influence=3, attitude=2)
    for contact, role in ((economic, "economic"), (technical, "technical"), (user, "user")):
        deciding.take_part(decision, contact, role=role, by=cast["mei"])
    found = card(signed_in, decision)
    assert (found.coverage, found.support, found.days) == (50, "+12.5", 20)
    assert found.blockers == ["莫听澜"]
    assert len(found.missing) == 2


def test_a_champion_needs_influence_interest_and_a_dated_proof_else_is_a_coach(signed_in, cast, customer, decision):
    contact = person(customer, cast, "秦望舒", influence=3)
    deciding.take_part(decision, contact, role="champion", by=cast["mei"])
    found = {line.role: line for line in card(signed_in, decision).lines}
    assert not found["champion"].holders
    assert len(found["coach"].holders[0].unproven) == 2
    deciding.take_part(
        decision,
        contact,
        role="champion",
        interest="良率算他的年度目标",
        proof="在评审会上替我们解释停线原因",
        proved_on=today(),
        by=cast["mei"],
    )
    found = {line.role: line for line in card(signed_in, decision).lines}
    assert "coach" not in found
    assert found["champion"].covered
    assert decision.parts.exclude(until=None).count() == 1


def test_who_is_only_called_a_champion_covers_nothing_until_it_is_proved(signed_in, cast, customer, decision):
    contact = person(customer, cast, "秦望舒", influence=4)
    decision_roles.change(contact, by=cast["mei"], take={"champion"}, leave=set())
    url, mei = reverse("relationships:map", args=[customer.pk]), {"who": f"u{cast['mei'].pk}"}
    page = signed_in("mei").get(url, mei)
    assert "内部推动者" in map(str, page.context["missing_roles"])
    assert page.context["unproven"] == ["秦望舒"]
    assert page.context["leaving"].roles == []
    proof = {"interest": "良率算他的目标", "proof": "替我们解释", "proved_on": today()}
    deciding.take_part(decision, contact, role="champion", by=cast["mei"], **proof)
    deciding.settle(decision, stage="decided", settled_on=today(), outcome="选了我们", by=cast["mei"])
    page = signed_in("mei").get(url, mei)
    assert "内部推动者" not in map(str, page.context["missing_roles"])
    assert (page.context["unproven"], page.context["leaving"].roles) == ([], ["内部推动者"])


def test_unknown_influence_is_left_out_and_said(signed_in, cast, customer, decision):
    for name, influence, attitude in (("贺知秋", 5, 1), ("莫听澜", None, -2)):
        contact = person(customer, cast, name, influence=influence, attitude=attitude)
        deciding.take_part(decision, contact, role="user", by=cast["mei"])
    found = card(signed_in, decision)
    assert (found.support, found.blockers, found.weightless) == ("+50", [], 1)
    assert "1 人影响力未知" in signed_in("mei").get(decision.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"proof": "替我们说话"}, "proved_on", id="a proof without its day"),
        pytest.param({"proved_on": True}, "proof", id="a day without its proof"),
    ],
)
def test_a_proof_has_words_and_a_day(cast, customer, decision, said, field):
    said = {name: today() if value is True else value for name, value in said.items()}
    with pytest.raises(FieldRefusedError) as refused:
        deciding.take_part(decision, make_contact(customer), role="champion", by=cast["mei"], **said)
    assert refused.value.field == field


def test_if_she_leaves_names_the_decision_and_the_parts_that_lose_their_cover(signed_in, cast, customer, decision):
    contact = person(customer, cast, "贺知秋")
    deciding.take_part(decision, contact, role="economic", by=cast["mei"])
    page = signed_in("mei").get(reverse("relationships:map", args=[customer.pk]), {"who": f"c{contact.pk}"})
    [lost] = page.context["leaving"].decisions
    assert lost.startswith("二期产线选型")
    page = signed_in("mei").get(reverse("relationships:map", args=[customer.pk]), {"who": f"u{cast['mei'].pk}"})
    assert page.context["leaving"].decisions == [lost]


def test_the_map_shows_a_card_for_each_decision_that_was_open_on_the_day(signed_in, cast, customer, decision):
    deciding.settle(decision, stage="decided", settled_on=today(), outcome="选了我们", by=cast["mei"])
    url = reverse("relationships:map", args=[customer.pk])
    browser = signed_in("mei")
    assert browser.get(url).context["decisions"] == []
    earlier = browser.get(url, {"on": (today() - timedelta(days=5)).isoformat()})
    assert [one.decision for one in earlier.context["decisions"]] == [decision]


def test_who_left_covers_nothing_any_more(signed_in, cast, customer, decision):
    contact = person(customer, cast, "贺知秋")
    deciding.take_part(decision, contact, role="economic", by=cast["mei"])
    assert card(signed_in, decision).coverage == 25
    people.mark_left(contact, by=cast["mei"])
    assert card(signed_in, decision).coverage == 0


def test_a_settled_decision_keeps_its_outcome_and_opens_again(cast, decision):
    with pytest.raises(FieldRefusedError):
        deciding.settle(decision, stage="dropped", settled_on=today(), outcome=" ", by=cast["mei"])
    deciding.settle(decision, stage="dropped", settled_on=today(), outcome="预算砍了", by=cast["mei"])
    with pytest.raises(deciding.DecisionSettledError):
        deciding.settle(decision, stage="decided", settled_on=today(), outcome="again", by=cast["mei"])
    assert deciding.reopen(decision, by=cast["mei"]).is_open
    verbs = list(HistoryEntry.objects.filter(customer=decision.customer).values_list("verb", flat=True))
    assert {deciding.RAISED, deciding.SETTLED, deciding.REOPENED} <= set(verbs)


def test_the_second_of_two_changes_of_one_field_is_refused(cast, decision):
    read = decision.version
    deciding.change(decision, changes={"what": "二期"}, version=read, by=cast["mei"])
    with pytest.raises(EditConflictError):
        deciding.change(decision, changes={"what": "三期"}, version=read, by=cast["ops"])
    deciding.change(decision, changes={"expected_on": today()}, version=read, by=cast["ops"])
    decision.refresh_from_db()
    assert (decision.what, decision.expected_on) == ("二期", today())


def test_another_customers_person_plays_no_part(signed_in, cast, decision):
    foreign = make_contact(make_customer(cast["mei"]))
    url = reverse("relationships:decision-part", args=[decision.pk])
    response = signed_in("mei").post(url, {"contact": foreign.pk, "role": "user"})
    assert response.status_code == 200
    assert not decision.parts.exists()


def test_the_map_costs_the_same_for_two_and_for_twenty_decisions(signed_in, cast, customer):
    browser, url = signed_in("mei"), reverse("relationships:map", args=[customer.pk])

    def more(many: int) -> int:
        for _ in range(many):
            made = deciding.raise_need(customer, what="选型", raised_on=today(), by=cast["mei"])
            deciding.take_part(made, make_contact(customer), role="user", by=cast["mei"])
        with CaptureQueriesContext(connection) as queries:
            browser.get(url, {"who": f"u{cast['mei'].pk}"})
        return len(queries)

    more(1)
    assert more(2) == more(20)
    assert BuyingDecision.objects.count() == 23
