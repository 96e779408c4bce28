"""The week of the house in a real browser: a call on the telephone becomes a quote on the wall, on the corridor screen
and on the founder's Monday paper."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from customers.models import Customer
from office.models import User
from relationships.models import Interaction
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import PRAISE, REQUEST, make_published, make_voice
from tests.system.conftest import FRIDAY_BEFORE, THURSDAY
from tests.system.hands import breadth, choose, sign_in
from voice.models import Edition, VoiceItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONDAY_AFTER = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WORDS = "合同写的是四小时响应，我等了两天，等来一句“在排期”。"
ASKED = "能不能把换型步骤直接投到机台屏上？"
PRAISED = "3 号机提前 4 天报了，省下一个班。"


@pytest.fixture
def week(house: dict[str, User]) -> Iterator[time_machine.Traveller]:
    """Thursday of week 47. Last week's wall was published; this week another customer has spoken twice."""
    mei, otto = house["mei"], house["otto"]
    with time_machine.travel(FRIDAY_BEFORE, tick=True):
        lanjiang = make_customer(mei, name="澜江重工机械股份有限公司", short_name="澜江重工", tier="S")
        make_contact(lanjiang, "何知秋", by=mei, title="设备科长")
        make_contact(lanjiang, "沈望舒", by=mei, title="生产总监")
        qingyu = make_customer(otto, name="青屿食品集团有限公司", short_name="青屿食品", tier="A")
        make_contact(qingyu, "孙望舒", by=otto)
        make_published("2026-W46", qingyu, by=house["eve"], at=FRIDAY_BEFORE)
    with time_machine.travel(THURSDAY, tick=True) as traveller:
        make_voice(qingyu, by=otto, text=ASKED, judgement=REQUEST)
        make_voice(qingyu, by=otto, text=PRAISED, judgement=PRAISE)
        yield traveller


def test_a_call_on_the_telephone_reaches_the_wall_the_corridor_and_the_monday_paper(
    live_server, week, phone: Page, page: Page, browser: Browser, tmp_path: Path
):
    logs_a_call_with_a_quote(phone, live_server.url)
    publishes_the_wall(page, live_server.url)
    page.context.clear_cookies()
    week.move_to(MONDAY_AFTER)
    shows_the_corridor(page, browser, live_server.url)
    downloads_the_report(page, tmp_path)


def logs_a_call_with_a_quote(phone: Page, address: str) -> None:
    """The CSM on a telephone: customer by initials, person, one line, the customer's words."""
    sign_in(phone, address, "mei")
    phone.wait_for_selector("html[data-ready]")
    phone.locator(".bottombar [data-dialog]").click()
    sheet = phone.locator("dialog[open]")
    choose(sheet, "Customer", typed="ljzg", option="澜江重工")
    sheet.locator("label", has_text="何知秋").click()
    sheet.get_by_label("One line").fill("二号线停线，问什么时候到场")
    sheet.locator("summary", has_text="Their words").click()
    sheet.locator("textarea.say").fill(WORDS)
    choose(sheet, "Who said it", typed="何", option="何知秋")
    sheet.get_by_label("What kind").select_option("criticism")
    sheet.get_by_label("About").select_option("service_response")
    sheet.get_by_label("How grave").select_option("2")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(sheet).to_have_count(0)
    expect(phone.locator(".toast")).to_contain_text("澜江重工")
    expect(phone.locator(".toast")).to_contain_text("何知秋")
    call = Interaction.objects.get()
    assert (call.kind, str(call.customer)) == ("call", "澜江重工")
    assert VoiceItem.objects.get(customer=call.customer).verbatim.text == WORDS


