from django.urls import path

from reports.views.portfolio import acquisition, computing, concentration, members, profit, retention

app_name = "portfolio"
urlpatterns = [
    path("", computing.portfolio, name="home"),
    path("recompute/", computing.recompute, name="recompute"),
    path("progress/", computing.progress, name="progress"),
    path("customers/", members.customers, name="customers"),
    path("customers/customers.csv", members.customers_file, name="customers-csv"),
    path("concentration/", concentration.concentration, name="concentration"),
    path("concentration/<slug:part>.csv", concentration.concentration_file, name="concentration-csv"),
    path("profit/", profit.profit, name="profit"),
    path("profit/customers.csv", profit.profit_file, name="profit-csv"),
    path("retention/", retention.retention, name="retention"),
    path("retention/<slug:part>.csv", retention.retention_file, name="retention-csv"),
    path("acquisition/", acquisition.acquisition, name="acquisition"),
    path("acquisition/<slug:part>.csv", acquisition.acquisition_file, name="acquisition-csv"),
]
