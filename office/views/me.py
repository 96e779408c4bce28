from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from office import navigation
from office.forms import ApiKeyForm
from office.models import ApiKey, User
from office.requests import StaffRequest, staff_page
from office.services import api_keys
from office.services import preferences as choices


@require_safe
@staff_page
def me(request: StaffRequest) -> HttpResponse:
    context = {
        "roles": request.user.grants.select_related("team"),
        "pages": navigation.account_pages_for(request.user),
    }
    return render(request, "office/me.html", context)


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and theme. Before sign-in the language is kept on the device."""
    response = redirect(_own_address(request))
    try:
        _choose(request, response)
    except choices.UnknownChoiceError:
        return HttpResponseBadRequest()
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
@never_cache
def keys(request: StaffRequest) -> HttpResponse:
    form = ApiKeyForm(request.POST or None)
    plain, status = "", 200
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        _key, plain = api_keys.issue(
            owner=request.user,
            label=wanted["label"],
            scopes=wanted["scopes"],
            expires_at=wanted["last_day"],
            by=request.user,
        )
        form, status = ApiKeyForm(), 201
    own = ApiKey.objects.filter(owner=request.user)
    return render(request, "office/keys.html", {"form": form, "keys": own, "plain": plain}, status=status)


@require_POST
@staff_page
def revoke_key(request: StaffRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(ApiKey.objects.visible_to(request.user), pk=pk)
    try:
        api_keys.revoke(key, by=request.user)
    except api_keys.AlreadyRevokedError:
        messages.warning(request, _("This key was revoked before."))
    else:
        messages.success(request, _("%(key)s no longer opens anything") % {"key": key})
    return redirect("office:keys")


def _choose(request: HttpRequest, response: HttpResponse) -> None:
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language is None and theme is None:
        raise choices.UnknownChoiceError
    if isinstance(request.user, User):
        if language is not None:
            choices.set_language(request.user, language)
        if theme is not None:
            choices.set_theme(request.user, theme)
    if language is not None:
        if language not in dict(settings.LANGUAGES):
            raise choices.UnknownChoiceError(language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86_400, httponly=True, samesite="Lax"
        )


def _own_address(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
