"""URL × who × whose → status (T1–T3): every address of the site has a row, every refusal writes nothing."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers import exception
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.base import Template
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from office import printing
from office import urls as office_urls
from office.models import Job, User
from office.scopes import Scope
from office.services import api_keys
from reports.services import weekly
from tests.architecture import permissions
from tests.architecture.permissions.table import PRINCIPALS, Cast, PermissionRow
from tests.architecture.test_access import OPEN_TO_COLLEAGUES

TABLES = [
    importlib.import_module(f"{permissions.__name__}.{found.name}")
    for found in pkgutil.iter_modules(permissions.__path__)
    if found.name != "table"
]
ROWS: list[PermissionRow] = [row for table in TABLES for row in table.ROWS]

# What a request may leave behind although it is refused: who is signed in, and that a key was used.
AUDIT = "office_auditentry"
MAY_CHANGE = ("django_session", "office_apikey")
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|INSERT OR \w+ INTO)\s+"?(\w+)"?', re.IGNORECASE)


def named_addresses() -> set[str]:
    """The name of every address outside the admin; an address without a name stands here by its pattern."""
    return set(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], namespace: str) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from _walk(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"unnamed {entry.pattern}"


def test_every_address_has_a_row_in_the_table():
    missing = named_addresses() - {row.url_name for row in ROWS}
    assert not missing, "no row in tests/architecture/permissions/ for " + ", ".join(sorted(missing))


def test_every_row_is_about_an_address_that_exists():
    assert not {row.url_name for row in ROWS} - named_addresses()


@pytest.fixture
def cast_of_table(db: None, cast: Cast) -> Cast:
    return cast


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_principal_gets_the_answer_of_the_table(
    row: PermissionRow, cast_of_table: Cast, monkeypatch: pytest.MonkeyPatch
):
    assert set(row.statuses) == set(PRINCIPALS), "a row answers for every principal"
    for house in (printing, weekly):  # who may have a paper is asked here, not how it looks
        monkeypatch.setattr(house, "render_pdf", lambda *_args, **_kwargs: b"%PDF-1.7")
    kwargs = row.kwargs(cast_of_table) if row.kwargs else {}  # the same object for all; what they do is taken back
    one_of_each = {status: principal for principal, status in row.statuses.items()}.values()
    faults = [
        fault
        for principal in PRINCIPALS
        for fault in _try(row, principal, cast_of_table, kwargs, drawn=principal in one_of_each)
    ]
    assert not faults, "\n".join(faults)


def test_control_a_wrong_row_is_noticed(cast_of_table: Cast, monkeypatch: pytest.MonkeyPatch):
    right = next(row for row in ROWS if row.url_name == "office:job")
    too_open = replace(right, statuses=dict(right.statuses) | {"other": 200})
    assert list(_try(too_open, "other", cast_of_table)) == [
        "other: 404 instead of 200",
    ]
    monkeypatch.setattr(Job.objects.get_queryset().__class__, "visible_to", lambda rows, user: rows)
    assert list(_try(right, "other", cast_of_table)) == [
        "other: 200 instead of 404",
        "other: the answer tells a foreign object from an unknown one",
    ]


def test_control_a_refusal_that_writes_is_noticed(cast_of_table: Cast, monkeypatch: pytest.MonkeyPatch):
    row = next(row for row in ROWS if row.url_name == "office:job-cancel")

    def write_then_refuse(request: HttpRequest, pk: int) -> HttpResponse:
        Job.objects.create(kind="test.permission", by=cast_of_table["mei"])
        return HttpResponse(status=404)

    address = next(entry for entry in office_urls.urlpatterns if entry.name == "job-cancel")
    monkeypatch.setattr(address, "callback", write_then_refuse)
    faults = list(_try(row, "other", cast_of_table))
    assert "other: answered 404 and yet wrote to office_job" in faults


POSTED = sorted({row.url_name: row for row in ROWS if row.method != "get" and not row.api and not row.public}.items())


@pytest.mark.parametrize("row", [row for _name, row in POSTED], ids=str)
def test_a_post_without_its_token_is_refused_and_writes_nothing(row: PermissionRow, cast_of_table: Cast):
    address = reverse(row.url_name, kwargs=row.kwargs(cast_of_table) if row.kwargs else {}) + row.query
    body = row.body(cast_of_table) if row.body else {}
    client = Client(enforce_csrf_checks=True)
    if row.url_name != "account_login":
        client.force_login(cast_of_table["ada"])
    with _noted() as written:
        answer = getattr(client, row.method)(address, body)
    assert answer.status_code == 403
    assert not written


def _try(
    row: PermissionRow, principal: str, cast: Cast, kwargs: dict[str, Any] | None = None, *, drawn: bool = True
) -> Iterator[str]:
    """Who sees nothing must not tell it from what does not exist; of those with another answer, one of each speaks for all:
    asks for what does not exist. One of each has the page drawn."""
    expected = row.statuses[principal]
    client = _client_of(row, principal, cast)
    with _undone(), nullcontext() if drawn else _undrawn():
        if kwargs is None:
            kwargs = row.kwargs(cast) if row.kwargs else {}
        answer, written = _call(row, client, cast, kwargs)
        if answer.status_code != expected:
            yield f"{principal}: {answer.status_code} instead of {expected}"
        if row.exports and answer.status_code == 200:
            written = [table for table in written if table != AUDIT]
        if written and (answer.status_code >= 400 or row.method == "get" or _is_door(answer)):
            yield f"{principal}: answered {answer.status_code} and yet wrote to {', '.join(written)}"
    if (drawn or expected == 404) and row.kwargs and not row.public:
        with _undone(), nullcontext() if drawn else _undrawn():
            nothing = {name: row.unknown.get(name, _names_nothing(value)) for name, value in kwargs.items()}
            unknown, written = _call(row, client, cast, nothing)
            wanted = expected if expected in {401, 403, 405} or (expected == 302 and _is_door(answer)) else 404
            # "Not yours to change" may be said of a record that one sees, so it is said only of one that exists.
            if unknown.status_code != wanted and (expected, unknown.status_code) != (403, 404):
                yield f"{principal}: an unknown object answers {unknown.status_code} instead of {wanted}"
            if written:
                yield f"{principal}: an unknown object wrote to {', '.join(written)}"
            if expected == 404 and told(answer) != told(unknown):
                yield f"{principal}: the answer tells a foreign object from an unknown one"


@contextmanager
def _undone() -> Iterator[None]:
    """A transaction whose work is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _undrawn() -> Iterator[None]:
    """Everything of a page but its drawing, which is half the work and the same for the next who gets it.
    Of a refusal its status stays.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda _template, _context: SafeString(""))
        patch.setattr(admin.site, "each_context", lambda _request: {})
        patch.setattr(exception, "get_exception_response", lambda *refused: HttpResponse(status=refused[2]))
        yield


def _client_of(row: PermissionRow, principal: str, cast: Cast) -> Client:
    name = PRINCIPALS[principal]
    who = cast[name] if name else None
    client = Client(raise_request_exception=True, headers=key_of(who) if row.api and who else {})
    if who and not row.api:
        client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(who)
    return client


def _session_of(user: User) -> str:
    """As signing in leaves it, without the notes of signing in, which a table of refusals makes five thousand times."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _call(row: PermissionRow, client: Client, cast: Cast, kwargs: dict[str, Any]) -> tuple[HttpResponse, list[str]]:
    body = row.body(cast) if row.body else {}
    options: dict[str, Any] = {"content_type": "application/json"} if row.api and row.method != "get" else {}
    address = reverse(row.url_name, kwargs=kwargs) + row.query
    with _noted() as written:
        answer = getattr(client, row.method)(address, body or None, **options)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return answer, sorted(written - set(MAY_CHANGE))


