from django.urls import path

from reports.views.portfolio import computing, members, profit

app_name = "portfolio"
urlpatterns = [
    path("", computing.portfolio, name="home"),
    path("recompute/", computing.recompute, name="recompute"),
    path("progress/", computing.progress, name="progress"),
    path("customers/", members.customers, name="customers"),
    path("customers/customers.csv", members.customers_file, name="customers-csv"),
    path("profit/", profit.profit, name="profit"),
    path("profit/customers.csv", profit.profit_file, name="profit-csv"),
]
