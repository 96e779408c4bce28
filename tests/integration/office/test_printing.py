"""Pages on paper: who may read a page may print it, the audit knows, and what cannot be set leads back to the page."""

from datetime import date
from io import BytesIO

import pypdf
import pytest

from customers.models import DefectorAlert
from customers.services import rollups, standings
from office import printing
from office.models import AuditEntry
from office.pdf.rendering import PdfTooHeavy
from office.services import auditing
from tests.factories.customers import make_customer
from tests.integration.customers.test_figures import sell, spend


@pytest.fixture
def firm(cast, clock):
    firm = make_customer(cast["mei"], name="北渡精工")
    sell(firm, "2024-03-05", "100.00")
    sell(firm, "2026-03-05", "1000000.00")
    spend(firm, "2026-03-05", "680000.00")
    rollups.rebuild()
    standings.recompute_all()
    return firm


@pytest.fixture
def pressed(monkeypatch):
    """The HTML that reaches the press, which answers at once."""
    seen: list[str] = []

    def press(html, **_limits):
        seen.append(html)
        return b"%PDF-1.7 set"

    monkeypatch.setattr(printing, "render_pdf", press)
    return seen


def addresses(firm) -> dict[str, str]:
    names = ("heat-map", "concentration", "stress-test", "profit", "retention", "acquisition", "structure")
    pages = {f"/portfolio/{name}/": "" for name in (*names, "silent-defectors", "grading")}
    own = {f"/customers/{firm.pk}/economics/": "customers.economics"}
    figures = {
        f"/customers/{firm.pk}/figures/net_profit/": "customers.figure.net_profit",
        "/portfolio/figures/hhi/": "portfolio.figure.hhi",
    }
    return pages | own | figures


def test_every_page_offers_its_paper_and_the_paper_holds_what_the_page_shows(firm, signed_in, pressed):
    browser = signed_in("fay")
    for url, listing in addresses(firm).items():
        page = browser.get(url).content.decode()
        assert f'href="{url}?paper=pdf"' in page, url
        answer = browser.get(f"{url}?paper=pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), url
        assert answer["Content-Disposition"].startswith("attachment"), url
        html = pressed.pop()
        assert "static:css/paper.css" in html, url
        assert "<main" not in html, url
        written = AuditEntry.objects.latest("pk").details
        assert written["file"] == "pdf", url
        assert not listing or written["list"] == listing


def test_the_paper_of_a_customer_shows_profit_to_the_founder_and_none_to_the_account_manager(firm, signed_in, pressed):
    signed_in("fay").get(f"/customers/{firm.pk}/economics/?paper=pdf")
    signed_in("mei").get(f"/customers/{firm.pk}/economics/?paper=pdf")
    whole, reduced = pressed
    assert "毛利" in whole
    assert "毛利" not in reduced
    assert signed_in("mei").get("/portfolio/profit/?paper=pdf").status_code == 404
    assert signed_in("mei").get(f"/customers/{firm.pk}/figures/net_profit/?paper=pdf").status_code == 404
    assert signed_in("otto").get(f"/customers/{firm.pk}/economics/?paper=pdf").status_code == 404
    assert len(pressed) == 2


def test_any_loss_goes_on_paper_with_who_is_lost_and_without_its_form(firm, signed_in, pressed):
    browser, url = signed_in("fay"), "/portfolio/stress-test/what-if/"
    assert "paper=pdf" not in browser.get(url).content.decode()
    page = browser.get(f"{url}?customer={firm.pk}").content.decode()
    assert f'href="{url}?customer={firm.pk}&amp;paper=pdf"' in page
    answer = browser.get(f"{url}?customer={firm.pk}&paper=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert f"<p>{firm.name}</p>" in pressed.pop()
    assert AuditEntry.objects.latest("pk").details["list"] == "portfolio.stress.what_if"
    assert signed_in("mei").get(f"{url}?customer={firm.pk}&paper=pdf").status_code == 404


def test_the_evidence_of_an_alarm_goes_on_paper_for_who_may_see_it(firm, signed_in, pressed):
    alert = DefectorAlert.objects.create(
        customer=firm, month=date(2026, 10, 1), status="confirmed", severity="mild", p=0.001, adjusted_p=0.008,
        money_at_risk="400000.00", profit_at_risk="80000.00", owner=firm.owner,
    )  # fmt: skip
    url = f"/portfolio/silent-defectors/{alert.pk}/"
    for who, sees_profit in (("fay", True), ("mei", False)):
        browser = signed_in(who)
        assert f'href="{url}?paper=pdf"' in browser.get(url).content.decode()
        assert browser.get(f"{url}?paper=pdf")["Content-Type"] == "application/pdf"
        paper = pressed.pop()
        assert ("风险利润" in paper) is sees_profit
        assert "<form" not in paper
    assert signed_in("otto").get(f"{url}?paper=pdf").status_code == 404


def test_what_is_too_heavy_leads_back_to_the_page_and_says_so(firm, signed_in, monkeypatch):
    def refuse(_html, **_limits):
        raise PdfTooHeavy("too much")

    monkeypatch.setattr(printing, "render_pdf", refuse)
    answer = signed_in("fay").get("/portfolio/heat-map/?view=map&paper=pdf", follow=True)
    assert answer.redirect_chain == [("/portfolio/heat-map/?view=map", 302)]
    assert "PDF" in answer.content.decode()
    assert not AuditEntry.objects.filter(verb=auditing.EXPORTED).exists()


def test_a_page_is_really_set_on_a4(firm, signed_in):
    content = signed_in("fay").get(f"/customers/{firm.pk}/figures/net_profit/?paper=pdf").content
    (page,) = pypdf.PdfReader(BytesIO(content)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "北渡精工" in page.extract_text()
