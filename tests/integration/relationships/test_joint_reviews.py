"""The two-sided review: frozen on its day, signed by both, on paper, and whose is due."""

import io
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse

from customers.errors import EditConflictError, FieldRefusedError
from customers.models import Customer, RevenueLine
from customers.services import rollups
from customers.services import standings as worth
from office.clock import today
from relationships.models import JointReview, NextAction
from relationships.selectors.joint_reviews import missing_reviews
from relationships.services import joint_reviews
from tests.factories.agreements import make_review
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


def shown(client, cast, who, review):
    client.force_login(cast[who])
    return client.get(review.get_absolute_url()).content.decode()


def test_goals_are_kept_as_they_stood_that_day(cast, customer):
    goal = make_goal(customer, ops=cast["ops"])
    make_reading(goal, "75", on=today() - timedelta(days=20))
    review = make_review(customer)
    make_reading(goal, "90", on=today() - timedelta(days=2))
    review.refresh_from_db()
    [line] = review.goals
    assert (line["value"], line["attained"], line["target"]) == ("75", 0.5, "90")
    before = review.goals
    changes = {"held_on": review.held_on, "they_got": "少停机"}
    people = {"theirs": list(review.theirs.all()), "ours": list(review.ours.all())}
    joint_reviews.change(review, changes=changes, version=review.version, by=cast["mei"], **people)
    review.refresh_from_db()
    assert (review.goals, review.they_got) == (before, "少停机")


def test_the_next_step_is_a_next_action(cast, customer):
    review = make_review(customer)
    assert review.next_step == NextAction.objects.get()
    with pytest.raises(FieldRefusedError):
        make_review(customer, step=joint_reviews.Step(" ", cast["mei"], today()))
    assert NextAction.objects.count() == 1


@pytest.mark.parametrize("fields", [{"theirs": []}, {"ours": []}, {"held_on": "tomorrow"}])
def test_both_sides_take_part_and_it_was_held(customer, fields):
    if fields.get("held_on"):
        fields = {"held_on": today() + timedelta(days=1)}
    with pytest.raises(FieldRefusedError):
        make_review(customer, **fields)


def test_the_dialog_offers_people_of_both_sides_and_keeps_the_review(cast, customer, client):
    contact = make_contact(customer, "林若水")
    client.force_login(cast["mei"])
    address = reverse("relationships:joint-review-add", args=[customer.pk])
    page = client.get(address).content.decode()
    assert "林若水" in page
    assert str(cast["lea"]) in page
    body = {
        "held_on": today().isoformat(),
        "theirs": [contact.pk],
        "ours": [cast["mei"].pk, cast["lea"].pk],
        "they_got": "停机减半",
        "next_text": "放安全库存",
        "next_owner": cast["mei"].pk,
        "next_due": (today() + timedelta(days=9)).isoformat(),
    }
    assert client.post(address, body).status_code == 302
    [review] = JointReview.objects.all()
    assert (list(review.theirs.all()), review.ours.count(), review.next_step.text) == ([contact], 2, "放安全库存")
    change = reverse("relationships:joint-review-change", args=[review.pk])
    body |= {"version": review.version, "we_got": "回款准时", "ours": [cast["mei"].pk]}
    assert client.post(change, body).status_code == 302
    review.refresh_from_db()
    assert (review.we_got, review.ours.count()) == ("回款准时", 1)


def test_once_signed_by_both_nothing_changes(cast, customer):
    review = make_review(customer)
    theirs = review.theirs.get()
    stranger = make_contact(make_customer(cast["mei"]))
    with pytest.raises(FieldRefusedError):
        joint_reviews.sign(review, ours=cast["mei"], theirs=stranger, on=today(), by=cast["mei"])
    joint_reviews.sign(review, ours=cast["mei"], theirs=theirs, on=today(), by=cast["mei"])
    with pytest.raises(joint_reviews.ReviewSignedError):
        joint_reviews.change(
            review, changes={"we_got": "x"}, theirs=[theirs], ours=[cast["mei"]], version=None, by=cast["mei"]
        )


