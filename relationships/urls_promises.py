"""Addresses of promises; `relationships.urls` takes them in."""

from django.urls import path

from relationships.views import promises

urlpatterns = [
    path("promises/", promises.promise_list, name="promises"),
    path("promises/<int:pk>/", promises.promise, name="promise"),
    path("promises/<int:pk>/change/", promises.change, name="promise-change"),
    path("promises/<int:pk>/move/", promises.move, name="promise-move"),
    path("promises/<int:pk>/keep/", promises.keep, name="promise-keep"),
    path("promises/<int:pk>/break/", promises.break_, name="promise-break"),
    path("promises/<int:pk>/withdraw/", promises.withdraw, name="promise-withdraw"),
    path("promises/<int:pk>/reopen/", promises.reopen, name="promise-reopen"),
    path("customers/<int:pk>/promises/", promises.tab, name="promises-tab"),
    path("customers/<int:pk>/promises/add/", promises.give, name="promise-add"),
]
