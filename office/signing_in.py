"""The one door: what django-allauth asks us while somebody signs in."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from office.addresses import client_address, network_of
from office.models import Company, User
from office.services import auditing, throttling


class OfficeAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; a wrong, an unknown and an inactive account get the same answer at the same cost."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        username, address = str(credentials.get("username", "")), client_address(request)
        attempt = throttling.begin(account=username, network=network_of(address))
        if not attempt.allowed:
            if attempt.first_refusal:
                auditing.record(auditing.SIGN_IN_THROTTLED, by=_named(username), address=address)
            raise ImmediateHttpResponse(too_many(request))
        user: User | None = authenticate(request, username=username, password=credentials.get("password"))
        if user is None:
            auditing.record(auditing.SIGN_IN_FAILED, by=_named(username), address=address)
        else:
            throttling.succeeded(attempt)
        return user

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Links in mails name the configured host, whatever host the request claimed."""
        uid, _, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, token])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        here = SimpleNamespace(name=Company.get().name, domain=urlsplit(settings.SITE_URL).netloc)
        super().send_mail(template_prefix, email, {"current_site": here} | context)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Being signed in is to be seen on the page; nobody needs to be told."""


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(throttling.MINUTE)
    return response


def _named(username: str) -> User | None:
    """The account that was tried. An unknown name is not kept: it may be a password typed into the wrong field."""
    found: User | None = User.objects.filter(username__iexact=username).first()
    return found
