"""Files beside readings: what is kept and what is refused, who gets them, into the bin and back."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from customers import binning
from customers.errors import CustomersError, FieldRefusedError
from customers.models import HistoryEntry
from relationships.models import EvidenceFile
from relationships.services import confirming, evidence_files
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a report"


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "evidence"


@pytest.fixture
def reading(cast: Any) -> Any:
    return make_reading(make_goal(make_customer(cast["mei"]), ops=cast["ops"]))


def upload(name: str = "月报.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_under_a_name_that_says_nothing_and_handed_out_to_be_saved(
    cast, reading, disk, signed_in, queries_of
):
    browser, page = signed_in("mei"), reading.goal.get_absolute_url()
    queries = queries_of(browser, page)
    url = reverse("relationships:evidence-file-add", args=[reading.pk])
    assert browser.post(url, {"file": upload("../../月报<b>.pdf")}).status_code == 302
    file = EvidenceFile.objects.get()
    assert (file.name, file.size, file.added_by) == ("月报<b>.pdf", len(PDF), cast["mei"])
    assert [one.name for one in disk.iterdir()] == [file.stored]
    assert stat.S_IMODE(evidence_files.path_of(file).stat().st_mode) == 0o600
    shown = browser.get(page).content.decode()
    assert "月报&lt;b&gt;.pdf" in shown
    answer = browser.get(reverse("relationships:evidence-file", args=[file.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == (
        "nosniff",
        "application/octet-stream",
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for who in ("otto", "fin"):
        assert signed_in(who).get(reverse("relationships:evidence-file", args=[file.pk])).status_code == 404
    assert HistoryEntry.objects.filter(verb="evidence_file_added").count() == 1
    evidence_files.add(reading, upload("b.csv", b"day,value\n"), by=cast["mei"])
    assert queries_of(browser, page) == queries
    _link, token = confirming.ask(reading, contact=make_contact(reading.customer), by=cast["ops"])
    behind = browser.get(reverse("relationships:confirm", args=[token])).content.decode()
    assert "b.csv" not in behind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.svg", b"<svg onload=alert(1)>", id="a picture that runs"),
        pytest.param("a.html", b"<html>", id="a page"),
        pytest.param("a.png", b"<html>", id="a page that calls itself a picture"),
        pytest.param("a.txt", b"  <script>", id="a page that calls itself a text"),
        pytest.param("a.exe", b"MZ", id="a program"),
        pytest.param("a.pdf", b"x" * (evidence_files.LARGEST + 1), id="too large"),
        pytest.param("a.csv", b"a\x00b", id="no text"),
        pytest.param("pdf", PDF, id="no kind at all"),
    ],
)
def test_what_is_not_kept_leaves_nothing_behind(cast, reading, disk, name, content):
    with pytest.raises(FieldRefusedError) as refused:
        evidence_files.add(reading, upload(name, content), by=cast["mei"])
    assert refused.value.field == "file"
    assert not EvidenceFile.objects.exists()
    assert not any(disk.glob("*"))


def test_the_same_file_stands_once_and_ten_are_enough(cast, reading, disk):
    for number in range(evidence_files.MOST):
        evidence_files.add(reading, upload(content=PDF + bytes([number])), by=cast["mei"])
    with pytest.raises(evidence_files.TooManyFilesError):
        evidence_files.add(reading, upload(), by=cast["mei"])
    with pytest.raises(evidence_files.FileKnownError):
        evidence_files.add(reading, upload(content=PDF + b"\x00"), by=cast["mei"])
    assert len(list(disk.iterdir())) == evidence_files.MOST
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFile.objects.filter(pk=EvidenceFile.objects.first().pk).update(
            sha256=EvidenceFile.objects.last().sha256
        )


def test_what_is_taken_away_lies_in_the_bin_and_comes_back(cast, reading, signed_in):
    file = evidence_files.add(reading, upload(), by=cast["mei"])
    browser, page = signed_in("mei"), reading.goal.get_absolute_url()
    remove = reverse("relationships:evidence-file-remove", args=[file.pk])
    assert browser.post(remove, {"reason": ""}).context["form"].errors
    assert browser.post(remove, {"reason": "别家的"}).status_code == 302
    assert file.name not in browser.get(page).content.decode()
    [entry] = binning.read(cast["mei"], source="evidencefile").entries
    assert (entry.name, entry.why, entry.customer) == (file.name, "别家的", reading.customer)
    assert not binning.read(cast["otto"], source="evidencefile").entries
    assert not binning.read(cast["eve"], source="evidencefile").entries
    assert signed_in("eve").post(entry.restore_url).status_code == 403
    again = evidence_files.add(reading, upload(), by=cast["mei"])
    with pytest.raises(CustomersError):
        evidence_files.restore(file, by=cast["mei"])
    evidence_files.remove(again, reason="twice", by=cast["mei"])
    browser.post(entry.restore_url)
    assert file.name in browser.get(page).content.decode()
    evidence_files.path_of(file).unlink()
    assert browser.get(reverse("relationships:evidence-file", args=[file.pk])).status_code == 404
