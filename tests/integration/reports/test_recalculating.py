"""A kept day with other settings: beside what is kept, told apart from facts that came later, and never written."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError

from customers.models import (
    CompanyStanding,
    CostLine,
    CustomerStanding,
    DefectorAlert,
    HistoryEntry,
    RevenueLine,
    StandingKind,
    ValuationSettings,
)
from customers.services import rollups, standings
from customers.valuation.settings import Settings
from office.models import Job
from office.services import jobs
from reports.management.commands.recalculate import Command
from reports.models import MovedCustomer, Recalculation
from reports.services import recalculating
from tests.factories.customers import make_customer
from tests.integration.reports.test_portfolio import MOST_QUERIES, trade
from tests.integration.reports.test_portfolio_grading import CHANGE, typed

LIST = "/portfolio/grading/recalculations/"
DAY = date(2026, 10, 31)


@pytest.fixture
def kept(cast, clock):
    """A month end with three customers: one small, one that stopped buying seven months before, one that loses money."""
    small, quiet, loser = (make_customer(cast["mei"], name=name) for name in ("小河", "静山", "亏林"))
    trade(make_customer(cast["mei"], name="旧客"), "2024-01-05", "1.00", "0.50")
    for month in range(1, 10):
        trade(small, f"2026-0{month}-05", "1000.00", "600.00")
        trade(loser, f"2026-0{month}-05", "5000.00", "6000.00")
    for day in ("2025-06-05", "2025-09-05", "2026-03-05"):
        trade(quiet, day, "3000.00", "1000.00")
    rollups.rebuild()
    standings.recompute_all(as_of=DAY, kind=StandingKind.MONTH)
    standings.recompute_all()
    return small, quiet, loser


def version(cast, **values):
    return ValuationSettings.objects.create(number=1, values=values, why="to see", by=cast["fay"])


def history():
    """Everything that a computation could write."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (CompanyStanding, CustomerStanding, DefectorAlert, HistoryEntry)
    ]


def moves(of, **narrowed):
    return {
        (row.customer_id, row.dimension): (row.kept, row.plain, row.chosen, row.cause)
        for row in of.moves.filter(**narrowed)
    }


def test_settings_move_a_customer_and_figures_and_nothing_kept_is_written(kept, cast):
    _small, quiet, _loser = kept
    version(cast, dormant_months=9)
    before = history()
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"])
    assert history() == before
    assert (found.number, found.kept_number, found.customers, found.gone) == (1, 0, 4, 0)
    was = CustomerStanding.objects.get(customer=quiet, kind=StandingKind.MONTH).stage
    moved = moves(found)[quiet.pk, "stage"]
    assert (moved[0], moved[1], moved[3]) == (was, "dormant", "settings")
    assert moved[2] != "dormant"
    assert found.counts["stage"]["dormant"][:2] == [1, 1]
    assert found.counts["stage"]["dormant"][2] == 0
    kept_share, plain, chosen = found.tiles["dormant"]
    assert kept_share == plain != chosen


def test_what_came_later_is_told_apart_from_what_the_settings_move(kept, cast):
    small, quiet, _loser = kept
    CostLine.objects.create(
        customer=small, key="late", kind="product_cost", booked_on="2026-09-06", amount="9000", currency="CNY"
    )
    rollups.rebuild()
    version(cast, dormant_months=9)
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"])
    assert {cause for *_codes, cause in moves(found, customer=small).values()} == {"later"}
    assert moves(found)[quiet.pk, "stage"][3] == "settings"
    kept_profit, plain, chosen = (Decimal(value) for value in found.tiles["net_profit"])
    assert kept_profit - plain == 9000
    assert chosen == plain


def test_the_settings_of_then_are_computed_once_and_tell_later_facts_alone(kept, cast, monkeypatch):
    computed = []
    once = standings.recalculated
    monkeypatch.setattr(standings, "recalculated", lambda *told, **more: computed.append(told) or once(*told, **more))
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"])
    assert (len(computed), found.moved, moves(found)) == (1, 0, {})
    new = make_customer(cast["mei"], name="后来")
    RevenueLine.objects.create(customer=new, document="1", booked_on="2026-05-05", net="10", currency="CNY")
    rollups.rebuild()
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"])
    assert (found.customers, found.moved) == (5, 1)
    assert moves(found)[new.pk, "stage"][0] == "absent"


def test_who_left_the_archive_since_is_counted_and_left_out(kept, cast):
    type(kept[1]).objects.filter(pk=kept[1].pk).update(archived_at="2026-11-20T00:00:00Z")
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"])
    assert (found.customers, found.gone) == (3, 1)


