from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from office.shell import build


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`: what frames every page. Built when a template first asks, so fragments and mails pay nothing."""
    return {"shell": SimpleLazyObject(lambda: build(request))}
