from django.urls import URLPattern, path, register_converter

from office.calendar import Week, week_range
from voice.views import acts, capture, display, duty, inbox, pick, screens, tab, wall

app_name = "voice"


class WeekConverter:
    """An ISO week that exists: 2026-W53 does, 2025-W53 does not."""

    regex = r"\d{4}-W\d{2}"

    def to_python(self, value: str) -> str:
        week_range(Week(value))
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WeekConverter, "week")

urlpatterns: list[URLPattern] = [
    path("voice/", inbox.inbox, name="inbox"),
    path("voice/new/", capture.new, name="new"),
    path("voice/<int:pk>/", inbox.item, name="item"),
    path("voice/<int:pk>/describe/", acts.describe, name="describe"),
    path("voice/<int:pk>/mask/", acts.mask, name="mask"),
    path("voice/<int:pk>/mask/<int:mask_pk>/lift/", acts.lift, name="lift"),
    path("voice/<int:pk>/correct/", acts.correct, name="correct"),
    path("voice/<int:pk>/erase/", acts.erase, name="erase"),
    path("voice/<int:pk>/<slug:verb>/", acts.act, name="act"),
    path("customers/<int:pk>/voices/", tab.voices, name="customer_voices"),
    path("wall/", wall.wall, name="wall"),
    path("wall/displays/", screens.displays, name="displays"),
    path("wall/displays/<int:pk>/revoke/", screens.revoke, name="revoke_display"),
    path("wall/roster/", duty.roster, name="roster"),
    path("wall/roster/away/", duty.away, name="away"),
    path("wall/roster/away/<int:pk>/back/", duty.back, name="back"),
    path("wall/roster/swaps/<int:pk>/<slug:verb>/", duty.swap, name="swap"),
    path("wall/display/<str:token>/", display.display, name="display"),
    path("wall/<week:week>/", wall.edition, name="edition"),
    path("wall/<week:week>/print/", wall.poster, name="print"),
    path("wall/<week:week>/erratum/", wall.erratum, name="erratum"),
    path("wall/<week:week>/pick/", pick.pick, name="pick"),
    path("wall/<week:week>/pick/choose/", pick.choose, name="choose"),
    path("wall/<week:week>/pick/publish/", pick.publish, name="publish"),
    path("wall/<week:week>/follow-up/<int:quote_pk>/", pick.follow_up, name="follow_up"),
]
