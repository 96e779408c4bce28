from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from office.models.company import request_memory


class PreferencesMiddleware:
    """The language of the page: the signed-in colleague's own, else the device's cookie or the company's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_memory.set({})
        try:
            return self.get_response(request)
        finally:
            request_memory.reset(token)
