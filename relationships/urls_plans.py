"""Addresses of success plans."""

from django.urls import path

from relationships.views import packs, plan_acts, plan_tasks, plans

urlpatterns = [
    path("plans/", plans.plan_list, name="success-plans"),
    path("customers/<int:pk>/plan/", plans.tab, name="success-plan"),
    path("customers/<int:pk>/qbr/", packs.qbr, name="qbr"),
    path("customers/<int:pk>/plan/make/", plan_acts.make, name="success-plan-make"),
    path("plans/<int:pk>/change/", plan_acts.change, name="success-plan-change"),
    path("plans/<int:pk>/close/", plan_acts.close, name="success-plan-close"),
    path("plans/<int:pk>/reopen/", plan_acts.reopen, name="success-plan-reopen"),
    path("plans/<int:pk>/objectives/add/", plan_acts.objective_add, name="success-plan-objective-add"),
    path("plan-objectives/<int:pk>/change/", plan_acts.objective_change, name="success-plan-objective-change"),
    path("plan-objectives/<int:pk>/drop/", plan_acts.objective_drop, name="success-plan-objective-drop"),
    path("plan-objectives/<int:pk>/restore/", plan_acts.objective_restore, name="success-plan-objective-restore"),
    path("plans/<int:pk>/reviews/add/", plan_acts.review_add, name="success-plan-review-add"),
    path("plan-reviews/<int:pk>/change/", plan_acts.review_change, name="success-plan-review-change"),
    path("plan-reviews/<int:pk>/hold/", plan_acts.review_hold, name="success-plan-review-hold"),
    path("plan-reviews/<int:pk>/drop/", plan_acts.review_drop, name="success-plan-review-drop"),
    path("plan-reviews/<int:pk>/restore/", plan_acts.review_restore, name="success-plan-review-restore"),
    path("plans/<int:pk>/tasks/ours/", plan_tasks.add, {"side": "ours"}, name="success-plan-task-add"),
    path("plans/<int:pk>/tasks/theirs/", plan_tasks.add, {"side": "theirs"}, name="success-plan-task-add-theirs"),
    path("plan-tasks/<int:pk>/change/", plan_tasks.change, name="success-plan-task-change"),
    path("plan-tasks/<int:pk>/finish/", plan_tasks.finish, name="success-plan-task-finish"),
    path("plan-tasks/<int:pk>/drop/", plan_tasks.drop, name="success-plan-task-drop"),
    path("plan-tasks/<int:pk>/reopen/", plan_tasks.reopen, name="success-plan-task-reopen"),
]
