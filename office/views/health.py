from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from office.services import health as examining


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    found = examining.examine()
    return JsonResponse({"good": found.good} | asdict(found), status=200 if found.good else 503)
