"""The Monday report: once per week and person whatever happens, its inputs frozen, its words read from the wall."""

import io
from datetime import UTC, datetime, timedelta

import pypdf
import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import RevenueLine
from customers.services import rollups
from office import tasks as office_tasks
from office.calendar import Week
from office.models import Job, OutgoingMail
from office.services import jobs, mailing
from reports import presenters, tasks
from reports.models import WeeklyReport
from reports.services import weekly
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_next_action
from tests.factories.voice import make_published
from voice.models import VoiceItem
from voice.services import redacting

WEEK = Week("2026-W47")
MONDAY = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)  # Monday 23 November, 07:40 in Shanghai


@pytest.fixture
def monday(clock):
    clock.move_to(MONDAY)
    return clock


@pytest.fixture
def house(cast, clock):
    """One customer with revenue in October, an edition of week 47, a promise past due."""
    customer = make_customer(cast["mei"], name="澜江重工", tier="S")
    make_contact(customer, "沈令仪", seniority=5, title="总经理")
    for month, net in (("2025-10-08", "100.00"), ("2026-09-08", "80.00"), ("2026-10-08", "150.00")):
        RevenueLine.objects.create(customer=customer, document=month, booked_on=month, net=net, currency="CNY")
    rollups.rebuild()
    make_published("2026-W47", customer, by=cast["eve"])
    make_next_action(customer, due_on=timezone.localdate() - timedelta(days=3), text="发检修计划")
    return customer


def test_the_three_numbers_come_from_the_rows(house, cast, monday):
    report, _ = weekly.make(WEEK, reader=cast["fay"])
    assert report.inputs["revenue"] == {
        "month": "2026-10-01",
        "net": "150.00",
        "lines": 1,
        "without_rate": 0,
        "last_year": "100.00",
        "change": "0.5000",
        "prior": "80.00",
        "prior_change": "0.8750",
    }
    assert report.inputs["active"]["count"] == 1
    assert report.inputs["cooling"]["measured"] == 0


def test_the_name_to_call_is_the_largest_relationship_risk(house, cast, monday):
    make_customer(cast["otto"], name="无收入")
    call = weekly.make(WEEK, reader=cast["fay"])[0].inputs["calls"][0]
    # The whole revenue, no penetration known, no renewal date: 1 × 1 × 0.5.
    assert (call["name"], call["person"], call["risk"]) == ("澜江重工", "沈令仪", 0.5)


def test_a_promise_past_due_is_an_open_loop(house, cast, monday):
    loops = weekly.make(WEEK, reader=cast["fay"])[0].inputs["loops"]
    assert loops["actions"] == 1
    assert loops["rows"][0]["what"] == "发检修计划"


def test_unknown_is_said_in_words_and_never_zero(cast, monday):
    report, _ = weekly.make(WEEK, reader=cast["fay"])
    revenue, _active, cooling = presenters.weekly_paper(report).figures
    assert (revenue.known, cooling.known) == (False, False)
    assert not any(character.isdigit() for character in revenue.value + cooling.value)


def test_without_an_edition_it_says_so_and_shows_who_is_quiet(cast, monday):
    customer = make_customer(cast["mei"], name="北渡汽配", first_deal_on="2024-01-01")
    RevenueLine.objects.create(customer=customer, document="1", booked_on="2026-10-20", net="9.00", currency="CNY")
    rollups.rebuild()
    paper = presenters.weekly_paper(weekly.make(WEEK, reader=cast["fay"])[0])
    assert paper.wall_missing
    assert [row.customer for row in paper.quiet] == ["北渡汽配"]


def test_the_inputs_stay_as_they_were_when_the_rows_change(house, cast, monday):
    report, _ = weekly.make(WEEK, reader=cast["fay"])
    RevenueLine.objects.create(customer=house, document="late", booked_on="2026-10-30", net="1.00", currency="CNY")
    rollups.rebuild()
    again, fresh = weekly.make(WEEK, reader=cast["fay"])
    assert (fresh, again.digest) == (False, report.digest)
    assert again.digest == weekly.digest(again.inputs)


def test_a_week_that_still_runs_has_no_report(cast, clock):
    with pytest.raises(weekly.WeekNotOverError):
        weekly.make(WEEK, reader=cast["fay"])


def test_the_pdf_shows_the_words_with_our_fonts_and_nothing_else(house, cast, monday, caplog):
    report, _ = weekly.make(WEEK, reader=cast["fay"])
    weekly.ensure_paper(report)
    with default_storage.open(report.path) as file:
        content = file.read()
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "澜江重工" in text
    assert "你们的盒子夏天进水" in text
    fonts = {font["/BaseFont"] for page in reader.pages for font in _fonts(page)}
    assert fonts
    assert all("Noto-Sans-SC" in name or "NotoSansSC" in name for name in fonts), fonts
    assert not [record for record in caplog.records if ".notdef" in record.getMessage()]


