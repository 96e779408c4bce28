from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("office.accounts")),
    path("admin/", admin.site.urls),
    path("api/", include("config.api")),
    path("", include("office.urls")),
    path("", include("customers.urls")),
    path("", include("relationships.urls")),
    path("", include("voice.urls")),
    path("", include("reports.urls")),
    path("portfolio/", include("reports.urls_portfolio")),
]
