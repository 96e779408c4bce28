"""The corridor screen: what it shows to whoever walks by, and what it must never show (T16)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import ConsentRecord
from customers.services.people import Point
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import (
    COMPLAINT,
    CRITICISM,
    PRAISE,
    days_ago,
    make_edition,
    make_published,
    make_voice,
    publish,
)
from voice.models import DisplayLink
from voice.services import display_links, erasing, redacting

pytestmark = pytest.mark.usefixtures("clock")
WEEK = "2026-W47"


@pytest.fixture
def screen(cast) -> str:
    _link, token = display_links.issue(name="二楼走廊", by=cast["eve"])
    return reverse("voice:display", args=[token])


@pytest.fixture
def edition(cast, customer):
    make_published("2026-W46", customer, by=cast["eve"], at=days_ago(6))
    contact = make_contact(customer, "江晚照", title="设备科长", points=[Point("mobile", "13800138000")])
    named = make_contact(customer, "贺知秋", title="厂长")
    ConsentRecord.objects.create(person=named.person, purpose="quote", given_on="2026-01-01", by=cast["mei"])
    voices = [
        make_voice(customer, by=cast["mei"], judgement=one, text=text, speaker=speaker, anonymous=anonymous)
        for one, text, speaker, anonymous in (
            (CRITICISM, "江晚照的电话 13800138000 打不通，写信到 a.b@example.com 也没人回。", contact, False),
            (PRAISE, "工人都记得他名字。", named, False),
            (COMPLAINT, "我们澜江重工不想再等了。", contact, True),
        )
    ]
    hidden = make_voice(customer, by=cast["mei"], text="这句没有上墙。", judgement=COMPLAINT)
    return publish(make_edition(WEEK, voices, by=cast["eve"]), by=cast["eve"]), voices, hidden


def test_it_shows_the_published_quotes_and_sets_nothing(screen: str, edition) -> None:
    client = Client()
    response = client.get(screen)
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert not client.cookies
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert "工人都记得他名字。" in html
    assert html.count("tv__sheet--on") == 1


def test_a_signed_in_browser_gets_the_same_page_and_no_cookie(screen: str, edition, signed_in) -> None:
    client = signed_in("fay")
    response = client.get(screen)
    assert not response.cookies
    assert response.content == Client().get(screen).content


def test_nothing_private_leaves_the_house(screen: str, edition, cast) -> None:
    _shown, voices, hidden = edition
    html = Client().get(screen).content.decode()
    for secret in (
        "江晚照",
        "13800138000",
        "example.com",
        "@",
        hidden.verbatim.text,
        "csrf",
        "澜江重工不想",
        f"/voice/{voices[0].pk}",
        "/customers/",
        "data-user",
        "<a ",
        "<form",
    ):
        assert secret not in html, secret
    assert "贺知秋" in html
    assert "███的电话 ███████████ 打不通" in html
    assert "我们████不想再等了。" in html
    assert not re.search(r'(id|data-id|data-pk)="?\d', html)


def test_a_name_is_covered_again_when_the_consent_is_withdrawn(screen: str, edition) -> None:
    ConsentRecord.objects.update(withdrawn_on="2026-11-19")
    assert "贺知秋" not in Client().get(screen).content.decode()


def test_a_mask_and_an_erasure_reach_the_screen_at_once(screen: str, edition, cast) -> None:
    _shown, voices, _hidden = edition
    redacting.mask(voices[1], start=0, end=2, reason="asked for it", by=cast["eve"])
    assert "██都记得他名字。" in Client().get(screen).content.decode()
    erasing.erase(voices[1], reason="本人要求", by=cast["ops"])
    html = Client().get(screen).content.decode()
    assert "记得他名字" not in html
    assert voices[1].verbatim.short_fingerprint in html


@pytest.mark.parametrize("token", ["unknown", "x" * 300, "%00", "%F0%9F%98%80"])
def test_an_unknown_address_is_not_found(db, token: str) -> None:
    response = Client().get(f"/wall/display/{token}/")
    assert response.status_code == 404
    assert not response.cookies


def test_a_revoked_address_answers_as_an_unknown_one(screen: str, edition, signed_in) -> None:
    unknown = Client().get("/wall/display/unknown/").content
    link = DisplayLink.objects.get()
    assert signed_in("eve").post(reverse("voice:revoke_display", args=[link.pk])).status_code == 302
    response = Client().get(screen)
    assert response.status_code == 404
    assert response.content == unknown
    assert not response.cookies


def test_the_token_is_shown_once_and_kept_as_a_hash(signed_in, cast) -> None:
    eve = signed_in("eve")
    html = eve.post(reverse("voice:displays"), {"name": "食堂", "language": "en"}).content.decode()
    address = re.search(r"http://testserver(/wall/display/[\w-]{32}/)", html)
    assert address
    token = address[1].split("/")[-2]
    assert token not in eve.get(reverse("voice:displays")).content.decode()
    assert DisplayLink.objects.get().token_hash == display_links.hash_of(token)
    assert not DisplayLink.objects.filter(token_hash=token).exists()
    assert 'lang="en"' in Client().get(address[1]).content.decode()


@pytest.mark.parametrize(("who", "status"), [("eve", 200), ("fay", 200), ("ops", 200), ("mei", 403), ("fin", 403)])
def test_who_may_keep_screens(signed_in, who: str, status: int) -> None:
    assert signed_in(who).get(reverse("voice:displays")).status_code == status


def test_without_scripts_each_load_leads_to_the_next_sheet(screen: str, edition) -> None:
    url = screen
    sheets = Client().get(screen).content.decode().count("data-seconds")
    assert sheets == 4
    for _ in range(sheets):
        html = Client().get(url).content.decode()
        following = re.search(r'http-equiv="refresh" content="\d+;url=(\?page=\d+)"', html)
        assert following
        url = screen + following[1]
    assert url.endswith("?page=1")
    for odd in ("0", "99", "-1", "x", "１"):
        assert Client().get(screen, {"page": odd}).status_code == 200


@pytest.mark.parametrize(
    ("utc", "theme"),
    [
        ("2026-11-19T09:59Z", "light"),
        ("2026-11-19T10:00Z", "dark"),
        ("2026-11-19T22:59Z", "dark"),
        ("2026-11-19T23:00Z", "light"),
    ],
)
def test_paper_by_day_dark_after_six_in_the_evening_of_the_company(screen: str, clock, utc: str, theme: str) -> None:
    clock.move_to(utc)
    assert f'data-theme="{theme}"' in Client().get(screen).content.decode()


@pytest.mark.parametrize(("characters", "size"), [(28, "xl"), (29, "l"), (56, "l"), (57, "m"), (110, "m"), (111, "s")])
def test_type_follows_the_length_of_the_words(screen: str, cast, customer, characters: int, size: str) -> None:
    voices = [
        make_voice(customer, by=cast["mei"], judgement=CRITICISM, text="水" * characters),
        make_voice(customer, by=cast["mei"], judgement=PRAISE),
        make_voice(customer, by=cast["mei"], judgement=PRAISE),
    ]
    publish(make_edition(WEEK, voices, by=cast["eve"]), by=cast["eve"])
    html = Client().get(screen).content.decode()
    assert f'tv__say--{size}">{"水" * characters}<' in html


def test_before_the_first_edition_it_says_so(screen: str) -> None:
    assert "tv__sheet--on" in Client().get(screen).content.decode()


def test_another_customers_screen_text_is_escaped(screen: str, cast) -> None:
    customer = make_customer(cast["mei"], name='<img src=x onerror="alert(1)">')
    voices = [
        make_voice(customer, by=cast["mei"], judgement=one, text=f"<script>alert({n})</script>")
        for n, one in enumerate((CRITICISM, PRAISE, COMPLAINT))
    ]
    publish(make_edition(WEEK, voices, by=cast["eve"]), by=cast["eve"])
    html = Client().get(screen).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
