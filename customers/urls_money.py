"""Receivables of a customer, and the money of the company as a whole."""

from django.urls import path

from customers.views import company_money, costs, receivables, removed

urlpatterns = [
    path("customers/<int:pk>/receivables/", receivables.tab, name="receivables"),
    path("customers/<int:pk>/invoices/new/", receivables.new_invoice, name="new_invoice"),
    path("customers/<int:pk>/payments/new/", receivables.new_payment, name="new_payment"),
    path("invoices/<int:pk>/edit/", receivables.edit_invoice, name="edit_invoice"),
    path("payments/<int:pk>/edit/", receivables.edit_payment, name="edit_payment"),
    path("payments/<int:pk>/allocate/", receivables.allocate, name="allocate_payment"),
    path("allocations/<int:pk>/release/", receivables.release, name="release_allocation"),
    path("customers/<int:pk>/costs/", costs.tab, name="costs"),
    path("customers/<int:pk>/costs/new/", costs.new_cost, name="new_cost"),
    path("costs/<int:pk>/edit/", costs.edit_cost, name="edit_cost"),
    path("customers/<int:pk>/effort/new/", costs.new_effort, name="new_effort"),
    path("effort/<int:pk>/edit/", costs.edit_effort, name="edit_effort"),
    path("customers/<int:pk>/investments/new/", costs.new_investment, name="new_investment"),
    path("investments/<int:pk>/edit/", costs.edit_investment, name="edit_investment"),
    path("facts/<slug:key>/<int:pk>/remove/", removed.remove, name="fact_remove"),
    path("facts/<int:pk>/restore/", removed.restore, name="fact_restore"),
    path("money/", company_money.money, name="money"),
    path("money/<slug:part>/new/", company_money.new, name="money_new"),
    path("money/<slug:part>/export/", company_money.download, name="money_export"),
    path("money/<slug:part>/<int:pk>/edit/", company_money.edit, name="money_edit"),
    path("money/<slug:part>/<int:pk>/remove/", company_money.remove, name="money_remove"),
    path("money/<slug:part>/<int:pk>/restore/", company_money.restore, name="money_restore"),
]
