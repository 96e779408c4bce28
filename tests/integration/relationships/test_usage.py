"""How customers use what they bought: values come in three ways, corrections supersede, falling use is seen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers import extensions
from customers.importing.problems import Problem
from customers.models import Customer, ImportRun
from customers.services.importing import undoing
from office.clock import today
from relationships.models import Playbook, UsageReading, UsageTrend
from relationships.outcomes.usage import back, end_of_period
from relationships.services import usage, usage_measures
from relationships.triggering.registry import find
from relationships.triggering.seeing import hits
from tests.factories.customers import make_customer
from tests.factories.outcomes import make_measure, make_usage
from tests.integration.customers.importing import bring_in, counts, file

FALLING = [90, 84, 80, 71, 66, 61, 55, 48, 40]
RISING = list(reversed(FALLING))


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


@pytest.fixture
def measure(cast):
    return make_measure(by=cast["ops"])


def values(customer):
    rows = UsageReading.objects.filter(customer=customer).order_by("period_end", "recorded_at", "id")
    return [(one.period_end, int(one.value), one.number) for one in rows]


def last_end(period="month"):
    return back(end_of_period(today(), period), 1, period)


def test_any_day_names_its_period_and_the_same_value_is_kept_once(cast, customer, measure):
    def record(day, value):
        return usage.record(customer, measure=measure, day=day, value=Decimal(value), by=cast["mei"]).outcome

    assert record(date(2026, 3, 9), 12) == "created"
    assert record(date(2026, 3, 30), "12.0000") == "unchanged"
    assert record(date(2026, 3, 31), 15) == "corrected"
    assert record(date(2026, 3, 1), 12) == "corrected"
    assert values(customer) == [(date(2026, 3, 31), 12, 1), (date(2026, 3, 31), 15, 2), (date(2026, 3, 31), 12, 3)]
    assert UsageTrend.objects.get(customer=customer).latest == 12


def test_a_period_that_still_runs_takes_no_value(cast, customer, measure):
    with pytest.raises(usage.PeriodOpenError):
        usage.record(customer, measure=measure, day=back(last_end(), -1, "month"), value=Decimal(1), by=cast["mei"])
    assert not UsageReading.objects.exists()


def test_a_retired_measure_takes_no_value_and_tells_no_trend(cast, customer, measure):
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    usage_measures.set_active(measure, active=False, by=cast["ops"])
    measure.refresh_from_db()
    assert not UsageTrend.objects.exists()
    with pytest.raises(usage.MeasureRetiredError):
        usage.record(customer, measure=measure, day=date(2026, 1, 1), value=Decimal(1), by=cast["mei"])
    usage_measures.set_active(measure, active=True, by=cast["ops"])
    assert UsageTrend.objects.get().outlook == "worse"


def test_period_and_product_of_a_measure_stay_once_values_stand_on_it(cast, customer, measure):
    make_usage(customer, measure, 12, by=cast["mei"])
    with pytest.raises(usage_measures.MeasureInUseError):
        usage_measures.change(measure, changes={"period": "week"}, version=measure.version, by=cast["ops"])


def test_what_gets_worse_most_speaks_for_the_customer(cast, customer, measure):
    other, less = make_measure(by=cast["ops"]), make_measure(by=cast["ops"], more_is_better=False)
    make_usage(customer, measure, *RISING, by=cast["mei"])
    make_usage(customer, other, *[100 - 3 * place for place in range(9)], by=cast["mei"])
    make_usage(customer, less, *RISING, by=cast["mei"])
    trends = {
        one.measure: (one.outlook, one.leads_for_id == customer.pk)
        for one in UsageTrend.objects.filter(customer=customer)
    }
    assert trends == {measure: ("better", False), other: ("worse", False), less: ("worse", True)}


def test_falling_use_begins_a_playbook_and_an_old_value_begins_none(cast, customer, measure):
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    [hit] = hits("usage_falling", today(), {})
    assert (hit.customer_id, hit.evidence["measure"], hit.evidence["periods"]) == (customer.pk, measure.code, 9)
    assert "9" in find("usage_falling").tell(hit.evidence)
    assert find("usage_falling").tell({}) != ""
    steps = Playbook.objects.get(trigger="usage_falling").steps
    assert list(steps.values_list("workdays", "role")) == [(3, "owner"), (10, "owner")]
    assert hits("usage_falling", back(today(), -4, "month"), {}) == []


def test_a_file_brings_values_once_and_a_new_value_as_a_correction(cast, customer, measure, tmp_path):
    head = "customer,measure code,date,value\n"
    row = f"{customer.name},{measure.code},2026-05-11,{{}}\n"
    first = file(tmp_path, row.format("72"), head=head, name="a.csv")
    assert counts(bring_in(first, "usage")) == (1, 0, 0, 0)
    assert counts(bring_in(file(tmp_path, row.format("72.0"), head=head, name="b.csv"), "usage")) == (0, 0, 1, 0)
    assert counts(bring_in(file(tmp_path, row.format("73"), head=head, name="c.csv"), "usage")) == (1, 0, 0, 0)
    assert counts(bring_in(file(tmp_path, row.format("72.00"), head=head, name="d.csv"), "usage")) == (1, 0, 0, 0)
    assert [value for _end, value, _number in values(customer)] == [72, 73, 72]
    assert UsageTrend.objects.get(customer=customer).latest == 72


def test_rows_of_a_file_that_cannot_be_kept_name_the_cell_and_the_cure(cast, customer, measure, tmp_path):
    head = "customer,measure code,date,value\n"
    good = f"{customer.name},{measure.code},2026-05-11,5\n"
    bad = {
        "unknown_record": f"{customer.name},nothing,2026-05-11,1\n",
        "period_open": f"{customer.name},{measure.code},{back(last_end(), -1, 'month')},1\n",
        "below_zero": f"{customer.name},{measure.code},2026-04-11,-1\n",
        "unknown_customer": f"nobody,{measure.code},2026-04-11,1\n",
        "repeated": f"{customer.name},{measure.code},2026-05-12,6\n",
    }
    outcome = bring_in(file(tmp_path, good, *bad.values(), head=head), "usage")
    assert counts(outcome) == (1, 0, 0, 5)
    for code in bad:
        problem = Problem(code, "", {"value": "x", "day": "x", "row": 2})
        assert problem.reason
        assert problem.cure


def test_taking_an_import_back_brings_the_trend_back(cast, customer, measure, tmp_path):
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    end = last_end()
    text = f"{customer.name},{measure.code},{end},500\n"
    bring_in(file(tmp_path, text, head="customer,measure code,date,value\n"), "usage")
    assert UsageTrend.objects.get().latest == 500
    undoing.work(undoing.begin(ImportRun.objects.latest("pk"), by=cast["ops"]), report=lambda *_told: None)
    assert UsageTrend.objects.get().latest == 40


def test_the_page_shows_dimensions_side_by_side_with_source_and_freshness(cast, customer, measure, client):
    sessions = make_measure(by=cast["ops"], dimension="frequency", unit="d")
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    make_usage(customer, sessions, *RISING[:3], by=cast["mei"])
    client.force_login(cast["mei"])
    response = client.get(reverse("relationships:usage-tab", args=[customer.pk]))
    shown = {str(label): [row.trend for row, _figure in rows] for label, rows in response.context["dimensions"]}
    assert [len(rows) for rows in shown.values()] == [1, 0, 1]
    assert "90" in response.content.decode()


def test_the_form_keeps_a_value_and_says_what_is_wrong_with_it(cast, customer, measure, client):
    client.force_login(cast["mei"])
    url = reverse("relationships:usage-add", args=[customer.pk])
    body = {"measure": measure.pk, "day": last_end().isoformat(), "value": "12"}
    assert client.post(url, body).status_code == 302
    assert UsageReading.objects.get().source == "manual"
    refused = client.post(url, body | {"day": back(last_end(), -1, "month").isoformat()})
    assert refused.context["form"].errors["day"]
    assert client.post(url, body | {"value": "-1"}).context["form"].errors["value"]


def test_the_list_shows_own_customers_and_narrows_by_owner_and_team(cast, customer, measure, client):
    theirs = make_customer(cast["otto"])
    for one in (customer, theirs):
        make_usage(one, measure, *FALLING, by=cast["ops"])
    make_usage(make_customer(cast["mei"]), measure, *RISING, by=cast["ops"])
    url = reverse("relationships:usage")

    def shown(who, **asked):
        client.force_login(cast[who])
        return [row.trend.customer for row in client.get(url, asked).context["rows"]]

    assert shown("mei") == [customer]
    assert set(shown("ops")) == {customer, theirs}
    assert shown("ops", owner=cast["otto"].pk) == [theirs]
    assert shown("ops", owner="nobody") == []


@pytest.mark.parametrize("name", ["usage", "usage-tab"])
def test_pages_cost_the_same_however_many_customers_or_measures(cast, customer, measure, client, name):
    client.force_login(cast["mei"])
    url = reverse(f"relationships:{name}", args=[customer.pk] if name == "usage-tab" else [])
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(20):
        other = make_measure(by=cast["ops"])
        make_usage(customer, other, *FALLING, by=cast["mei"])
        make_usage(make_customer(cast["mei"]), other, *FALLING, by=cast["mei"])
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_the_list_of_customers_narrows_by_use(cast, customer, measure, client):
    make_usage(customer, measure, *FALLING, by=cast["mei"])
    grows, unread = make_customer(cast["mei"]), make_customer(cast["mei"])
    make_usage(grows, measure, *RISING, by=cast["mei"])
    client.force_login(cast["mei"])

    def shown(value):
        page = client.get(reverse("customers:list"), {"usage": value}).content.decode()
        return {one.pk for one in (customer, grows, unread) if f'/customers/{one.pk}/"' in page}

    assert shown("worse") == {customer.pk}
    assert shown("better") == {grows.pk}
    assert shown("none") == {unread.pk}
    assert Customer.objects.count() == 3


def test_adopted_core_use_is_told_to_the_app_below_and_what_is_not_core_is_no_reading(cast, customer, measure):
    """Of a period the value recorded last counts; of two measures the first that was adopted."""

    def told(as_of=None):
        [answer] = extensions.feed("core_use", Customer.objects.all(), as_of or today())
        return answer

    weekly = make_measure(measure.product, by=cast["ops"], period="week")
    failures = make_measure(measure.product, by=cast["ops"], more_is_better=False)
    other = make_customer(cast["mei"])
    make_usage(customer, measure, 0, 4, 4, 4, by=cast["mei"])
    make_usage(other, failures, 9, 9, 9, by=cast["mei"])
    assert told() == {}
    measure.product.core = True
    measure.product.save()
    assert told() == {customer.pk: last_end()}
    assert told(back(last_end(), 1, "month")) == {customer.pk: None}
    make_usage(customer, weekly, *[1] * 12, by=cast["mei"])
    assert told() == {customer.pk: back(last_end("week"), 9, "week")}
    make_usage(other, measure, 2, 0, by=cast["mei"])
    assert told()[other.pk] is None
    make_usage(other, measure, 2, 2, 5, by=cast["mei"])
    assert told()[other.pk] == last_end()
