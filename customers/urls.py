from django.urls import path

from customers import urls_imports, urls_judgements, urls_money, urls_sales
from customers.views import binned, customers, detail, economics, figures, ledger, lists, people, pickers

app_name = "customers"
urlpatterns = [
    path("bin/", binned.binned, name="bin"),
    path("customers/", lists.customer_list, name="list"),
    path("customers/filters/", lists.list_filters, name="filters"),
    path("customers/options/", pickers.customer_options, name="options"),
    path("customers/suggestions/", pickers.suggestions, name="suggestions"),
    path("customers/new/", customers.new, name="new"),
    path("customers/<int:pk>/", detail.detail, name="detail"),
    path("customers/<int:pk>/people/", detail.people, name="people"),
    path("customers/<int:pk>/economics/", economics.economics, name="economics"),
    path("customers/<int:pk>/figures/<slug:name>/", figures.figure, name="figure"),
    path("customers/<int:pk>/ledger/", ledger.ledger, name="ledger"),
    path("customers/<int:pk>/profile/", detail.profile, name="profile"),
    path("customers/<int:pk>/history/", detail.history, name="history"),
    path("customers/<int:pk>/edit/", customers.edit, name="edit"),
    path("customers/<int:pk>/archive/", customers.archive, name="archive"),
    path("customers/<int:pk>/restore/", customers.restore, name="restore"),
    path("customers/<int:pk>/owner/", customers.assign, name="assign"),
    path("customers/<int:pk>/members/new/", customers.add_member, name="add_member"),
    path("customers/<int:pk>/members/<int:member>/end/", customers.end_member, name="end_member"),
    path("customers/<int:pk>/contacts/options/", pickers.contact_options, name="customer_contact_options"),
    path("customers/<int:pk>/contacts/new/", people.new_contact, name="new_contact"),
    path("customers/<int:pk>/departments/new/", people.new_department, name="new_department"),
    path("departments/<int:pk>/edit/", people.edit_department, name="edit_department"),
    path("contacts/options/", pickers.contact_options, name="contact_options"),
    path("contacts/<int:pk>/", people.contact, name="contact"),
    path("contacts/<int:pk>/edit/", people.edit_contact, name="edit_contact"),
    path("contacts/<int:pk>/left/", people.contact_left, name="contact_left"),
    path("contacts/<int:pk>/returned/", people.contact_returned, name="contact_returned"),
    path("contacts/<int:pk>/move/", people.move_contact, name="move_contact"),
    path("contacts/<int:pk>/attitude/", people.judge_attitude, name="judge_attitude"),
    path("contacts/<int:pk>/consent/", people.consent, name="consent"),
    *urls_judgements.urlpatterns,
    *urls_sales.urlpatterns,
    *urls_imports.urlpatterns,
    *urls_money.urlpatterns,
]