@contextmanager
def _noted() -> Iterator[set[str]]:
    """The tables that are written to meanwhile."""
    tables: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if found := WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def key_of(user: User) -> dict[str, str]:
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=user, label="Table", scopes=Scope.values, expires_at=ends, by=user)
    return {"Authorization": f"Bearer {plain}"}


def _names_nothing(value: object) -> object:
    return 2_147_483_000 if isinstance(value, int) else "no-such-thing"


def _is_door(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def told(answer: HttpResponse) -> str:
    """The body without what differs from request to request: tokens, nonces and the address itself."""
    text = answer.content.decode().replace(answer.request["PATH_INFO"], "ADDRESS")
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": "|nonce=")[^"]+', r"\1", text)


# The admin has its own, general rule: who may see a kind of record is `office.permissions`, which rows is `visible_to`.

ADMINS = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)


def test_the_admin_shows_each_kind_of_record_to_who_may_see_it(cast_of_table: Cast):
    _populate(cast_of_table)
    faults: list[str] = []
    opened: set[Any] = set()
    for principal, who in PRINCIPALS.items():
        client = Client()
        if who:
            client.force_login(cast_of_table[who])
        user = cast_of_table[who] if who else None
        for model, _admin in ADMINS:
            faults += [f"{model._meta.label}, {fault}" for fault in _shown(model, user, client, principal, opened)]
    assert not faults, "\n".join(faults)