def _fonts(page):
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_a_mask_reaches_the_kept_paper_which_says_that_it_was_made_again(house, cast, monday):
    report, _ = weekly.make(WEEK, reader=cast["fay"])
    first = weekly.ensure_paper(report).pdf_sha256
    assert weekly.ensure_paper(report).remade == 0
    voice = VoiceItem.objects.order_by("pk").first()
    redacting.mask(voice, start=0, end=3, reason="name", by=cast["eve"])
    again = weekly.ensure_paper(WeeklyReport.objects.get(pk=report.pk))
    assert again.remade == 1
    assert again.pdf_sha256 != first
    assert again.digest == report.digest
    assert presenters.weekly_paper(again).remade_note
    assert "███" in weekly.as_html(again)


def test_the_schedule_makes_one_report_and_one_mail_for_each_reader(house, cast, monday):
    for name in ("fay", "eve"):
        cast[name].email = f"{name}@example.com"
        cast[name].save()
    office_tasks.tick()
    office_tasks.tick()
    job = Job.objects.get(kind=weekly.KIND)
    assert (job.period, job.payload) == ("2026-W48", {"week": "2026-W47"})
    assert jobs.run(job.pk) or job.state == Job.State.SUCCEEDED
    job.refresh_from_db()
    assert job.result == {"reports": 2, "mails": 2}, job.error
    # A second run after a crash finds everything done.
    assert weekly.deliver(WEEK) == {"reports": 0, "mails": 2}
    mailing.send_due()
    mailing.send_due()
    assert sorted(message.to[0] for message in mail.outbox) == ["eve@example.com", "fay@example.com"]
    assert {attachment[2] for message in mail.outbox for attachment in message.attachments} == {"application/pdf"}
    assert OutgoingMail.objects.filter(state=OutgoingMail.State.SENT).count() == 2


def test_it_is_due_on_monday_at_half_past_seven_on_the_company_s_clock(cast, clock):
    clock.move_to(MONDAY - timedelta(minutes=11))
    office_tasks.tick()
    assert not Job.objects.filter(kind=weekly.KIND, period="2026-W48").exists()
    clock.move_to(MONDAY)
    office_tasks.tick()
    assert Job.objects.filter(kind=weekly.KIND, period="2026-W48").exists()


@pytest.mark.parametrize(
    ("due_week", "reported"),
    [("2026-W53", "2026-W52"), ("2027-W01", "2026-W53"), ("2027-W02", "2027-W01"), ("2021-W01", "2020-W53")],
)
def test_around_new_year_the_week_before_is_the_week_before(due_week, reported):
    assert tasks.week_before(due_week) == {"week": reported}


def test_a_reader_without_a_mail_address_has_the_report_all_the_same(house, cast, monday):
    cast["fay"].email = ""
    cast["fay"].save()
    assert weekly.deliver(WEEK, to=[cast["fay"]]) == {"reports": 1, "mails": 0}


def test_gathering_costs_the_same_for_two_customers_and_for_many(cast, monday):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            from reports.selectors import weekly_inputs

            weekly_inputs.gather(WEEK, now=MONDAY)
        return len(captured)

    def fill(count: int) -> None:
        for number in range(count):
            customer = make_customer(cast["mei"])
            make_contact(customer)
            RevenueLine.objects.create(
                customer=customer, document=f"{customer.pk}", booked_on="2026-10-20", net=number + 1, currency="CNY"
            )
        rollups.rebuild()

    fill(4)
    few = cost()
    fill(20)
    assert cost() == few


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_page_and_the_list_open_in_each_language(house, cast, monday, signed_in, language):
    cast["fay"].language = language
    cast["fay"].save()
    weekly.make(WEEK, reader=cast["fay"])
    client = signed_in("fay")
    assert client.get("/reports/").status_code == 200
    page = client.get("/reports/weekly/2026-W47/")
    assert "澜江重工" in page.content.decode()


def test_a_founder_may_have_last_week_s_report_made_now(house, cast, monday, signed_in):
    answer = signed_in("fay").post("/reports/weekly/")
    job = Job.objects.get(kind=f"{weekly.KIND}.own")
    assert answer["Location"] == job.get_absolute_url()
    jobs.run(job.pk)
    assert WeeklyReport.objects.filter(reader=cast["fay"], week=WEEK).exists()
