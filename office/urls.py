from django.urls import path

from office.views import gallery, health, jobs, me, workdays

app_name = "office"
urlpatterns = [
    path("health/", health.health, name="health"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress/", jobs.progress, name="job-progress"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job-retry"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job-cancel"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("me/", me.me, name="me"),
    path("me/preferences/", me.preferences, name="preferences"),
    path("me/keys/", me.keys, name="keys"),
    path("me/keys/<int:pk>/revoke/", me.revoke_key, name="key-revoke"),
    path("gallery/", gallery.gallery, name="gallery"),
]
