"""Names in a row are parted as the reader's language parts them, wherever they stand."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from customers.errors import Clash
from customers.presenters.conflicts import shown
from office.formatting.lists import listed
from relationships.mapping.deciding import DecisionRole
from tests.factories.customers import make_contact, make_customer

ROOT = Path(__file__).resolve().parents[2]
APPS = ("office", "customers", "relationships", "voice", "reports", "templates")
FIXED = re.compile(r"""["']、["']\.join|join:\s*["'](?:、|, )["']|%\}、\{%""")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Lin, Lu"), ("zh-hans", "Lin、Lu"), ("zh-hant", "Lin、Lu")], ids=lambda one: one
)
def test_names_are_parted_by_the_readers_own_comma(language: str, told: str) -> None:
    with translation.override(language):
        assert listed(["Lin", "Lu"]) == told
        assert shown(Clash("tags", "tags", [], [], []), ["Lin", "Lu"], forms.Form()) == told
        page = engines["django"].from_string("{% load zhike %}{{ names|listed }}")
        assert page.render({"names": ["Lin", "Lu"]}) == told
        assert page.render({"names": ["<b>"]}) == "&lt;b&gt;"
        assert page.render({"names": []}) == ""


def test_a_page_in_english_lists_roles_as_english_does(cast, signed_in) -> None:
    cast["mei"].language = "en"
    cast["mei"].save()
    customer = make_customer(cast["mei"])
    contact = make_contact(customer)
    for role in (DecisionRole.Role.ECONOMIC, DecisionRole.Role.CHAMPION):
        DecisionRole.objects.create(contact=contact, role=role, since="2026-01-01", by=cast["mei"])
    pages = [f"/customers/{customer.pk}/people/", contact.get_absolute_url(), f"/customers/{customer.pk}/map/"]
    for address in pages:
        assert "、" not in signed_in("mei").get(address).content.decode(), address


def test_nobody_writes_a_fixed_comma_between_names() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*") if path.suffix in (".py", ".html")]
    found = [str(path.relative_to(ROOT)) for path in files if FIXED.search(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize("text", ['"、".join(names)', '{{ names|join:"、" }}', '{{ names|join:", " }}', "%}、{%"])
def test_the_rule_would_notice(text: str) -> None:
    assert FIXED.search(text)