def _is_first(what: Any, opened: set[Any]) -> bool:
    """A page is the same for all who may have it: the first of them has it drawn."""
    found = what not in opened
    opened.add(what)
    return found


def _shown(model: Any, user: User | None, client: Client, principal: str, opened: set[Any]) -> Iterator[str]:
    """What is wrong with the pages of a kind of record, as one principal gets them."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    inside = bool(user and user.is_staff)
    registered = admin.site._registry[model]
    may_view = inside and registered.has_view_permission(_request_of(user))
    may_add = inside and registered.has_add_permission(_request_of(user))
    wanted = {
        "changelist": 200 if may_view else 403 if inside else 302,
        "add": 200 if may_add else 403 if inside else 302,
    }
    if not inside:  # one door for all pages of the admin
        del wanted["add"]
    for page, status in wanted.items():
        with nullcontext() if _is_first((model, page, status), opened) else _undrawn():
            answer = client.get(reverse(f"{name}_{page}"))
        if answer.status_code != status:
            yield f"{principal} {page}: {answer.status_code} instead of {status}"
    if not inside:
        return
    with nullcontext() if _is_first((model, "change"), opened) else _undrawn():
        unknown = client.get(reverse(f"{name}_change", args=[2_147_483_000]))
    if unknown.status_code not in ({404} if may_view else {403, 404}):
        yield f"{principal}: an unknown object answers {unknown.status_code}"
    if may_view:
        assert user
        yield from _leaks(model, user, client, principal)


def _leaks(model: Any, user: User, client: Client, principal: str) -> Iterator[str]:
    """Rows the person may not see must not be listed, and must answer like unknown ones."""
    if model._meta.label in OPEN_TO_COLLEAGUES:
        return
    visible = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
    listed = set(admin.site._registry[model].get_queryset(_request_of(user)).values_list("pk", flat=True))
    if listed - visible:
        yield f"{principal}: the list shows {len(listed - visible)} rows that are not theirs to see"
    for pk in list(set(model._default_manager.values_list("pk", flat=True)) - visible)[:1]:
        answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk]))
        if answer.status_code != 404:
            yield f"{principal}: a foreign row answers {answer.status_code}"


def _request_of(user: User | None) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = user  # type: ignore[assignment]
    return request


def _populate(cast: Cast) -> None:
    for table in TABLES:
        if hasattr(table, "populate"):
            table.populate(cast)


@pytest.mark.parametrize(
    ("principal", "status"),
    [("anonymous", 302), ("founder", 302), ("owner", 200), ("finance", 200), ("ops", 200), ("admin", 200)],
)
def test_who_enters_the_admin(cast_of_table: Cast, principal: str, status: int):
    client = Client()
    if PRINCIPALS[principal]:
        client.force_login(cast_of_table[PRINCIPALS[principal]])
    for page in ("admin:index", "admin:jsi18n", "admin:password_change"):
        assert client.get(reverse(page)).status_code == status, page
