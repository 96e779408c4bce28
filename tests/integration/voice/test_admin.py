"""The workshop of sales operations: voices may be sorted there, words may not be touched."""

import pytest
from django.urls import reverse

from tests.factories.voice import make_voice
from voice.models import Verbatim, VoiceItem

pytestmark = pytest.mark.usefixtures("clock")
FORM = {
    "kind": "praise",
    "category": "other",
    "severity": "4",
    "sentiment": "",
    "secondary_categories": ["service_response"],
    "summary": "好话",
    "translation": "",
    "transitions-TOTAL_FORMS": "0",
    "transitions-INITIAL_FORMS": "0",
}


@pytest.fixture
def voice(cast, customer) -> VoiceItem:
    return make_voice(customer, by=cast["mei"], judgement=None, text="<b>报警</b>太多了。")


def address(page: str, *args: object, model: str = "voiceitem") -> str:
    return reverse(f"admin:voice_{model}_{page}", args=args)


def test_sorting_in_the_admin_is_the_same_step_as_in_the_inbox(signed_in, voice) -> None:
    response = signed_in("ops").post(address("change", voice.pk), FORM)
    assert response.status_code == 302, response.content.decode()[-3000:]
    voice.refresh_from_db()
    assert (voice.status, voice.kind, voice.summary, voice.clock) == ("triaged", "praise", "好话", "answer")
    assert voice.transitions.count() == 2


def test_half_a_judgement_is_refused(signed_in, voice) -> None:
    response = signed_in("ops").post(address("change", voice.pk), {**FORM, "severity": ""})
    assert response.status_code == 200
    voice.refresh_from_db()
    assert voice.status == "new"


@pytest.mark.parametrize("page", ["add", "delete"])
@pytest.mark.parametrize("who", ["ops", "ada", "mei"])
@pytest.mark.parametrize("model", ["voiceitem", "verbatim", "edition"])
def test_nobody_adds_or_deletes_here(signed_in, voice, page: str, who: str, model: str) -> None:
    pk = voice.verbatim_id if model == "verbatim" else voice.pk
    url = address(page, *([] if page == "add" else [pk]), model=model)
    assert signed_in(who).post(url, {"post": "yes"}).status_code in (403, 404)
    assert Verbatim.objects.count() == 1


@pytest.mark.parametrize("who", ["ops", "ada"])
def test_words_have_no_field_to_change_them(signed_in, voice, who: str) -> None:
    client = signed_in(who)
    url = address("change", voice.verbatim_id, model="verbatim")
    html = client.get(url).content.decode()
    assert "<textarea" not in html
    assert "&lt;b&gt;报警" in html
    assert client.post(url, {"text": "都很好。"}).status_code == 403
    assert Verbatim.objects.get().text == "<b>报警</b>太多了。"


def test_rows_of_other_teams_do_not_exist(signed_in, voice) -> None:
    otto = signed_in("otto")
    assert otto.get(address("change", voice.pk)).status_code == 404
    assert "报警" not in otto.get(address("changelist")).content.decode()
    assert "报警" in signed_in("mei").get(address("changelist")).content.decode()
