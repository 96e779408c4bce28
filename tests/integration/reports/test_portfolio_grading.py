"""Grading: one customer weighed step by step, who would move before anything is written, versions with their reasons."""

from dataclasses import fields
from datetime import date

import pytest

from customers.models import CustomerStanding, Rating, ValuationSettings
from customers.services import standings
from customers.valuation.settings import Settings
from office.models import Job
from reports.portfolio.parameters import DIMENSIONS, GROUPS, LABELS, QUALITY, anchors_text, shown
from tests.integration.reports.test_portfolio import MOST_QUERIES
from tests.integration.reports.test_portfolio_risk import base, computed, text_of  # noqa: F401 - fixtures

PAGE, CHANGE = "/portfolio/grading/", "/portfolio/grading/settings/"


def typed(**changed):
    standard = Settings()
    values = {name: shown(name, getattr(standard, name)) for name in LABELS}
    values = {name: "" if value is None else value for name, value in values.items()}
    values |= {f"weight_{name}": weight for name, weight in standard.tier_weights.items()}
    values |= {f"quality_{name}": weight for name, weight in standard.quality_weights.items()}
    values |= {f"anchor_{name}": anchors_text(anchors) for name, anchors in standard.quality_anchors.items()}
    return {**values, "number": 0, "why": "", **changed}


def rate(customer, cast, **ratings):
    for dimension, value in ratings.items():
        Rating.objects.create(
            customer=customer,
            dimension=dimension,
            value=value,
            evidence="seen",
            rated_on=date(2026, 11, 1),
            by=cast["fay"],
        )


@pytest.fixture
def rated(computed, cast):  # noqa: F811
    """All dimensions that people judge are known of the largest."""
    rate(computed[2], cast, strategic=5, outlook=4, industry_influence=5)
    standings.recompute_all()
    return computed