def publishes_the_wall(page: Page, address: str) -> None:
    """The duty executive: picks three, puts the praise last, says what happened since, publishes."""
    sign_in(page, address, "eve")
    page.goto(f"{address}/wall/2026-W47/pick/")
    publish = page.get_by_role("button", name="Publish")
    expect(publish).to_be_disabled()
    for words in (PRAISED, ASKED, WORDS):
        page.locator(".pick-row", has_text=words).get_by_role("button", name="Pick").click()
        expect(page.locator(".wall-quote", has_text=words)).to_be_visible()
    page.locator(".wall-quote", has_text=PRAISED).get_by_role("button", name="Move down").click()
    expect(page.locator(".wall-quote").first).to_contain_text(ASKED)
    expect(publish).to_be_disabled()
    for written in range(3):
        page.wait_for_selector("html[data-ready]")  # before its scripts run, the link leads to a page, not a dialog
        page.get_by_role("link", name="Write the line").first.click()
        dialog = page.locator("dialog[open]")
        dialog.get_by_role("textbox").fill("换了密封圈，客户签字确认。")
        dialog.get_by_role("button", name="Put it on the wall").click()
        expect(page.get_by_role("link", name="Rewrite")).to_have_count(written + 1)
    expect(publish).to_be_enabled()
    publish.click()
    expect(page).to_have_url(f"{address}/wall/2026-W47/")
    quotes = page.locator(".wall-quote .say")
    expect(quotes).to_have_text([WORDS, ASKED, PRAISED])
    assert Edition.objects.get(week="2026-W47").is_published


def shows_the_corridor(page: Page, browser: Browser, address: str) -> None:
    """The founder makes an address; a screen that knows nobody opens it and turns by itself."""
    sign_in(page, address, "fay")
    page.goto(f"{address}/wall/displays/")
    page.locator("input[name=name]").fill("Corridor, first floor")
    page.get_by_role("button", name="Make an address").click()
    link = page.locator(".display-address").inner_text()
    corridor = browser.new_context(viewport={"width": 1920, "height": 1080})
    screen = corridor.new_page()
    screen.clock.install()
    screen.goto(link)
    shown = screen.locator(".tv__sheet--on")
    expect(shown).to_contain_text(WORDS)
    screen.clock.run_for(20_000)
    expect(shown).not_to_contain_text(WORDS)
    expect(shown).to_be_visible()
    assert corridor.cookies() == []
    assert breadth(screen) <= 1920
    corridor.close()


def downloads_the_report(page: Page, folder: Path) -> None:
    """The founder has last week's report made, reads it and takes the paper with her."""
    page.get_by_role("link", name="Reports").click()
    page.get_by_role("button", name="Make the report").click()
    page.goto(page.url.split("/jobs/")[0].split("/reports/")[0] + "/reports/weekly/2026-W47/")
    expect(page.locator(".report")).to_contain_text(WORDS)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download PDF").click()
    paper = folder / taken.value.suggested_filename
    taken.value.save_as(paper)
    read = paper.read_bytes()
    assert read.startswith(b"%PDF")
    sheets = PdfReader(BytesIO(read)).pages
    text = "".join(sheet.extract_text() for sheet in sheets).replace("\n", "")
    assert 1 <= len(sheets) <= 3
    assert WORDS in text
    assert "澜江重工" in text


def test_sales_operations_bring_a_file_in_and_take_the_wrong_rows_home(live_server, house, page: Page, tmp_path: Path):
    """Upload, columns, check, import: two companies come in, the third returns with reason and cure."""
    book = tmp_path / "customers.csv"
    book.write_text(
        "客户名称,客户编号,统一社会信用代码\n澜江重工机械股份有限公司,LJ-1,\n北渡汽车零部件有限公司,BD-2,\n岚禾医疗器械有限公司,LH-3,91350211M000100Y40\n",
        encoding="utf-8",
    )
    sign_in(page, live_server.url, "ops")
    page.get_by_role("link", name="Imports").first.click()
    page.locator("select[name=kind]").select_option("customers")
    page.locator("input[name=file]").set_input_files(book)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("main tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Import 2 rows").click()
    expect(page.get_by_role("link", name="See the rows")).to_be_visible()
    assert set(Customer.objects.values_list("name", flat=True)) == {
        "澜江重工机械股份有限公司",
        "北渡汽车零部件有限公司",
    }
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the wrong rows").click()
    wrong = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert "岚禾医疗器械有限公司" in wrong
    assert "澜江重工" not in wrong
