from django.urls import path, register_converter

from reports.views import weekly
from voice.urls import WeekConverter

register_converter(WeekConverter, "report_week")

app_name = "reports"
urlpatterns = [
    path("reports/", weekly.report_list, name="list"),
    path("reports/weekly/", weekly.make, name="make"),
    path("reports/weekly/<report_week:week>/", weekly.report, name="weekly"),
    path("reports/weekly/<report_week:week>/pdf/", weekly.paper, name="weekly-pdf"),
]