def test_every_parameter_has_a_label_and_a_place():
    grouped = [name for _label, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(LABELS)
    of_quality = {"quality_weights", "quality_anchors"}
    assert set(LABELS) | {"tier_weights"} | of_quality == {each.name for each in fields(Settings)}
    assert set(QUALITY) == set(Settings().quality_weights)
    assert set(DIMENSIONS) == set(Settings().tier_weights)


@pytest.mark.parametrize("url", [PAGE, CHANGE])
def test_a_page_costs_few_queries(url, rated, signed_in, queries_of):
    client = signed_in("fay")
    queries_of(client, url)
    assert queries_of(client, f"{url}?customer={rated[2].pk}" if url == PAGE else url) <= MOST_QUERIES


def test_a_customer_that_is_not_among_the_first_of_the_list_costs_no_query_more(
    rated, signed_in, queries_of, monkeypatch
):
    client = signed_in("fay")
    monkeypatch.setattr("customers.forms.fields.OFFERED", 1)
    costs = [queries_of(client, f"{PAGE}?customer={one.pk}") for one in (rated[0], *rated)]
    assert len(set(costs[1:])) == 1
    assert costs[1] <= MOST_QUERIES
    assert f'<option value="{rated[2].pk}" selected>' in client.get(f"{PAGE}?customer={rated[2].pk}").text


def test_a_customer_is_weighed_step_by_step(rated, signed_in):
    page = text_of(signed_in("fay"), f"{PAGE}?customer={rated[2].pk}")
    assert "How the tier comes about" in page
    assert "rated 5 of 5" in page
    assert "of the weight" in page


def test_a_lead_weighs_customers_of_the_own_team_alone(rated, signed_in):
    client = signed_in("lea")
    assert "How the tier comes about" in text_of(client, f"{PAGE}?customer={rated[0].pk}")
    page = text_of(client, f"{PAGE}?customer={rated[2].pk}")
    assert "How the tier comes about" not in page
    assert "澜江重工" not in page
    assert client.get(CHANGE).status_code == 404
    assert signed_in("eve").get(CHANGE).status_code == 404


def test_weights_that_are_not_a_hundred_are_refused_with_their_sum(rated, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    page = client.post(CHANGE, typed(weight_net_profit=20, preview=1)).content.decode()
    assert "add up to 95" in page
    assert "Who would move" not in page


def test_an_assumed_retention_is_a_version_with_its_author_and_marked_where_it_is_used(rated, signed_in, cast):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    assert "beyond what makes sense" in client.post(CHANGE, typed(assumed_retention=99, preview=1)).content.decode()
    client.post(CHANGE, typed(assumed_retention=85, why="our best guess", save=1))
    version = ValuationSettings.objects.get()
    assert (version.values, version.by) == ({"assumed_retention": "0.85"}, cast["fay"])
    assert "none" in text_of(client, PAGE)
    standings.recompute_all()
    row = CustomerStanding.objects.get(current_for=rated[2])
    assert (row.retention, row.ltv is None) == (0.85, False)
    for url in ("/portfolio/acquisition/", f"{PAGE}?customer={rated[2].pk}"):
        assert "retention assumed" in text_of(client, url), url
    for url in ("ltv", "retention", "tier_score", "scorecard"):
        page = text_of(client, f"/customers/{rated[2].pk}/figures/{url}/")
        assert "Assumed: a retention of 85.0%" in page, url
    assert "assumed by the founder" in text_of(client, f"/customers/{rated[2].pk}/economics/")


def test_lines_out_of_order_are_refused_where_they_stand(rated, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    page = client.post(CHANGE, typed(payment_b_late=3, preview=1)).content.decode()
    assert "wrong side of its neighbour" in page


def test_who_would_move_is_shown_before_anything_is_written(rated, signed_in):
    CustomerStanding.objects.today().filter(customer=rated[2]).update(
        parts={"tier": {"dimensions": dict.fromkeys(DIMENSIONS, "80"), "of": {}}}, tier_effective="A"
    )
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    page = client.post(CHANGE, typed(tier_a=81, discount_rate="12", preview=1)).content.decode()
    assert "1 customer moves" in page
    assert "澜江重工" in page
    assert "A from, points: 70 → 81" in page
    assert "Discount rate a year" in page  # said to need a computation
    assert not ValuationSettings.objects.exists()
    assert not Job.objects.filter(kind=standings.KIND, state=Job.State.QUEUED).exists()


def test_saved_settings_are_a_version_with_author_and_reason_and_start_the_computation(rated, cast, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    assert "Say why" in client.post(CHANGE, typed(tier_a=75, save=1)).content.decode()
    assert client.post(CHANGE, typed(tier_a=75, why="fewer partners", save=1)).url == PAGE
    version = ValuationSettings.objects.get()
    assert (version.number, version.values, version.by, version.why) == (
        1,
        {"tier_a": "75"},
        cast["fay"],
        "fewer partners",
    )
    assert Job.objects.filter(kind=standings.KIND).exists()
    page = text_of(client, PAGE)
    assert "fewer partners" in page
    assert "70 → 75" in page


def test_settings_that_somebody_changed_meanwhile_are_not_written_over(rated, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    client.post(CHANGE, typed(tier_a=75, why="fewer partners", save=1))
    page = client.post(CHANGE, typed(tier_a=72, why="late", save=1)).content.decode()
    assert "Read them anew" in page
    assert ValuationSettings.objects.count() == 1


def test_a_line_of_concentration_is_kept_with_the_figure_and_judges_the_page(rated, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    assert "healthy up to 20%, red above 30%" in text_of(client, "/portfolio/concentration/")
    client.post(CHANGE, typed(top1_red=45, top1_grave=60, industry_red=55, why="few large ones by nature", save=1))
    assert ValuationSettings.objects.get().values == {"top1_red": "0.45", "top1_grave": "0.6", "industry_red": "0.55"}
    assert "healthy up to 20%, red above 30%" in text_of(client, "/portfolio/concentration/")
    standings.recompute_all()
    page = text_of(client, "/portfolio/concentration/")
    assert "healthy up to 20%, red above 45%" in page
    assert "more than 60% of the revenue" in page
    assert "red above 55%" in page


def test_anchors_of_asset_quality_are_typed_checked_and_told(rated, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    for bad in ("0: 0", "0.1: 0, 0.05: 60", "0: 0, 0.1: 50", "low, high", "0: 0, 0.1: 160"):
        page = client.post(CHANGE, typed(anchor_net_margin=bad, preview=1)).content.decode()
        assert "Two anchors or more" in page, bad
    assert "add up to 85" in client.post(CHANGE, typed(quality_net_margin=5, preview=1)).content.decode()
    page = client.post(CHANGE, typed(anchor_net_margin="0: 0，0.2: 60, 0.4: 100", preview=1)).content.decode()
    assert "anchors of Net margin: 0: 0, 0.05: 40, 0.1: 60, 0.2: 100 → 0: 0, 0.2: 60, 0.4: 100" in page
    assert "known after the computation" not in page


def test_who_changes_payment_grade_and_alarm_is_shown_beforehand(rated, signed_in):
    rows = CustomerStanding.objects.today()
    rows.filter(customer=rated[2]).update(
        payment_grade="A", days_late=4, parts={"grade": {"max_open_overdue": 3}}, stage="mature"
    )
    rows.filter(customer=rated[0]).update(
        stage="mature", satisfied=None, p_overdue=0.04, alarm="unsaid", payment_grade="", p_trend=None
    )
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    assert "Other payment grade" not in client.post(CHANGE, typed(tier_a=71, preview=1)).content.decode()
    page = client.post(CHANGE, typed(payment_a_late=2, suspect_p="3", preview=1)).content.decode()
    assert "Other payment grade" in page
    assert "Other alarm" in page
    assert page.count("1 customer moves") == 2
    assert not ValuationSettings.objects.exists()