def test_a_day_is_asked_for_once_and_computed_in_a_job(kept, cast, signed_in):
    client = signed_in("ops")
    client.cookies["django_language"] = "en"
    key = f"month:{DAY}"
    answer = client.post(LIST, {"day": key})
    found = Recalculation.objects.get()
    assert answer.url == f"{LIST}{found.pk}/"
    assert client.post(LIST, {"day": key}).url == answer.url
    page = client.get(answer.url).content.decode()
    assert "Being computed" in page
    assert client.get(f"{answer.url}progress/").status_code == 200
    assert client.get(f"{answer.url}customers.csv").status_code == 404
    version(cast, dormant_months=9)
    assert client.post(LIST, {"day": key}).url != answer.url
    assert Job.objects.filter(kind=recalculating.KIND).count() == 2
    for job in Job.objects.filter(kind=recalculating.KIND):
        jobs.run(job.pk)
        job.refresh_from_db()
        assert (job.state, job.done, job.total) == (Job.State.SUCCEEDED, job.total, job.total)
    assert client.get(f"{answer.url}progress/").status_code == 286
    page = client.get(f"{LIST}{Recalculation.objects.latest('pk').pk}/").content.decode()
    assert "is not part of it" in page
    assert "Dormant after, months: 6 → 9" in page
    assert "静山" in page
    assert "version 1" in page
    assert client.post(LIST, {"day": "month:2020-01-31"}).status_code == 200
    assert recalculating.ask(StandingKind.TODAY, CompanyStanding.objects.get(kind="today").as_of, by=cast["ops"])
    with pytest.raises(recalculating.NothingKeptError):
        recalculating.ask(StandingKind.MONTH, date(2020, 1, 31), by=cast["ops"])


def test_typed_settings_are_tried_by_who_decides_and_saved_nowhere(kept, cast, signed_in):
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    day = {"day": f"month:{DAY}", "recalculate": 1}
    assert "Recalculate with these settings" in client.post(CHANGE, typed(dormant_months=9, preview=1)).text
    assert not Recalculation.objects.exists()
    assert client.post(CHANGE, typed(dormant_months=9, **day | {"day": "week:2026-11-01"})).status_code == 200
    answer = client.post(CHANGE, typed(dormant_months=9, **day))
    found = Recalculation.objects.get()
    assert (answer.url, found.number, found.values) == (f"{LIST}{found.pk}/", None, {"dormant_months": 9})
    recalculating.work(found)
    assert found.moved
    assert "tried and not saved" in client.get(answer.url).text
    assert not ValuationSettings.objects.exists()
    with pytest.raises(PermissionDenied):
        recalculating.ask(StandingKind.MONTH, DAY, by=cast["ops"], tried=Settings(dormant_months=9))
    with pytest.raises(PermissionDenied):
        recalculating.ask(StandingKind.MONTH, DAY, by=cast["lea"])


def test_asset_quality_follows_the_weights_that_are_tried(kept, cast):
    weights = dict.fromkeys(Settings().quality_weights, 0) | {"dormant_share": 100}
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["fay"], tried=Settings(quality_weights=weights))
    was, plain, chosen = found.tiles["asset_quality"]
    assert was == plain != chosen


def test_lines_that_judge_and_move_nothing_are_named(kept, cast, signed_in):
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["fay"], tried=Settings(industry_red=Decimal("0.6")))
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    page = client.get(f"{LIST}{found.pk}/").text
    assert "Largest industry: red above, %." in page
    assert "Nobody moves." in page


def test_who_moves_is_paged_narrowed_and_taken_away(kept, cast, signed_in, queries_of, monkeypatch):
    found = recalculating.at_once(StandingKind.MONTH, DAY, by=cast["fay"], tried=Settings(dormant_months=9))
    MovedCustomer.objects.create(
        recalculation=found, customer=kept[0], dimension="tier", kept="A", plain="A", chosen="B", cause="settings"
    )
    client = signed_in("fay")
    client.cookies["django_language"] = "en"
    url = f"{LIST}{found.pk}/"
    queries_of(client, url)
    assert queries_of(client, url) <= MOST_QUERIES
    assert "小河" in client.get(f"{url}?move=tier").text
    assert "静山" not in client.get(f"{url}?move=tier").text
    monkeypatch.setattr("reports.views.portfolio.recalculating.SHOWN", 1)
    first, second = client.get(url).text, client.get(f"{url}?from=1").text
    assert ("静山" in first, "小河" in first, "静山" in second, "小河" in second) == (True, False, False, True)
    assert client.get(f"{url}?from=x&move=nothing").status_code == 200
    rows = b"".join(client.get(f"{url}customers.csv?move=tier").streaming_content).decode("utf-8-sig").splitlines()
    assert rows[1].startswith("小河,Tier,A ")
    assert len(rows) == 2
    figures = b"".join(client.get(f"{url}figures.csv").streaming_content).decode("utf-8-sig")
    assert "net_margin" in figures
    assert client.get(f"{url}nothing.csv").status_code == 404


def test_the_newest_twenty_are_held(kept, cast, monkeypatch):
    monkeypatch.setattr(recalculating, "HELD", 2)
    asked = [recalculating.at_once(StandingKind.MONTH, DAY, by=cast["ops"]).pk for _time in range(3)]
    assert sorted(Recalculation.objects.values_list("pk", flat=True)) == asked[1:]


class Unhindered(Command):
    requires_migrations_checks = False


def test_the_command_tells_it_to_a_machine(kept, cast):
    def told(*more):
        out = StringIO()
        call_command(Unhindered(), "--as-of", DAY.isoformat(), *more, stdout=out, stderr=StringIO())
        return out.getvalue()

    found = json.loads(told("--set", "dormant_months=9", "--json"))
    assert (found["settings"], found["kept_settings"], found["moved"]) == (None, 0, 1)
    assert found["moves"][0]["because_of"] == "settings"
    assert "dormant" in found["figures"]
    assert "stage dormant: 1 → 0 (1)" in told("--set", "dormant_months=9")
    for wrong in (("--set", "dormant_months"), ("--set", "dormant_months=99"), ("--as", "nobody"), ("--as", "mei")):
        with pytest.raises(CommandError):
            told(*wrong)
