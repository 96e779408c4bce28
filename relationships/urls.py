from django.urls import path

from relationships.views import actions, interactions, log, maps, reviews, temperature, today

app_name = "relationships"
urlpatterns = [
    path("", today.today, name="today"),
    path("log/", log.log, name="log"),
    path("log/people/", log.people, name="log-people"),
    path("log/also/", log.also, name="log-also"),
    path("log/customers/", log.customers, name="log-customers"),
    path("interactions/<int:pk>/", interactions.interaction, name="interaction"),
    path("interactions/<int:pk>/void/", interactions.void, name="interaction-void"),
    path("interactions/<int:pk>/undo/", interactions.undo, name="interaction-undo"),
    path("interactions/<int:pk>/restore/", interactions.restore, name="interaction-restore"),
    path("actions/", actions.mine, name="actions"),
    path("actions/<int:pk>/finish/", actions.finish, name="action-finish"),
    path("actions/<int:pk>/reopen/", actions.reopen, name="action-reopen"),
    path("actions/<int:pk>/postpone/", actions.postpone, name="action-postpone"),
    path("actions/<int:pk>/drop/", actions.drop, name="action-drop"),
    path("customers/<int:customer_pk>/actions/add/", actions.add, name="action-add"),
    path("ties/", reviews.review, name="ties-review"),
    path("customers/<int:pk>/map/", maps.customer_map, name="map"),
    path("customers/<int:pk>/map/paper/", maps.paper, name="map-paper"),
    path("customers/<int:pk>/map/<int:user_pk>/<int:contact_pk>/", maps.tie, name="tie"),
    path("customers/<int:pk>/temperature/", temperature.temperature, name="temperature"),
]
