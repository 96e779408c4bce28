from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from customers import receivers, registry, tasks  # noqa: F401 - tasks name the kinds of jobs
        from customers.events import facts_changed, ledger_imported

        registry.register()
        facts_changed.connect(receivers.measure_again, dispatch_uid="customers.measure_again")
        ledger_imported.connect(receivers.measure_everybody, dispatch_uid="customers.measure_everybody")