def test_two_people_correct_one_review(cast, customer):
    review = make_review(customer)
    version, people = review.version, {"theirs": list(review.theirs.all()), "ours": [cast["mei"]]}
    joint_reviews.change(review, changes={"we_got": "甲"}, version=version, by=cast["mei"], **people)
    with pytest.raises(EditConflictError):
        joint_reviews.change(review, changes={"we_got": "乙"}, version=version, by=cast["lea"], **people)


def test_revenue_is_for_the_owner_and_the_value_curve_for_who_sees_margins(cast, customer, client):
    for back in range(1, 7):
        day = today().replace(day=1) - timedelta(days=30 * back)
        RevenueLine.objects.create(
            customer=customer, document=f"D{back}", booked_on=day, net=Decimal(12_000), currency="CNY"
        )
    rollups.rebuild()
    worth.recompute_all()
    review = make_review(customer, held_on=today())
    assert review.money["net_t12"] is not None
    assert "近 12 个月收入" in shown(client, cast, "mei", review)
    curve = {"plan_cum": "1000", "actual_cum": "800", "gap": "-200", "months": 6, "status": "behind"}
    review.money["curve"] = curve
    review.save(update_fields=["money"])
    assert "与计划相比" not in shown(client, cast, "mei", review)
    assert "与计划相比" in shown(client, cast, "lea", review)
    assert "与计划相比" in shown(client, cast, "fay", review)


def test_a_colleague_on_the_account_sees_no_money(cast, client):
    customer = make_customer(cast["otto"], members=[cast["mei"]])
    review = make_review(customer)
    review.money = {"as_of": "2026-11-01", "month": "2026-10", "currency": "CNY", "net_t12": "123456", "curve": None}
    review.save(update_fields=["money"])
    assert "近 12 个月收入" not in shown(client, cast, "mei", review)


def test_the_paper_says_who_met_what_and_what_comes_next(cast, customer, client):
    make_goal(customer, ops=cast["ops"])
    review = make_review(customer, theirs=[make_contact(customer, "林若水")], they_got="停机减半", we_got="回款准时")
    client.force_login(cast["mei"])
    answer = client.get(f"{review.get_absolute_url()}?paper=pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    for words in (customer.name, "林若水", "停机减半", "回款准时", "放安全库存"):
        assert words in text


def test_whose_review_is_due(cast):
    strategic, ordinary, old, never, prospect = [
        make_customer(cast["mei"], name=name, tier=tier, by=cast["ops"])
        for name, tier in (("甲", "S"), ("乙", "B"), ("丙", "B"), ("丁", "C"), ("戊", "A"))
    ]
    Customer.objects.filter(pk=prospect.pk).update(status="prospect")
    Customer.objects.exclude(pk=prospect.pk).update(status="current")
    for customer, days in ((strategic, 92), (ordinary, 92), (old, 366)):
        make_review(customer, held_on=today() - timedelta(days=days))
    found = missing_reviews(cast["mei"], today(), mine=True)
    assert [one.name for one in found] == ["甲", "丙", "丁"]
    assert never in found
    assert not missing_reviews(cast["otto"], today(), mine=True).exists()
    joint_reviews.withdraw(make_review(old, held_on=today()), reason="x", by=cast["mei"])
    assert old in missing_reviews(cast["mei"], today(), mine=True)


def test_a_new_customer_is_not_late_yet(cast):
    new = make_customer(cast["mei"], first_deal_on=today() - timedelta(days=40), status="current")
    known = make_customer(cast["mei"], first_deal_on=today() - timedelta(days=400), status="current")
    assert list(missing_reviews(cast["mei"], today(), mine=True)) == [known]
    assert new.pk


def test_the_list_of_due_reviews_costs_the_same_for_two_and_for_twenty(cast, client, queries_of):
    client.force_login(cast["mei"])
    counts = []
    for more in (2, 18):
        for _ in range(more):
            make_customer(cast["mei"])
        counts.append(queries_of(client, reverse("relationships:joint-reviews")))
    assert counts[0] == counts[1]
