"""Leads, deals, contracts and what is known beside the ledger, from files of ours and of others."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from customers.models import (
    AcquisitionChannel,
    Certificate,
    Contract,
    Customer,
    CustomerYear,
    Deal,
    ImportRun,
    Lead,
    Rating,
    SatisfactionScore,
    WalletEstimate,
)
from customers.selectors import contracts
from customers.services import judging
from customers.services.importing import undoing
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts

pytestmark = pytest.mark.django_db
DATA = Path(os.environ.get("ZHIKE_DATA", Path(__file__).parents[4] / "shared" / "data"))


@pytest.fixture
def customer():
    return make_customer(name="北渡精工", external_ids=[("ledger", "C1")])


def written(folder: Path, text: str) -> Path:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_leads_know_their_channel_their_owner_and_the_customer_they_became(tmp_path, customer, cast):
    channel = AcquisitionChannel.objects.create(code="fair-y", label_zh_hans="展会乙")
    head = "线索编号,公司,来源日期,渠道,状态,关闭日期,负责人,客户编号\n"
    path = written(tmp_path, head + "L1,北渡精工,2026-01-05,展会乙,赢单,2026-02-01,林梅,C1\nL2,南岸,2026-01-06,,,,,\n")
    assert counts(bring_in(path, "leads")) == (2, 0, 0, 0)
    won, fresh = Lead.objects.get(number="L1"), Lead.objects.get(number="L2")
    assert (won.channel, won.owner, won.customer, won.outcome) == (channel, cast["mei"], customer, "won")
    assert (fresh.outcome, fresh.customer, fresh.history.count()) == ("open", None, 1)
    assert counts(bring_in(path, "leads", cast["ops"])) == (0, 0, 2, 0)


def test_deals_that_ended_have_a_day(tmp_path, customer):
    head = "deal id,about,opened on,stage,close date,amount,customer id\n"
    rows = "D1,二期,2026-01-05,Won,2026-03-01,9000.5,C1\nD2,三期,2026-01-05,Won,,1,C1\nD3,,2026-01-05,,,,C1\n"
    rows += "D4,x,2026-01-05,Lost,2026-01-04,1,C1\nD5,x,2026-01-05,Won,2026-03-01,-1,C1\n"
    assert counts(bring_in(written(tmp_path, head + rows), "deals")) == (2, 0, 0, 3)
    assert Deal.objects.get(number="D1").amount == Decimal("9000.50")
    assert (Deal.objects.get(number="D3").name, Deal.objects.get(number="D3").currency) == ("D3", "CNY")


def test_contracts_come_with_a_fee_for_their_term_or_for_a_month(tmp_path, customer):
    path = written(tmp_path, "合同编号,开始日期,到期日,费用,月数,客户编号\nK1,2026-01-01,2026-12-31,1200,12,C1\n")
    assert counts(bring_in(path, "contracts")) == (1, 0, 0, 0)
    path = written(tmp_path, "contract id,start date,mrr,customer id\nK2,2026-01-01,50,C1\n")
    assert counts(bring_in(path, "contracts")) == (1, 0, 0, 0)
    assert contracts.mrr_by_customer(None, date(2026, 6, 1))[customer.pk].amount == 150
    path = written(tmp_path, "contract id,start date,mrr,customer id\nK2,2026-01-01,60,C1\nK3,2026-01-01,-1,C1\n")
    assert counts(bring_in(path, "contracts")) == (0, 1, 0, 1)
    assert (Contract.objects.get(number="K2").fee, Contract.objects.get(number="K2").months) == (60, 1)


def test_what_is_known_beside_the_ledger_comes_once_for_each_key(tmp_path, customer):
    wallet = (
        "date,category,total,source,confidence,customer id\n2026-01-01,,1000,采购,高,C1\n2026-01-02,,0,采购,高,C1\n"
    )
    assert counts(bring_in(written(tmp_path, wallet), "wallets")) == (1, 0, 0, 1)
    assert WalletEstimate.objects.get().confidence == "high"
    assert counts(bring_in(written(tmp_path, wallet.replace("1000", "1100")), "wallets")) == (0, 1, 0, 1)
    assert [each.total for each in WalletEstimate.history.all()] == [1100, 1000]
    years = (
        "年度,营业收入,员工,资产总额,客户编号\n2025,320000000,640,,C1\n2024,,,,C1\n2023,,,90000000,C1\n2022,,,-1,C1\n"
    )
    assert counts(bring_in(written(tmp_path, years), "years")) == (2, 0, 0, 2)
    assert [(each.employees, each.assets) for each in CustomerYear.objects.all()] == [(640, None), (None, 90_000_000)]
    certificates = "证书,到期日期,客户编号\nISO 9001,2027-01-01,C1\n"
    assert counts(bring_in(written(tmp_path, certificates), "certificates")) == (1, 0, 0, 0)
    assert Certificate.objects.get().expires_on == date(2027, 1, 1)


def test_scores_keep_to_their_scale_and_to_one_a_day_without_a_number(tmp_path, customer):
    rows = (
        "2026-01-01,nps,0,C1\n2026-01-01,csat,5,C1\n2026-01-02,csat,6,C1\n2026-01-01,nps,3,C1\n2026-01-02,csat10,0,C1\n"
        "2026-01-03,费力度,7,C1\n2026-01-04,ces7,8,C1\n"
    )
    path = written(tmp_path, "date,kind,score,customer id\n" + rows)
    assert counts(bring_in(path, "scores")) == (3, 0, 0, 4)
    assert set(SatisfactionScore.objects.values_list("kind", "score")) == {("nps", 0), ("csat5", 5), ("ces7", 7)}
    numbered = "answer id,date,kind,score,customer id\nA1,2026-01-01,nps,9,C1\nA2,2026-01-01,nps,8,C1\n"
    assert counts(bring_in(written(tmp_path, numbered), "scores")) == (2, 0, 0, 0)


def test_a_pipeline_of_another_system_comes_as_it_is():
    folder = DATA / "maven_crm"
    if not folder.is_dir():
        pytest.skip("the data set maven_crm is not beside the project")
    found = bring_in(folder / "sales_pipeline.csv", "deals", source="crm", currency="USD", unknown_customer="stub")
    assert (found.rows, found.created + found.rejected) == (8800, 8800)
    assert Deal.objects.filter(outcome="won").count() == 4238
    assert Deal.objects.filter(outcome="lost").count() == 2473
    assert Customer.objects.filter(from_ledger=True).count() == 85


def test_subscriptions_of_another_system_come_as_they_are():
    path = DATA / "ravenstack" / "subscriptions_dev.csv"
    if not path.is_file():
        pytest.skip("the data set ravenstack is not beside the project")
    found = bring_in(path, "contracts", source="saas", currency="USD", unknown_customer="stub")
    assert found.rejected == 0
    assert found.created == Contract.objects.filter(kind="subscription", months=1).count() > 0


HEAD = "dimension,rating,rated on,evidence,rated by,customer id"


def of_ratings(folder: Path, *rows: str) -> Path:
    return written(folder, "\n".join([HEAD, *rows]) + "\n")


def test_ratings_follow_one_another_and_are_never_changed(tmp_path, customer, cast):
    rows = ["沟通,4,2024-03-01,回信快,mei,C1", "compliance,3,2024-03-01,,,C1"]
    wrong = ["compliance,5,2024-03-01,,,C1", "compliance,3,2099-01-01,,,C1", "charm,3,2024-03-01,,,C1"]
    assert counts(bring_in(of_ratings(tmp_path, *rows, *wrong), "ratings", by=cast["ops"])) == (2, 0, 0, 3)
    assert set(Rating.objects.values_list("dimension", "value", "by__username")) == {
        ("communication", 4, "mei"),
        ("compliance", 3, "ops"),
    }
    again = [*rows, "沟通,4,2024-03-01,当天回信,mei,C1"]
    assert counts(bring_in(of_ratings(tmp_path, *again), "ratings", by=cast["ops"])) == (1, 0, 2, 0)
    newest = Rating.objects.filter(customer=customer, dimension="communication").first()
    assert (Rating.objects.count(), newest.evidence) == (3, "当天回信")


def test_the_undo_of_ratings_keeps_what_somebody_judged_anew(tmp_path, customer, cast):
    rows = ["沟通,3,2024-03-01,,,C1", "沟通,2,2024-04-01,,,C1", "compliance,3,2024-03-01,,,C1"]
    bring_in(of_ratings(tmp_path, *rows), "ratings", by=cast["ops"])
    judging.rate(customer, dimension="compliance", value=2, by=cast["ops"], on=date(2024, 2, 1))
    run = ImportRun.objects.get()
    assert undoing.undoer(run, cast["ops"]).preview() == {"removed": 2, "restored": 0, "kept": 1}
    undo = undoing.work(undoing.begin(run, by=cast["ops"]), report=lambda *_said: None)
    assert (undo.reverted, undo.kept, undo.failed) == (2, 1, 0)
    assert undo.records.get(verdict="kept").why == "followed"
    assert set(Rating.objects.values_list("dimension", "value")) == {("compliance", 3), ("compliance", 2)}
