from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationshipsConfig(AppConfig):
    name = "relationships"
    verbose_name = _("Relationships")

    def ready(self) -> None:
        from customers.events import facts_changed, ledger_imported, owner_changed
        from relationships import registry
        from relationships.receivers import hand_over, hand_promises_over, recompute_standing, recompute_standings

        registry.register()
        facts_changed.connect(recompute_standing, dispatch_uid="relationships.recompute_standing")
        ledger_imported.connect(recompute_standings, dispatch_uid="relationships.recompute_standings")
        owner_changed.connect(hand_promises_over, dispatch_uid="relationships.hand_promises_over")
        owner_changed.connect(hand_over, dispatch_uid="relationships.hand_over")
