"""Addresses of what lies between two houses, and of two-sided reviews; `relationships.urls` takes them in."""

from django.urls import path

from relationships.views import agreements, joint_reviews

urlpatterns = [
    path("customers/<int:pk>/agreements/", agreements.tab, name="agreements-tab"),
    path("customers/<int:pk>/agreements/<slug:noun>/add/", agreements.add, name="between-add"),
    path("agreements/<slug:noun>/<int:pk>/edit/", agreements.edit, name="between-edit"),
    path("agreements/<slug:noun>/<int:pk>/withdraw/", agreements.withdraw, name="between-withdraw"),
    path("agreements/<slug:noun>/<int:pk>/restore/", agreements.restore, name="between-restore"),
    path("solvency-warnings/<int:pk>/clear/", agreements.clear, name="solvency-clear"),
    path("win-backs/", agreements.win_backs, name="win-backs"),
    path("win-backs/<int:pk>/answer/", agreements.answer, name="win-back-answer"),
    path("joint-reviews/", joint_reviews.missing, name="joint-reviews"),
    path("joint-reviews/<int:pk>/", joint_reviews.review, name="joint-review"),
    path("joint-reviews/<int:pk>/change/", joint_reviews.change, name="joint-review-change"),
    path("joint-reviews/<int:pk>/sign/", joint_reviews.sign, name="joint-review-sign"),
    path("joint-reviews/<int:pk>/withdraw/", joint_reviews.withdraw, name="joint-review-withdraw"),
    path("joint-reviews/<int:pk>/restore/", joint_reviews.restore, name="joint-review-restore"),
    path("customers/<int:pk>/joint-reviews/add/", joint_reviews.hold, name="joint-review-add"),
]
