import pytest
from django.conf import settings as configured
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from office.models import AuditEntry, RoleGrant, User
from office.roles import Role
from tests.factories.office import PASSWORD

LOGIN = "/accounts/login/"


def attempt(username, password=PASSWORD, *, client=None, address="203.0.113.7", **headers):
    return (client or Client()).post(LOGIN, {"login": username, "password": password}, REMOTE_ADDR=address, **headers)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "by__username", "address"))


@pytest.mark.parametrize("typed", ["mei", "MEI", " mei "])
def test_the_door_opens_for_the_right_password(cast, typed):
    client = Client()
    assert attempt(typed, client=client).status_code == 302
    assert client.get(reverse("office:me")).status_code == 200
    assert verbs() == [("signed_in", "mei", "203.0.113.7")]


def test_a_wrong_an_unknown_and_an_inactive_account_get_the_same_answer(cast):
    User.objects.filter(username="otto").update(is_active=False)
    bodies = set()
    for username, password in [("mei", "wrong"), ("ghost", PASSWORD), ("otto", PASSWORD), ("system", "!")]:
        client = Client()
        page = client.get(LOGIN)
        response = attempt(username, password, client=client)
        assert response.status_code == 200
        text = response.content.decode().replace(username, "NAME")
        for token in {page.context["csrf_token"], response.context["csrf_token"]}:
            text = text.replace(str(token), "TOKEN")
        bodies.add(_without_nonce(text))
    assert len(bodies) == 1
    assert verbs() == [("sign_in_failed", who, "203.0.113.7") for who in ("mei", None, "otto", "system")]


def _without_nonce(text):
    import re

    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", text)


def test_all_refusals_cost_one_hash(cast, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr("office.services.throttling.PER_ACCOUNT", 100)
    monkeypatch.setattr("office.services.throttling.FAILURES_PER_ADDRESS", 100)
    for name in ("mei", "otto"):
        cast[name].set_password(PASSWORD)
        cast[name].is_active = name == "mei"
        cast[name].save()
    costs = {}
    encode = PBKDF2PasswordHasher.encode
    for username, password in [("mei", "wrong"), ("ghost", PASSWORD), ("otto", PASSWORD)]:
        hashed = []
        monkeypatch.setattr(
            PBKDF2PasswordHasher, "encode", lambda self, *a, kept=hashed, **k: kept.append(1) or encode(self, *a, **k)
        )
        attempt(username, password)
        costs[username] = len(hashed)
    assert set(costs.values()) == {1}, costs


def test_the_sixth_attempt_in_a_minute_on_one_account_is_refused_before_hashing(cast, clock, monkeypatch, settings):
    # Redis counts its own minutes; the moved clock is ours.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for number in range(5):
        assert attempt("mei", "wrong", address=f"203.0.113.{number}").status_code == 200
    monkeypatch.setattr("office.signing_in.authenticate", lambda *a, **k: pytest.fail("a password was looked at"))
    refused = attempt("MEI", address="203.0.113.99")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert attempt("mei", address="203.0.113.99").status_code == 429
    assert [verb for verb, *_rest in verbs()].count("sign_in_throttled") == 1
    monkeypatch.undo()
    clock.shift(61)
    assert attempt("mei").status_code == 302


def test_an_account_that_does_not_exist_is_throttled_just_the_same(db):
    statuses = [attempt("ghost").status_code for _time in range(6)]
    assert statuses == [200] * 5 + [429]


def test_the_thirty_first_failure_of_an_address_is_refused(cast, monkeypatch):
    statuses = [attempt(f"ghost{number}").status_code for number in range(31)]
    assert statuses == [200] * 30 + [429]
    assert attempt("mei").status_code == 429
    assert attempt("mei", address="198.51.100.1").status_code == 302


def test_right_passwords_of_colleagues_behind_one_router_count_nothing(cast):
    for _round in range(4):
        for name in cast:
            assert attempt(name).status_code == 302
    assert attempt("ghost", "wrong").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "header", "same"),
    [
        pytest.param(0, "198.51.100.{}", True, id="without proxies the header is a claim"),
        pytest.param(1, "198.51.100.{}, 203.0.113.7", True, id="what stands left of the proxy's word is a claim"),
        pytest.param(1, "203.0.113.{}", False, id="the proxy's word counts"),
        pytest.param(2, "198.51.100.{}, 203.0.113.7, 10.0.0.2", True, id="two proxies: the outer one's word"),
    ],
)
def test_a_forged_forwarding_header_does_not_help(db, settings, proxies, header, same):
    settings.TRUSTED_PROXY_COUNT = proxies
    for number in range(30):
        attempt(f"ghost{number}", HTTP_X_FORWARDED_FOR=header.format(number))
    last = attempt("ghost31", HTTP_X_FORWARDED_FOR=header.format(31))
    assert last.status_code == (429 if same else 200)


