from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from office.api.authentication import KeyAuthentication, scope_needed
from office.api.problems import problem_handler, refuse_unknown_fields, refuse_unknown_parameters
from office.models import ApiKey, AuditEntry, RoleGrant, User
from office.scopes import Scope
from office.services import api_keys


class Things(APIView):
    authentication_classes = [KeyAuthentication]
    permission_classes = [scope_needed(Scope.READ_CUSTOMERS, Scope.WRITE_INTERACTIONS)]

    def get(self, request):
        refuse_unknown_parameters(request, {"page", "search"})
        return Response({"who": request.user.username})

    def post(self, request):
        refuse_unknown_fields(request.data, {"name"})
        return Response({}, status=201)

    def get_exception_handler(self):
        return problem_handler


def call(key="", method="get", path="/things/", **options):
    headers = {"HTTP_AUTHORIZATION": key} if key else {}
    request = getattr(RequestFactory(), method)(path, content_type="application/json", **headers, **options)
    return Things.as_view()(request).render()


@pytest.fixture
def issue(cast):
    def make(owner="mei", scopes=(Scope.READ_CUSTOMERS,), days=30):
        return api_keys.issue(
            owner=cast[owner],
            label="Data warehouse",
            scopes=scopes,
            expires_at=timezone.now() + timedelta(days=days),
            by=cast[owner],
        )

    return make


def test_a_key_lets_its_owner_in_and_notes_its_use(issue, clock):
    key, plain = issue()
    response = call(f"Bearer {plain}")
    assert (response.status_code, response.data) == (200, {"who": "mei"})
    key.refresh_from_db()
    assert key.last_used_at == timezone.now()


def test_the_plain_key_is_kept_nowhere(issue, caplog):
    _key, plain = issue()
    call(f"Bearer {plain}")
    everything = "".join(serializers.serialize("json", model.objects.all()) for model in apps.get_models())
    assert plain[:10] in everything
    assert plain not in everything
    assert plain not in caplog.text


def test_a_key_names_its_scheme_and_carries_enough_chance(issue):
    plains = {issue()[1] for _number in range(20)}
    assert len({plain[:10] for plain in plains}) == len(plains) == 20
    assert all(plain.startswith("zk_") and len(plain) == 46 for plain in plains)


@pytest.mark.parametrize("fault", ["expired", "revoked", "owner left", "unknown", "half", "not ascii", "empty"])
def test_a_key_that_does_not_open_answers_401_whatever_the_reason(cast, issue, clock, fault):
    key, plain = issue()
    header = f"Bearer {plain}"
    if fault == "expired":
        clock.shift(timedelta(days=31))
    elif fault == "revoked":
        api_keys.revoke(key, by=cast["mei"])
    elif fault == "owner left":
        User.objects.filter(username="mei").update(is_active=False)
    else:
        header = {
            "unknown": f"{header}x",
            "half": f"Bearer {plain[:10]}",
            "not ascii": "Bearer zk_é",
            "empty": "Bearer",
        }[fault]
    response = call(header)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="Zhike"'
    assert response["Content-Type"] == "application/problem+json"
    assert response.data["detail"] == "This API key is not valid."


def test_without_a_key_nobody_is_let_in(db):
    assert call().status_code == 401


def test_a_reading_key_does_not_write(issue):
    _key, plain = issue()
    response = call(f"Bearer {plain}", "post", data={"name": "x"})
    assert response.status_code == 403
    assert response.data["detail"] == "This key lacks the scope write:interactions."


def test_what_names_no_scope_is_open_to_no_key(issue):
    assert not scope_needed()().has_permission(_request_with(issue()[0]), APIView())


def _request_with(key):
    request = RequestFactory().get("/")
    request.auth, request.user = key, key.owner
    return request


def test_an_owner_without_any_role_reaches_nothing(cast, issue):
    _key, plain = issue()
    RoleGrant.objects.filter(user=cast["mei"]).delete()
    assert call(f"Bearer {plain}").status_code == 403


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?page=2&search=x", 200),
        ("?owner__password__startswith=a", 400),
        ("?_connector=OR", 400),
        ("?page=1&page=2", 400),
        ("?ordering=-x", 400),
    ],
)
def test_an_unknown_parameter_is_400_and_never_all_rows(issue, query, status):
    _key, plain = issue()
    assert call(f"Bearer {plain}", path=f"/things/{query}").status_code == status


@pytest.mark.parametrize("body", [{"nam": 1}, {"name": "x", "is_staff": True}, []])
def test_an_unknown_field_is_refused(body):
    with pytest.raises(ValidationError):
        refuse_unknown_fields(body, {"name"})


def test_a_validation_problem_names_the_fields(issue):
    _key, plain = issue()
    body = call(f"Bearer {plain}", path="/things/?nonsense=1").data
    assert body == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Some values cannot be used.",
        "errors": {"nonsense": ["Unknown parameter."]},
    }


@pytest.mark.parametrize(
    ("scopes", "days"),
    [
        pytest.param((), 30, id="no scope"),
        pytest.param(("read:everything",), 30, id="an unknown scope"),
        pytest.param((Scope.READ_CUSTOMERS,), 0, id="no life"),
        pytest.param((Scope.READ_CUSTOMERS,), 400, id="more than a year"),
    ],
)
def test_a_key_needs_a_scope_and_an_end(issue, scopes, days):
    with pytest.raises(api_keys.KeyRefusedError):
        issue(scopes=scopes, days=days)
    assert not ApiKey.objects.exists()


def test_the_page_shows_the_key_once_and_revokes_it(signed_in, cast):
    client = signed_in("mei")
    last_day = (timezone.localdate() + timedelta(days=30)).isoformat()
    form = {"label": "Warehouse", "scopes": [Scope.READ_CUSTOMERS], "last_day": last_day}
    made = client.post(reverse("office:keys"), form)
    plain = made.context["plain"]
    assert made.status_code == 201
    assert made["Cache-Control"].count("no-store")
    assert call(f"Bearer {plain}").status_code == 200
    assert plain not in client.get(reverse("office:keys")).content.decode()
    key = ApiKey.objects.get()
    client.post(reverse("office:key-revoke", args=[key.pk]))
    assert call(f"Bearer {plain}").status_code == 401
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "by__username"))[-2:] == [
        ("key_issued", "mei"),
        ("key_revoked", "mei"),
    ]


@pytest.mark.parametrize("days", [-1, 366, 4000])
def test_the_page_refuses_an_end_that_cannot_be(signed_in, days):
    last_day = (timezone.localdate() + timedelta(days=days)).isoformat()
    form = {"label": "Warehouse", "scopes": [Scope.READ_CUSTOMERS], "last_day": last_day}
    page = signed_in("mei").post(reverse("office:keys"), form)
    assert page.context["form"].errors.keys() == {"last_day"}
    assert not ApiKey.objects.exists()
