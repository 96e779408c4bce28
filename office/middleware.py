import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from office.models.company import Company, request_memory

logger = logging.getLogger("zhike.health")


class PreferencesMiddleware:
    """The language and the clock of the page: the colleague's language, else the device's, else the company's; the
    company's time zone for everyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_memory.set({})
        try:
            company = Company.get()
        except OperationalError:
            request_memory.reset(token)
            return database_is_away()
        try:
            translation.activate(_language(request, company))
            with timezone.override(company.zone):
                return self.get_response(request)
        finally:
            request_memory.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return database_is_away() if isinstance(exception, OperationalError) else None


def database_is_away() -> HttpResponse:
    """The database restarts or is locked: nothing was saved, and trying again soon helps."""
    logger.warning("the database does not answer")
    text = "知客暂时连不上数据库，刚才没有存上，请稍后再试。\nThe database does not answer; nothing was saved. Try again soon."
    return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"})


def _language(request: HttpRequest, company: Company) -> str:
    """What the browser would like to read is not asked: on borrowed and corridor devices it is often wrong."""
    known = dict(settings.LANGUAGES)
    chosen = (getattr(request.user, "language", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    return next((code for code in chosen if code in known), company.default_language)
