"""Addresses of product usage and of requests; `relationships.urls` takes them in."""

from django.urls import path

from relationships.views import requests, usage, usage_measures

urlpatterns = [
    path("customers/<int:pk>/usage/", usage.tab, name="usage-tab"),
    path("customers/<int:pk>/usage/add/", usage.add, name="usage-add"),
    path("usage/", usage.falling_list, name="usage"),
    path("usage/measures/", usage_measures.measure_list, name="usage-measures"),
    path("usage/measures/add/", usage_measures.add, name="usage-measure-add"),
    path("usage/measures/<int:pk>/", usage_measures.edit, name="usage-measure-edit"),
    path("usage/measures/<int:pk>/switch/", usage_measures.switch, name="usage-measure-switch"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/<int:pk>/", requests.edit, name="request-edit"),
    path("requests/<int:pk>/void/", requests.void, name="request-void"),
    path("requests/<int:pk>/restore/", requests.restore, name="request-restore"),
    path("customers/<int:pk>/requests/add/", requests.add, name="request-add"),
]
