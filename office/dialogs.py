from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase


class DialogMiddleware:
    """Lets a form answer a dialog as it answers a page: with a redirect.

    A script that follows a redirect itself would load the next page unseen and use up its messages. So the
    redirect of a request from static/js/dialog.js becomes an empty answer that names the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseRedirectBase) and "Zhike-Dialog" in request.headers:
            moved = HttpResponse(status=204, headers={"HX-Redirect": response.url})
            moved.cookies = response.cookies
            return moved
        return response
