from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ZhikeAdminSite(AdminSite):
    """Sales operations' workshop. It has no sign-in form of its own, so one throttle guards one door."""

    site_header = _("Zhike administration")
    site_title = _("Zhike administration")
    index_title = _("Archives and settings")

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), settings.LOGIN_URL)
