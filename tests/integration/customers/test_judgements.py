"""What people judge of a customer: with evidence, with an end, with a name beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from customers import binning
from customers.errors import ArchivedError, EditConflictError, FieldRefusedError, PastDayError
from customers.models import (
    AccountMember,
    Certificate,
    CustomerStanding,
    CustomerYear,
    LighthouseRecord,
    Rating,
    Referral,
    TierOverride,
    ValuePlan,
    WalletEstimate,
)
from customers.selectors import judgements
from customers.services import investing, judging, knowing
from tests.factories.customers import make_customer

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 19)
REASON = "Opens the market of the south for us."


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="北渡精工")


@pytest.mark.parametrize("value", [1, 4, 5])
def test_the_ends_of_the_scale_need_evidence(cast, customer, value):
    with pytest.raises(judging.EvidenceMissingError):
        judging.rate(customer, dimension="compliance", value=value, evidence="  ", by=cast["mei"])
    assert not Rating.objects.exists()
    judging.rate(customer, dimension="compliance", value=value, evidence="Papers of June", by=cast["mei"])
    assert Rating.objects.get().by == cast["mei"]


def test_the_middle_does_without_and_leaves_a_trace(cast, customer):
    judging.rate(customer, dimension="outlook", value=3, by=cast["mei"], on=date(2026, 5, 1))
    entry = customer.history_entries.get(verb="rated")
    assert entry.detail == {"dimension": "outlook", "value": 3, "on": "2026-05-01"}


@pytest.mark.parametrize(("value", "on"), [(0, TODAY), (6, TODAY), (3, date(2026, 11, 20))])
def test_no_other_number_and_no_day_to_come(cast, customer, value, on):
    with pytest.raises(FieldRefusedError):
        judging.rate(customer, dimension="outlook", value=value, evidence="x", on=on, by=cast["mei"])


@pytest.mark.parametrize("who", ["eve", "fin", "otto"])
def test_only_our_people_on_the_account_and_the_founder_judge(cast, customer, who):
    with pytest.raises(PermissionDenied):
        judging.rate(customer, dimension="outlook", value=3, by=cast[who])


def test_a_customer_in_the_archive_is_not_judged(cast):
    with pytest.raises(ArchivedError):
        judging.rate(make_customer(cast["mei"], archived=True), dimension="outlook", value=3, by=cast["ops"])


@pytest.mark.parametrize(
    ("reason", "expires_on", "error"),
    [
        ("too short", date(2027, 1, 1), judging.ReasonTooShortError),
        ("         a          ", date(2027, 1, 1), judging.ReasonTooShortError),
        (REASON, date(2026, 11, 18), FieldRefusedError),
        (REASON, date(2027, 11, 20), FieldRefusedError),
    ],
)
def test_a_tier_by_hand_needs_a_reason_and_an_end_within_twelve_months(cast, customer, reason, expires_on, error):
    with pytest.raises(error):
        judging.override_tier(customer, tier="S", reason=reason, expires_on=expires_on, by=cast["fay"])
    assert not TierOverride.objects.exists()


def test_a_new_tier_by_hand_ends_the_one_before_and_taking_back_ends_it_today(cast, customer):
    judging.override_tier(customer, tier="A", reason=REASON, expires_on=date(2027, 11, 19), by=cast["fay"])
    held = judging.override_tier(customer, tier="S", reason=REASON, expires_on=TODAY, by=cast["ada"])
    assert judgements.overrides_by_customer(None, TODAY)[customer.pk].tier == "S"
    judging.take_back_override(held, by=cast["fay"])
    assert judgements.overrides_by_customer(None, TODAY) == {}
    with pytest.raises(judging.TakenBackAlreadyError):
        judging.take_back_override(held, by=cast["fay"])


@pytest.mark.parametrize("who", ["mei", "lea", "ops", "eve"])
def test_only_founder_and_administrator_set_a_tier_by_hand(cast, customer, who):
    with pytest.raises(PermissionDenied):
        judging.override_tier(customer, tier="S", reason=REASON, expires_on=TODAY, by=cast[who])


def shine(customer, by, **fields):
    criteria = {"innovator": True, "opens_market": True}
    return investing.declare_lighthouse(customer, criteria=criteria, evidence="First user.", by=by, **fields)


@pytest.mark.parametrize(
    ("limits", "field"),
    [({}, "cap"), ({"cap": Decimal(9)}, "review_on"), ({"review_on": date(2027, 1, 1)}, "cap")],
)
def test_a_lighthouse_below_zero_needs_a_cap_and_a_review(cast, customer, limits, field):
    with pytest.raises(investing.UnlimitedLighthouseError) as refused:
        shine(customer, cast["fay"], net_profit_cum=Decimal("-0.01"), **limits)
    assert refused.value.field == field
    assert not LighthouseRecord.objects.exists()


@pytest.mark.parametrize("net", [None, Decimal(0), Decimal(5)])
def test_a_lighthouse_that_is_not_below_zero_may_do_without(cast, customer, net):
    assert shine(customer, cast["lea"], net_profit_cum=net).by == cast["lea"]


def test_one_criterion_alone_is_no_lighthouse_and_needs_no_cap(cast, customer):
    record = investing.declare_lighthouse(
        customer, criteria={"innovator": True}, evidence="x", net_profit_cum=Decimal(-5), by=cast["fay"]
    )
    assert record.criteria == {
        "benchmark_industry": False, "innovator": True, "opens_market": False, "capability_pull": False,
    }  # fmt: skip


def test_a_review_of_a_lighthouse_lies_ahead_unless_it_was_kept_before(cast, customer):
    with pytest.raises(PastDayError) as refused:
        shine(customer, cast["fay"], review_on=date(2026, 11, 18))
    assert refused.value.field == "review_on"
    shine(customer, cast["fay"], review_on=TODAY)
    LighthouseRecord.objects.update(review_on=date(2026, 11, 1))
    assert shine(customer, cast["fay"], review_on=date(2026, 11, 1), cap=Decimal(7)).cap == 7


def test_a_tier_set_by_hand_until_a_past_day_says_that_the_day_is_past(cast, customer):
    with pytest.raises(PastDayError) as refused:
        judging.override_tier(customer, tier="S", reason=REASON, expires_on=date(2026, 11, 18), by=cast["fay"])
    assert refused.value.field == "expires_on"


def test_the_form_of_a_lighthouse_asks_the_standing(cast, customer, signed_in, clock):
    CustomerStanding.objects.create(
        customer=customer, current_for=customer, as_of=TODAY, month=date(2026, 10, 1), net_profit_ever=Decimal(-200),
        formula_version="E1", inputs_digest="x", computed_at="2026-11-19T00:00:00Z",
    )  # fmt: skip
    url, body = reverse("customers:lighthouse", args=[customer.pk]), {"innovator": "on", "opens_market": "on"}
    shown = signed_in("fay").post(url, {**body, "evidence": "First user."}).content.decode()
    assert 'aria-invalid="true"' in shown
    assert "First user." in shown
    done = signed_in("fay").post(url, {**body, "evidence": "x", "cap": "300000", "review_on": "2027-01-01"})
    assert done.status_code == 302
    assert LighthouseRecord.objects.get().cap == 300000


def test_two_who_change_a_lighthouse_at_once_keep_both_or_are_told(cast, customer):
    shine(customer, cast["fay"])
    read = LighthouseRecord.objects.get().version
    shine(customer, cast["lea"], version=read, cap=Decimal(5))
    with pytest.raises(EditConflictError):
        shine(customer, cast["fay"], version=read, cap=Decimal(7))
    merged = shine(customer, cast["fay"], version=read, review_on=date(2027, 1, 1))
    assert (merged.cap, merged.review_on) == (5, date(2027, 1, 1))


def test_the_years_of_a_plan_count_in_their_order(cast, customer):
    years = [("投入期", Decimal("-1200000")), ("回报期", Decimal("1800000.5"))]
    investing.plan_value(customer, starts_on=date(2026, 1, 1), years=years, by=cast["fay"])
    assert judgements.plans(None)[customer.pk].amounts == (Decimal(-1200000), Decimal("1800000.50"))
    investing.plan_value(customer, starts_on=date(2026, 1, 1), years=years[::-1], by=cast["fay"])
    assert ValuePlan.objects.get().years == [["回报期", "1800000.50"], ["投入期", "-1200000.00"]]


def test_the_form_of_a_plan_begins_with_five_years_and_wants_no_gap(cast, customer, signed_in):
    url, client = reverse("customers:value_plan", args=[customer.pk]), signed_in("fay")
    assert client.get(url).context["form"].count == 5
    gap = client.post(url, {"starts_on": "2026-01-01", "amount_1": "-5", "amount_3": "9"})
    assert gap.status_code == 200
    assert "amount_2" in gap.context["form"].errors
    client.post(url, {"starts_on": "2026-01-01", "amount_1": "-5", "label_1": "投入期", "amount_2": "9"})
    assert ValuePlan.objects.get().years == [["投入期", "-5.00"], ["", "9.00"]]


def test_what_is_known_is_added_corrected_and_taken_back(cast, customer):
    estimate = knowing.add(
        WalletEstimate, customer, by=cast["mei"], on=date(2026, 1, 1), total=Decimal(9), told_by="采购"
    )
    with pytest.raises(knowing.KnownAlreadyError):
        knowing.add(WalletEstimate, customer, by=cast["mei"], on=date(2026, 1, 1), total=Decimal(8), told_by="采购")
    changed = knowing.change(estimate, changes={"total": Decimal(10)}, version=1, by=cast["lea"])
    assert (changed.total, changed.version) == (10, 2)
    knowing.remove(estimate, by=cast["ops"])
    assert list(WalletEstimate.history.values_list("history_type", flat=True)) == ["-", "~", "+"]
    verbs = list(customer.history_entries.values_list("verb", flat=True))
    assert verbs[:3] == ["knowledge_removed", "knowledge_changed", "knowledge_added"]


@pytest.fixture
def taken_back(cast, customer):
    """One of each kind, taken back by hand."""
    named = make_customer(cast["otto"], name="介绍人")
    rows = {
        "wallet": (WalletEstimate, {"on": date(2026, 1, 1), "total": Decimal("9.50"), "told_by": "采购"}),
        "year": (CustomerYear, {"year": 2025, "employees": 12}),
        "certificate": (Certificate, {"name": "ISO 9001"}),
        "referral": (Referral, {"named": named, "on": date(2026, 1, 2)}),
    }
    made = {noun: knowing.add(kind, customer, by=cast["mei"], **fields) for noun, (kind, fields) in rows.items()}
    for record in list(made.values()):
        knowing.remove(type(record).objects.get(pk=record.pk), by=cast["ops"])
    return made


def test_what_was_taken_back_lies_in_the_bin_and_stands_again_as_it_was(taken_back, cast, customer, signed_in):
    with override("en"):
        entries = {each.source: each for each in binning.read(cast["mei"]).entries}
    assert entries.keys() == taken_back.keys()
    assert {each.name for each in entries.values()} == {
        "Wallet estimate: 2026-01-01",
        "Year of a customer: 2025",
        "Certificate: ISO 9001",
        "Referral: 2026-01-02",
    }
    assert {(each.customer, each.by, each.why) for each in entries.values()} == {(customer, cast["ops"], "")}
    client = signed_in("mei")
    for noun, entry in entries.items():
        assert client.post(entry.restore_url).url == reverse("customers:judgement", args=[customer.pk])
        kind, was = type(taken_back[noun]), taken_back[noun]
        again = kind.objects.get(pk=was.pk)
        assert all(
            getattr(again, field.attname) == getattr(was, field.attname) for field in kind._meta.concrete_fields
        ), noun
        assert client.post(entry.restore_url).status_code == 404, noun
    assert binning.read(cast["mei"]).entries == []
    assert customer.history_entries.first().verb == "knowledge_restored"
    knowing.remove(Certificate.objects.get(), by=cast["mei"])
    assert [each.source for each in binning.read(cast["mei"]).entries] == ["certificate"]


def test_the_bin_holds_what_a_person_may_put_back(taken_back, cast, customer, signed_in):
    for who in ("otto", "eve", "fin"):
        assert binning.read(cast[who]).entries == []
    AccountMember.objects.create(customer=customer, user=cast["otto"], since=date(2026, 1, 1))
    assert {each.source for each in binning.read(cast["otto"]).entries} == {"year", "certificate", "referral"}
    knowing.add(Certificate, customer, by=cast["mei"], name="ISO 9001")
    [entry] = binning.read(cast["mei"], source="certificate").entries
    page = signed_in("mei").post(entry.restore_url, follow=True).text
    assert str(knowing.KnownAlreadyError.message) in page
    assert Certificate.objects.count() == 1


def test_what_an_import_takes_away_again_is_none_of_the_bin(cast, customer):
    knowing.add(Certificate, customer, by=cast["mei"], name="ISO 9001")
    Certificate.objects.all().delete()
    assert binning.read(cast["mei"]).entries == []


def test_pages_of_the_bin_part_what_was_taken_back_at_one_moment(taken_back, cast):
    history = CustomerYear.history.model
    knowing.remove(
        knowing.add(CustomerYear, taken_back["year"].customer, by=cast["mei"], year=2024, employees=9), by=cast["mei"]
    )
    history.objects.filter(history_type="-").update(history_date=timezone.now())
    with override("en"):
        first = binning.read(cast["mei"], source="year", size=1)
        rest = binning.read(cast["mei"], source="year", size=1, before=first.older)
    assert [each.name for heap in (first, rest) for each in heap.entries] == [
        "Year of a customer: 2024",
        "Year of a customer: 2025",
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        (WalletEstimate, {"on": TODAY, "total": Decimal(0), "told_by": "x"}, "total"),
        (WalletEstimate, {"on": date(2026, 11, 20), "total": Decimal(1), "told_by": "x"}, "on"),
        (WalletEstimate, {"on": TODAY, "total": Decimal(1), "told_by": " "}, "told_by"),
        (CustomerYear, {"year": 2027, "employees": 1}, "year"),
        (CustomerYear, {"year": 2025}, "revenue"),
        (Certificate, {"name": "ISO", "issued_on": TODAY, "expires_on": date(2026, 1, 1)}, "expires_on"),
        (Certificate, {"name": "I" * 200}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, customer, kind, fields, field):
    with pytest.raises(FieldRefusedError) as refused:
        knowing.add(kind, customer, by=cast["mei"], **fields)
    assert refused.value.field == field


def test_the_tab_shows_who_judged_when_and_why_and_greys_what_expired(cast, customer, signed_in, clock):
    judging.rate(
        customer, dimension="compliance", value=5, evidence="Audit of May", on=date(2026, 5, 2), by=cast["mei"]
    )
    judging.rate(customer, dimension="outlook", value=2, on=date(2025, 11, 19), by=cast["lea"])
    shown = signed_in("mei").get(reverse("customers:judgement", args=[customer.pk])).content.decode()
    for text in ("Audit of May", "林梅", "李雅", "2026-05-02"):
        assert text in shown
    context = signed_in("mei").get(reverse("customers:judgement", args=[customer.pk])).context
    assert [row["expired"] for row in context["beside"] if row["rating"]] == [True]
    assert [row.get("expired") for row in context["dimensions"] if row.get("rating")] == [False]
    assert len(context["dimensions"]) == 15
    assert sum(1 for row in context["dimensions"] if row.get("computed")) == 6


def test_a_csm_sees_no_value_plan_and_a_colleague_on_the_account_no_wallet(cast, signed_in):
    customer = make_customer(cast["mei"], members=[cast["otto"]])
    investing.plan_value(customer, starts_on=date(2026, 1, 1), years=[("", Decimal("-7654321"))], by=cast["fay"])
    knowing.add(WalletEstimate, customer, by=cast["mei"], on=TODAY, total=Decimal(1234567), told_by="采购")
    url = reverse("customers:judgement", args=[customer.pk])
    seen = {who: signed_in(who).get(url).content.decode() for who in ("mei", "otto", "lea", "fay")}
    assert {who: "7,654,321" in text or "765" in text for who, text in seen.items()} == {
        "mei": False, "otto": False, "lea": True, "fay": True,
    }  # fmt: skip
    assert {who: "123" in text for who, text in seen.items() if who != "fay"}["otto"] is False
    assert signed_in("otto").get(reverse("customers:new_wallet", args=[customer.pk])).status_code == 404


def test_a_named_customer_that_does_not_exist_for_the_reader_stays_unnamed(cast, customer, signed_in):
    foreign = make_customer(cast["otto"], name="外部样板公司")
    knowing.add(Referral, customer, by=cast["ops"], named=foreign, on=TODAY)
    url = reverse("customers:judgement", args=[customer.pk])
    assert "外部样板公司" not in signed_in("mei").get(url).content.decode()
    assert "外部样板公司" in signed_in("fay").get(url).content.decode()


def test_the_tab_costs_the_same_with_many_judgements(cast, customer, signed_in, queries_of):
    client, url = signed_in("fay"), reverse("customers:judgement", args=[customer.pk])

    def judge_all(number: int) -> None:
        for dimension in Rating.Dimension.values:
            judging.rate(customer, dimension=dimension, value=3, by=cast["mei"])
        judging.override_tier(customer, tier="A", reason=REASON, expires_on=date(2027, 1, 1), by=cast["fay"])
        knowing.add(Referral, customer, by=cast["ops"], named=make_customer(cast["otto"]), on=TODAY)
        knowing.add(Referral, make_customer(cast["otto"]), by=cast["ops"], named=customer, on=TODAY)
        knowing.add(Certificate, customer, by=cast["mei"], name=f"ISO {number}")

    judge_all(1)
    few = queries_of(client, url)
    for number in range(2, 5):
        judge_all(number)
    assert queries_of(client, url) == few


def test_the_six_computed_dimensions_come_from_the_standing_for_those_who_see_margins(cast, customer, signed_in):
    CustomerStanding.objects.create(
        customer=customer, current_for=customer, as_of=TODAY, month=date(2026, 10, 1), formula_version="E1",
        inputs_digest="x", computed_at="2026-11-19T00:00:00Z", parts={"scorecard": {"scores": {"demand_fit": "83.4"}}},
    )  # fmt: skip
    url = reverse("customers:judgement", args=[customer.pk])
    shown = {
        who: [row["score"] for row in signed_in(who).get(url).context["dimensions"] if row["key"] == "demand_fit"]
        for who in ("mei", "lea", "fay")
    }
    assert shown == {"mei": [None], "lea": ["83.4"], "fay": ["83.4"]}


def test_the_score_behind_a_tier_is_for_those_who_see_the_costs_it_is_built_on(customer, signed_in, clock):
    CustomerStanding.objects.create(
        customer=customer,
        current_for=customer,
        kind="today",
        as_of=TODAY,
        month=date(2026, 10, 1),
        tier_computed="C",
        tier_effective="C",
        tier_score=45.9,
        computed_at=timezone.now(),
    )
    address = f"/customers/{customer.pk}/judgement/"
    assert "45.9" in signed_in("fay").get(address).content.decode()
    page = signed_in("mei").get(address).content.decode()
    assert "tier--C" in page
    assert "45.9" not in page
