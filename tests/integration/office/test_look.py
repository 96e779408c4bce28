"""The frame and the components as pages use them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from office.dialogs import DialogMiddleware
from office.formatting import lists
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def shown(source: str, language: str = "zh-hans", **context: object) -> str:
    with translation.override(language):
        return Template("{% load zhike %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        pytest.param("{{ x|amount }}", Decimal("3864000"), "386.4 万", id="a sum"),
        pytest.param("{{ x|signed_amount }}", Decimal("86500"), "+8.7 万", id="a change of a sum"),
        pytest.param("{{ x|in_unit:'wan' }}", 21864000, "2,186.4", id="a column in 万"),
        pytest.param("{{ x|percent:0 }}", 0.98, "98%", id="a share"),
        pytest.param("{{ x|signed }}", -4, "−4", id="a change"),
        pytest.param("{{ x|initial }}", "林知夏", "林", id="a surname"),
        pytest.param("{{ x|initial }}", "ada", "A", id="a first letter"),
        pytest.param("{{ x|iso_week }}", "2026-W53", "2026 年第 53 周", id="a key of a week"),
        pytest.param("{{ x|iso_week }}", date(2027, 1, 1), "2026 年第 53 周", id="the week of a day"),
        pytest.param("{{ x|day }}", date(2026, 11, 19), "11月19日 周四", id="a day"),
        pytest.param("{{ x|when }}", NOW - timedelta(hours=16), "昨天 18:00", id="a moment in the company's zone"),
        pytest.param("{{ x|due_state }}", date(2026, 11, 18), "bad", id="overdue"),
        pytest.param("{{ x|due_state }}", date(2026, 11, 19), "warn", id="due today"),
        pytest.param("{{ x|due_state }}", date(2026, 11, 20), "", id="not yet due"),
        pytest.param("{{ x|due }}", date(2026, 11, 23), "周一", id="due within a week"),
        pytest.param("{{ x|due }}", date(2026, 11, 26), "11-26", id="due later"),
    ],
)
def test_filters_speak_the_readers_language(
    clock: time_machine.Traveller, source: str, value: object, text: str
) -> None:
    assert shown(source, x=value) == text


@pytest.mark.parametrize(
    "name", ["amount", "signed_amount", "exact", "number", "signed", "percent", "points", "day", "when"]
)
def test_what_nobody_knows_is_said_in_words(name: str) -> None:
    text = shown(f"{{{{ x|{name} }}}}", "en", x=None)
    assert text == "unknown"


def test_a_figure_gives_the_reason_when_it_is_unknown() -> None:
    assert "6 months of cost missing" in shown("{% figure x 'nothing' '6 months of cost missing' %}", x=None)
    assert shown("{% figure 0 '0' 'never shown' %}") == '<span class="n">0</span>'


def test_a_day_is_the_companys_not_the_servers() -> None:
    late = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    assert shown("{{ x|day_full }}", x=late) == "2026-11-19"


class Choice(forms.Form):
    name = forms.CharField(label="Name", help_text="Surname first")
    key = forms.BooleanField(label="Key person", required=False)


def test_a_field_ties_its_label_help_and_error_together() -> None:
    text = str(Choice({})["name"].as_field_group())
    assert '<label class="field__label" for="id_name">' in text
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text


def test_a_checkbox_stands_before_its_label() -> None:
    text = str(Choice()["key"].as_field_group())
    assert text.index("<input") < text.index("<label")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_shows_in_every_language_and_theme(
    signed_in: Callable[[str], Client], language: str, theme: str
) -> None:
    response = signed_in("mei").get("/gallery/", {"language": language, "theme": theme})
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" data-theme="{theme}">' in page
    assert page.count("<h1") == 1


def test_the_gallery_is_for_colleagues(client: Client) -> None:
    assert client.get("/gallery/").status_code == 302


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_error_pages_need_no_request(name: str) -> None:
    page = render_to_string(name)
    assert name[:3] in page
    assert "<h1>" in page


def test_the_broken_page_speaks_all_three_languages() -> None:
    page = render_to_string("500.html")
    assert all(text in page for text in ("这里出错了", "這裡出錯了", "Something broke"))


@pytest.mark.parametrize(
    ("headers", "status", "named"),
    [
        pytest.param({}, 302, None, id="a page is moved by the browser"),
        pytest.param({"HTTP_HX_REQUEST": "true"}, 302, None, id="htmx follows by itself"),
        pytest.param({"HTTP_ZHIKE_DIALOG": "1"}, 204, "/customers/7/", id="a dialog is told where to go"),
    ],
)
def test_a_redirect_out_of_a_dialog_moves_the_whole_page(
    headers: dict[str, str], status: int, named: str | None
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return redirect("/customers/7/")

    response = DialogMiddleware(view)(RequestFactory().post("/log/", **headers))  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers.get("HX-Redirect") == named


@pytest.mark.parametrize(
    ("language", "names", "sentences", "more"),
    [
        ("zh-hans", "采购、财务", "换人了；在拖", "毛利率（12 家）"),
        ("en", "采购, 财务", "换人了; 在拖", "毛利率 (12 家)"),
    ],
)
def test_several_things_in_a_line_are_parted_as_the_language_does(
    language: str, names: str, sentences: str, more: str
) -> None:
    assert shown("{{ of|listed }}", language, of=["采购", "财务"]) == names
    assert shown("{{ of|clauses }}", language, of=["换人了", "在拖"]) == sentences
    with translation.override(language):
        assert lists.with_more("毛利率", "12 家") == more
        assert lists.in_one_line([None, "采购", ""]) == "采购"


def test_a_long_list_pages_with_the_houses_buttons() -> None:
    request = RequestFactory().get("/promises/?show=all&page=2")
    page = Paginator(range(120), 50).get_page(2)
    with translation.override("zh-hans"):
        html = render_to_string("components/pages.html", {"page": page}, request=request)
    assert "51–100，共 120 条" in html
    assert 'rel="prev" href="?show=all&amp;page=1"' in html
    assert 'rel="next" href="?show=all&amp;page=3"' in html