def test_addresses_of_one_ipv6_network_count_as_one(db):
    statuses = {attempt(f"ghost{n}", address=f"2001:db8::{n:x}").status_code for n in range(30)}
    assert statuses == {200}
    assert attempt("ghost", address="2001:db8::ffff").status_code == 429
    assert attempt("ghost", address="2001:db8:0:1::1").status_code == 200


def test_the_session_that_was_there_before_is_not_the_one_after(cast):
    client = Client()
    client.get(LOGIN)
    client.cookies[configured.SESSION_COOKIE_NAME] = "planted"
    attempt("mei", client=client)
    assert client.cookies[configured.SESSION_COOKIE_NAME].value != "planted"
    assert not Session.objects.filter(pk="planted").exists()


def test_a_new_password_ends_the_other_sessions(cast):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        attempt("mei", client=client)
    new = "an even finer day"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get(reverse("office:me")).status_code == 200
    assert elsewhere.get(reverse("office:me")).status_code == 302
    assert ("password_changed", "mei", "127.0.0.1") in verbs()


def test_a_role_taken_away_is_gone_at_the_next_request(cast):
    client = Client()
    attempt("ops", client=client)
    assert client.get("/admin/").status_code == 200
    RoleGrant.objects.filter(user=cast["ops"]).delete()
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get(reverse("office:me")).status_code == 403


def test_a_person_who_left_is_out_at_the_next_request(cast):
    client = Client()
    attempt("mei", client=client)
    User.objects.filter(username="mei").update(is_active=False)
    assert client.get(reverse("office:me")).status_code == 302


@pytest.mark.parametrize(
    "next_page", ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/", "/%0d%0aX: y"]
)
def test_signing_in_leads_to_our_own_pages_only(cast, next_page):
    response = Client().post(LOGIN, {"login": "mei", "password": PASSWORD, "next": next_page})
    assert response.status_code == 302
    assert response["Location"] == "/" or response["Location"].startswith("/%")


def test_nobody_signs_up_here(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/email/").status_code == 404


def test_the_admin_uses_the_same_door(client, db):
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == f"{LOGIN}?next=/admin/"


def test_signing_out_needs_a_post_and_is_noted(cast):
    client = Client()
    attempt("mei", client=client)
    client.get("/accounts/logout/")
    assert client.get(reverse("office:me")).status_code == 200
    client.post("/accounts/logout/")
    assert client.get(reverse("office:me")).status_code == 302
    assert verbs()[-1][:2] == ("signed_out", "mei")


def test_a_reset_mail_names_our_host_and_its_link_works_once(cast, settings):
    settings.SITE_URL = "https://crm.example.com"
    settings.ALLOWED_HOSTS = ["*"]
    Client().post("/accounts/password/reset/", {"email": "mei@example.com"}, HTTP_HOST="evil.example")
    Client().post("/accounts/password/reset/", {"email": "nobody@example.com"})
    (letter,) = mail.outbox
    assert letter.to == ["mei@example.com"]
    assert "evil.example" not in letter.body
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    assert link.startswith("https://crm.example.com/accounts/")
    path = link.removeprefix("https://crm.example.com")
    new = "an even finer day"
    client = Client()
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert attempt("mei", new).status_code == 302
    assert not Client().get(path).has_header("Location")


def test_roles_are_rows_so_the_admin_role_makes_the_superuser(cast):
    assert [name for name, user in cast.items() if user.is_superuser] == ["ada"]
    RoleGrant.objects.create(user=cast["ops"], role=Role.ADMIN)
    assert User.objects.get(pk=cast["ops"].pk).is_superuser
