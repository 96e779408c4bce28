"""The five steps of an import in a browser without scripts, and what they refuse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from customers.importing import limits
from customers.models import Customer, ImportRun, RevenueLine
from customers.services.importing import dialogue, storing
from office.models import AuditEntry, Job
from tests.integration.customers.importing import HEAD, line

pytestmark = pytest.mark.django_db

Enter = Callable[[str], Client]
CONTENT = HEAD + line() + line("D2", amount="ten") + line("D3", number="C3")


def upload(client: Client, content: str = CONTENT, *, kind: str = "revenue", name: str = "账本.csv") -> ImportRun:
    file = SimpleUploadedFile(name, content.encode())
    response = client.post(reverse("customers:imports"), {"kind": kind, "file": file})
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def chosen(client: Client, run: ImportRun) -> dict[str, str]:
    """What the form of columns would send as it stands."""
    form = client.get(run.get_absolute_url()).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def post(client: Client, url_name: str, run: ImportRun, body: dict[str, str] | None = None) -> None:
    response = client.post(reverse(url_name, args=[run.pk]), body or {})
    assert response.status_code == 302, response.content.decode()


def test_five_steps_bring_a_file_in(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    assert Path(run.path).stat().st_mode & 0o077 == 0
    assert "账本" not in run.path
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", run, chosen(client, run))
    preview = client.get(run.get_absolute_url()).context["preview"]
    assert [tile["figure"] for tile in preview["tiles"]] == ["2", "0", "0", "1"]
    assert [found["row"] for found in preview["rejected"]] == [3]
    assert not RevenueLine.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_start", run)
    result = client.get(run.get_absolute_url())
    assert RevenueLine.objects.count() == 2
    assert Job.objects.latest("pk").state == Job.State.SUCCEEDED
    assert reverse("customers:import_rejected", args=[run.pk]) in result.content.decode()


def test_a_column_may_be_given_another_meaning_or_none(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("fin")
    run = upload(client, "Beleg,Tag,net,vat,customer id\nD1,2024-01-05,113,13%,C1\n")
    body = chosen(client, run) | {
        "column_0": "document",
        "column_1": "booked_on",
        "vat": "included",
        "fixed_kind": "subscription",
    }
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", run, body)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_start", run)
    made = RevenueLine.objects.get()
    assert (made.document, made.net, made.kind) == ("D1", 100, "subscription")


def test_two_columns_cannot_be_one_field(signed_in: Enter) -> None:
    client = signed_in("ops")
    run = upload(client)
    body = chosen(client, run) | {"column_0": "document", "column_1": "document"}
    response = client.post(reverse("customers:import_columns", args=[run.pk]), body)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not Job.objects.exists()


def test_two_clicks_start_one_import(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", run, chosen(client, run))
    post(client, "customers:import_start", run)
    post(client, "customers:import_start", run)
    assert Job.objects.filter(kind=dialogue.RUN).count() == 1


def test_what_cannot_be_read_is_refused_beside_the_field(signed_in: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("ops")
    before = set(storing.folder().iterdir())
    for content, name in ((b"", "empty.csv"), (b"PK\x03\x04 no zip", "no.xlsx"), (b"\xd0\xcf\x11\xe0", "old.xls")):
        file = SimpleUploadedFile(name, content)
        response = client.post(reverse("customers:imports"), {"kind": "revenue", "file": file})
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    response = client.post(
        reverse("customers:imports"), {"kind": "revenue", "file": SimpleUploadedFile("a.csv", b"x" * 11)}
    )
    assert response.context["form"].errors["file"]
    assert not ImportRun.objects.exists()
    assert set(storing.folder().iterdir()) == before, "a refused file is not kept"


def test_finance_brings_in_the_ledger_and_nothing_else(signed_in: Enter) -> None:
    client = signed_in("fin")
    choices = client.get(reverse("customers:imports")).context["form"].fields["kind"].choices
    offered = {value for value, _label in choices}
    assert {"revenue", "costs"} <= offered
    assert offered.isdisjoint({"customers", "contacts"})
    response = client.post(
        reverse("customers:imports"), {"kind": "customers", "file": SimpleUploadedFile("a.csv", b"name\nX\n")}
    )
    assert response.context["form"].errors["kind"]
    hidden = upload(signed_in("ops"), "name\n华为\n", kind="customers")
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_rejected_rows_are_handed_out_as_a_file_and_noted(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", run, chosen(client, run))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_start", run)
    response = client.get(reverse("customers:import_rejected", args=[run.pk]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"ten" in b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert AuditEntry.objects.filter(verb="exported", details__list="import.rejected").count() == 1


def test_a_file_of_which_nothing_can_go_in_says_so(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    wrong = upload(client, HEAD + line(amount="ten"))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", wrong, chosen(client, wrong))
    page = client.get(wrong.get_absolute_url()).content.decode()
    assert "没有一行能直接导入" in page
    assert "取回有错的行" in page
    assert "导入 0 行" not in page
    assert "。 " not in words_of(client, wrong), "no gap behind a Chinese full stop"

    whole = upload(client, HEAD + line())
    brought_in(client, whole, django_capture_on_commit_callbacks)
    again = upload(client, HEAD + line())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", again, chosen(client, again))
    page = client.get(again.get_absolute_url()).content.decode()
    assert "文件里没有与现有不同的内容" in page
    assert reverse("customers:import_start", args=[again.pk]) not in page


def words_of(client: Client, run: ImportRun) -> str:
    """What is said of the first wrong row."""
    return str(client.get(run.get_absolute_url()).context["preview"]["rejected"][0]["problems"][0]["said"])


def test_a_name_with_markup_stays_text(signed_in: Enter) -> None:
    client = signed_in("ops")
    run = upload(client, "<b>x</b>,date,amount,customer id\n<img src=x>,2024-01-05,1,C\n", name="<script>.csv")
    page = client.get(run.get_absolute_url()).content.decode()
    assert not re.search(r"<b>x|<img src=x|<script>\.csv", page)


def test_the_list_of_imports_costs_the_same_for_many(
    signed_in: Enter, queries_of: Callable[[Client, str], int]
) -> None:
    client = signed_in("ops")
    upload(client)
    few = queries_of(client, reverse("customers:imports"))
    for n in range(8):
        upload(client, CONTENT + line(f"X{n}"))
    assert queries_of(client, reverse("customers:imports")) == few


def test_customers_come_in_by_page_too(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client, "客户编号,客户名称,行业\n1,华为,电子\n2,中兴,没有这个行业\n", kind="customers")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_columns", run, chosen(client, run))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_start", run)
    assert Customer.objects.get().name == "华为"


def brought_in(client: Client, run: ImportRun, capture: Callable[..., object]) -> None:
    for step, body in (("customers:import_columns", chosen(client, run)), ("customers:import_start", {})):
        with capture(execute=True):  # type: ignore[attr-defined]
            post(client, step, run, body)


def test_an_import_is_taken_back_after_a_look_at_what_that_does(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    brought_in(client, run, django_capture_on_commit_callbacks)
    undo = reverse("customers:import_undo", args=[run.pk])
    run.refresh_from_db()
    assert undo in client.get(run.get_absolute_url()).content.decode()
    seen = client.get(undo)
    assert [tile["figure"] for tile in seen.context["tiles"]] == ["2", "0", "0"]
    assert RevenueLine.objects.count() == 2, "looking takes nothing back"
    edited = RevenueLine.objects.get(document="D3")
    edited.description = "corrected"
    edited.save()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_undo", run)
    result = client.get(run.get_absolute_url())
    assert [tile["figure"] for tile in result.context["undo"]["tiles"]] == ["1", "1", "0"]
    assert "D3" in result.content.decode()
    assert Job.objects.get(kind=dialogue.UNDO).result == {"reverted": 1, "kept": 1, "failed": 0}
    assert client.get(undo).status_code == 302, "once is enough"
    post(client, "customers:import_undo", run)
    assert Job.objects.filter(kind=dialogue.UNDO).count() == 1


def test_the_list_of_an_undo_is_a_file_of_all_its_records_and_noted(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    brought_in(client, run, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_undo", run)
    address = reverse("customers:import_undo_file", args=[run.pk])
    told = b"".join(client.get(address).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(told.splitlines()) == 3
    assert AuditEntry.objects.filter(verb="exported", details__list="import.undo").count() == 1
    assert signed_in("mei").get(address).status_code == 404


def test_a_run_that_was_taken_back_does_not_start_again(
    signed_in: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in("ops")
    run = upload(client)
    brought_in(client, run, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        post(client, "customers:import_undo", run)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED)
    with pytest.raises(dialogue.NotReadyError):
        dialogue.start(run, by=run.by)
