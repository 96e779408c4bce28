"""Minutes of a role without an hourly rate: no cost of winning customers holds them, and every page and paper says so."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    Customer,
    CustomerStanding,
    EffortEntry,
    HourlyRate,
    RevenueLine,
)
from customers.services import rollups, standings
from office import printing
from office.models import User
from reports.portfolio.reading import read_tile
from tests.factories.customers import make_customer


@pytest.fixture
def figures(cast, clock):
    """One won in May after an hour of sales without a rate, one lead set aside in 2025 after 25 minutes of an engineer."""
    ads, _new = AcquisitionChannel.objects.get_or_create(code="ads", defaults={"label_zh_hans": "广告"})
    old = make_customer(cast["mei"], name="旧", first_deal_on="2020-01-01")
    won, aside = (make_customer(cast["mei"], name=name, acquisition_channel=ads) for name in ("甲", "乙"))
    for customer, day in ((old, "2020-01-05"), (won, "2026-05-20")):
        RevenueLine.objects.create(customer=customer, document=day, booked_on=day, net="50", currency="CNY")
    AcquisitionSpend.objects.create(key="1", month="2026-05-01", channel=ads, amount="1000", currency="CNY")
    EffortEntry.objects.create(customer=won, key="a", on="2026-05-03", kind="acquisition", role="sales", minutes=60)
    EffortEntry.objects.create(
        customer=aside, key="b", on="2025-06-03", kind="acquisition", role="engineer", minutes=25
    )
    Customer.objects.filter(pk=aside.pk).update(archived_at=timezone.now())
    User.objects.update(language="en")
    rollups.rebuild()
    company = standings.recompute_all()
    with override("en"):
        yield company.figures["acquisition"], won


def test_they_are_counted_by_role_and_year_and_in_no_sum(figures):
    found, _won = figures
    assert found["spend"] == "1000.00"
    told = found["unpriced"]
    assert (told["minutes"], told["roles"]) == (60, {"sales": 60})
    assert (told["minutes_before"], told["roles_before"]) == (25, {"engineer": 25})
    assert [(row["month"], row["channel"], row["role"], row["minutes"]) for row in told["rows"]] == [
        ("2026-05", "ads", "sales", 60),
        ("2025-06", "ads", "engineer", 25),
    ]


def test_the_page_says_so_and_leads_who_may_to_the_rates(figures, signed_in):
    page = signed_in("fay").get("/portfolio/acquisition/").content.decode()
    assert "partial: no hourly rate for 60 minutes of sales" in page
    assert "Minutes without an hourly rate" in page
    assert "No hourly rate prices 60 minutes of sales, 25 minutes of engineer" in page
    assert "/money/?part=rates" in page
    ops = signed_in("ops").get("/portfolio/acquisition/").content.decode()
    assert "60 minutes of sales" in ops
    assert "/money/?part=rates" not in ops
    assert "60 minutes of sales" not in signed_in("lea").get("/portfolio/acquisition/").content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cac", "60 minutes of sales"),
        ("spend", "60 minutes of sales"),
        ("payback", "25 minutes of engineer"),
        ("inflation", "60 minutes of sales, 25 minutes of engineer"),
    ],
)
def test_the_explanation_says_it_on_screen_by_command_and_for_machines(figures, cast, signed_in, name, words):
    page = signed_in("fin").get(f"/portfolio/figures/{name}/").content.decode()
    assert f"No hourly rate prices {words}" in page
    assert "/money/?part=rates" in page
    [gap] = read_tile(name, cast["fin"]).gaps
    assert (gap.code, gap.part) == ("hourly_rate", "rates")
    out = StringIO()
    call_command("figures", name, "--json", stdout=out)
    assert "hourly_rate" in out.getvalue()


def test_the_file_and_the_paper_hold_them(figures, signed_in, monkeypatch):
    client = signed_in("fay")
    file = b"".join(client.get("/portfolio/acquisition/minutes.csv").streaming_content).decode("utf-8-sig")
    assert file.splitlines()[1].startswith("2026-05,")
    assert len(file.splitlines()) == 3
    pressed: list[str] = []
    monkeypatch.setattr(printing, "render_pdf", lambda html, **_options: pressed.append(html) or b"%PDF")
    for address in ("/portfolio/acquisition/", "/portfolio/figures/cac/"):
        assert client.get(f"{address}?paper=pdf").status_code == 200
    assert all("No hourly rate prices 60 minutes of sales" in html for html in pressed)
    assert len(pressed) == 2


def test_the_customers_own_cost_is_incomplete_and_its_profit_is_not(figures, signed_in):
    _found, won = figures
    row = CustomerStanding.objects.get(current_for=won)
    assert row.cac == 1000
    assert {"code": "acquisition_minutes", "minutes": 60, "roles": {"sales": 60}} in row.missing
    assert "hourly_rate" not in {each["code"] for each in row.missing}
    page = signed_in("fay").get(f"/customers/{won.pk}/figures/cac/").content.decode()
    assert "60 minutes of sales that no hourly rate prices" in page


def test_once_the_rate_is_known_nothing_is_left_to_say(figures, signed_in):
    HourlyRate.objects.create(role="sales", since=date(2020, 1, 1), hourly=60)
    HourlyRate.objects.create(role="engineer", since=date(2020, 1, 1), hourly=60)
    found = standings.recompute_all().figures["acquisition"]
    assert (found["spend"], found["unpriced"]["rows"]) == ("1060.00", [])
    assert "no hourly rate" not in signed_in("fay").get("/portfolio/acquisition/").content.decode()
