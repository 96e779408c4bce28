"""Addresses of leads, deals and contracts; `customers.urls` takes them in."""

from django.urls import path

from customers.views import leads, selling

urlpatterns = [
    path("customers/leads/", leads.leads, name="leads"),
    path("customers/leads/export/", leads.export, name="leads_export"),
    path("customers/leads/new/", leads.new, name="new_lead"),
    path("leads/<int:pk>/edit/", leads.edit, name="edit_lead"),
    path("leads/<int:pk>/close/", leads.close, name="close_lead"),
    path("leads/<int:pk>/reopen/", leads.reopen, name="reopen_lead"),
    path("customers/<int:pk>/contracts/", selling.contracts, name="contracts"),
    path("customers/<int:pk>/deals/new/", selling.new_deal, name="new_deal"),
    path("customers/<int:pk>/contracts/new/", selling.new_contract, name="new_contract"),
    path("deals/<int:pk>/edit/", selling.edit_deal, name="edit_deal"),
    path("contracts/<int:pk>/edit/", selling.edit_contract, name="edit_contract"),
    path("contracts/<int:pk>/renewal/", selling.settle_renewal, name="settle_renewal"),
    path("contracts/<int:pk>/end/", selling.end_early, name="end_contract"),
]
