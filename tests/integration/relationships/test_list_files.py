"""Lists as files: the rows and numbers of the page, disarmed, written into the audit, of one's own customers only."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.clock import today
from office.models import AuditEntry
from relationships.models import Playbook, PlaybookRun, UsageTrend
from relationships.services import strategy_standings
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_goal, make_measure, make_reading, make_request
from tests.factories.plans import make_plan, make_their_task
from tests.factories.promises import make_promise
from tests.factories.relationships import make_next_action

pytestmark = pytest.mark.usefixtures("clock")


def address(name, *args, query=""):
    return f"{reverse(f'relationships:{name}', args=args)}?csv=1{query}"


def read(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def own(cast):
    return make_customer(cast["mei"], name="澜江重工", tier="S")


@pytest.fixture
def foreign(cast):
    return make_customer(cast["otto"], name="外部公司", tier="S")


def fill(cast, customer, number=0):
    """A row in every list but plans and strategies, which are one for each customer."""
    goal = make_goal(customer, ops=cast["ops"])
    make_reading(goal, "69")
    make_promise(customer, text=f"=送样件{number}", due_on=today() + timedelta(days=number))
    make_request(
        customer,
        by=cast["ops"],
        reference=f"R{number}-{customer.pk}",
        raised_at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC),
    )
    make_next_action(customer, text=f"补报价{number}")
    UsageTrend.objects.create(
        customer=customer,
        measure=make_measure(by=cast["ops"]),
        latest_on=today(),
        latest=12,
        change=-0.25,
        fall=-1.5,
        periods=9,
        trend="falling",
        outlook="worse",
        leads_for=customer if number == 0 else None,
    )
    PlaybookRun.objects.create(
        customer=customer,
        playbook=book(),
        fired_on=today(),
        fired_at=timezone.now() + timedelta(seconds=number),
        closed_at=timezone.now() if number else None,
    )


def book():
    return Playbook.objects.get(trigger="renewal_90")


def addresses():
    return {
        "relationships.goals": address("outcomes"),
        "relationships.promises": address("promises", query="&view=all"),
        "relationships.requests": address("requests"),
        "relationships.next_actions": address("actions"),
        "relationships.falling_use": address("usage"),
        "relationships.success_plans": address("success-plans"),
        "relationships.strategies": address("strategies"),
        "relationships.playbook.renewal_90": address("playbook", book().pk),
    }


@pytest.fixture
def filled(cast, own, foreign):
    for customer in (own, foreign):
        fill(cast, customer)
        make_their_task(make_plan(customer), due_on=today() - timedelta(days=1))
    strategy_standings.recompute_all()


def test_each_file_holds_ones_own_rows_alone_and_leaves_an_entry(cast, filled, signed_in):
    browser = signed_in("mei")
    for listing, where in addresses().items():
        rows = read(browser.get(where))
        assert [row["客户"] for row in rows] == ["澜江重工"], listing
        entry = AuditEntry.objects.get(verb="exported", details__list=listing)
        assert (entry.by, entry.details["rows"]) == (cast["mei"], 1), listing
    for listing, where in addresses().items():
        whose = {row["客户"] for row in read(signed_in("fay").get(where))}
        assert whose == (set() if listing.endswith("next_actions") else {"澜江重工", "外部公司"}), listing


def test_numbers_stay_numbers_moments_are_those_of_the_page_and_texts_begin_no_formula(filled, signed_in):
    browser, found = signed_in("mei"), addresses()
    [goal] = read(browser.get(found["relationships.goals"]))
    assert [goal[head] for head in ("基线", "目标", "达成率（%）", "进度比（%）", "最近", "状态")] == [
        "60",
        "90",
        "30.0",
        "60.0",
        "69",
        "偏离",
    ]
    [promise] = read(browser.get(found["relationships.promises"]))
    assert promise["承诺内容"] == "'=送样件0"
    [asked] = read(browser.get(found["relationships.requests"]))
    assert asked["提出"] == "2026-03-02 00:30"
    [falling] = read(browser.get(found["relationships.falling_use"]))
    assert (falling["变化（%）"], falling["最近"]) == ("-25.0", "12")
    [plan] = read(browser.get(found["relationships.success_plans"]))
    assert (plan["进度（%）"], plan["逾期任务"]) == ("0.0", "1")


def test_the_file_is_narrowed_as_the_page_is_and_the_entry_names_by_what(cast, own, filled, signed_in):
    browser = signed_in("fay")
    assert read(browser.get(address("outcomes", query=f"&owner={cast['otto'].pk}")))[0]["客户"] == "外部公司"
    assert AuditEntry.objects.latest("pk").details["filters"] == ["owner"]
    assert read(browser.get(address("outcomes", query="&status=achieved"))) == []
    assert read(browser.get(address("promises", query="&view=all&state=settled"))) == []
    assert read(browser.get(address("success-plans", query="&show=without"))) == []
    assert read(browser.get(address("strategies", query="&tier=B"))) == []
    assert read(browser.get(address("playbook", book().pk, query="&state=closed"))) == []


def test_the_file_has_all_pages_at_the_price_of_few(cast, own, signed_in):
    browser = signed_in("mei")
    fill(cast, own)
    make_plan(own)
    strategy_standings.recompute_all()

    def prices():
        found = {}
        for listing, where in addresses().items():
            with CaptureQueriesContext(connection) as queries:
                read(browser.get(where))
            found[listing] = len(queries)
        return found

    prices()
    few = prices()
    for number in range(1, 4):
        fill(cast, own, number)
        other = make_customer(cast["mei"], tier="A")
        make_plan(other)
    strategy_standings.recompute_all()
    assert prices() == few
    for _more in range(60):
        make_promise(own)
    assert len(read(browser.get(address("promises")))) == 64


def test_lists_offer_their_file_as_they_are_narrowed(filled, signed_in):
    browser = signed_in("mei")
    for where in addresses().values():
        page = browser.get(where.replace("csv=1", "x=1") + "&page=1").content.decode()
        assert "csv=1" in page, where
    assert "view=all&amp;csv=1" in browser.get(f"{reverse('relationships:promises')}?view=all").content.decode()


def test_further_pages_of_promises_stay_in_the_chosen_view(own, signed_in):
    for _more in range(51):
        make_promise(own)
    page = signed_in("mei").get(f"{reverse('relationships:promises')}?view=all&state=open").content.decode()
    assert "?view=all&amp;state=open&amp;page=2" in page


def test_finance_takes_no_list_away_that_it_may_not_read(filled, signed_in):
    answers = {listing: signed_in("fin").get(where) for listing, where in addresses().items()}
    refused = {listing for listing, answer in answers.items() if answer.status_code in {403, 404}}
    assert refused == answers.keys() - {"relationships.next_actions"}
    assert read(answers["relationships.next_actions"]) == []
