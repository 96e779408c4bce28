import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_whoever_is_not_signed_in_meets_the_sign_in_page_and_comes_in(live_server, page: Page, cast):
    mei = cast["mei"]
    mei.set_password("a password of her own 81")
    mei.save()
    page.goto(live_server.url + "/customers/")
    expect(page).to_have_url(f"{live_server.url}/accounts/login/?next=/customers/")
    page.locator("input[name=login]").fill("mei")
    page.locator("input[name=password]").fill("a password of her own 81")
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{live_server.url}/customers/")


def test_the_sign_in_page_fits_a_telephone(live_server, phone: Page):
    phone.goto(live_server.url)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
