"""Forms of the company's own money."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.forms.receivables import RecordForm
from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    ExchangeRate,
    Funds,
    HourlyRate,
    Region,
    Target,
)
from customers.presenters.company_money import PARTS


def cost_roles() -> Iterator[tuple[str, Any]]:
    """Roles that somebody logs time under."""
    yield from extensions.cost_roles.items()


class CostRoleField(forms.ChoiceField):
    def __init__(self, *, choices: Callable[[], Any] = cost_roles, **options: Any) -> None:
        options.setdefault("label", _("Cost role"))
        super().__init__(choices=choices, **options)


class SpendForm(RecordForm):
    model = AcquisitionSpend
    names = PARTS["spend"].names

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].help_text = _("Any day of it.")
        for name, terms in (("channel", AcquisitionChannel), ("region", Region)):
            kept = self.initial.get(name)
            offered = terms.objects.offered()
            self.fields[name].queryset = offered if kept is None else offered | terms.objects.filter(pk=kept.pk)  # type: ignore[attr-defined]


class FundsForm(RecordForm):
    model = Funds
    names = PARTS["funds"].names


class TargetForm(RecordForm):
    model = Target
    names = PARTS["targets"].names

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"].help_text = _("Amounts in base currency; shares as a fraction: 1.05 is 105 %.")


class HourlyRateForm(RecordForm):
    model = HourlyRate
    names = PARTS["rates"].names

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"] = CostRoleField()
        self.fields["hourly"].help_text = _(
            "Yearly cost with everything, over the hours that are worked for customers."
        )
        self.order_fields(self.names)


class ExchangeRateForm(RecordForm):
    model = ExchangeRate
    names = PARTS["exchange"].names

    def __init__(self, *args: Any, record: Any = None, **options: Any) -> None:
        start = {} if record is not None else {"currency": ""}
        super().__init__(*args, record=record, initial=start, **options)
        self.fields["on"].help_text = _("It counts from this day on, for 31 days at most.")
        self.fields["rate"].help_text = _("Base currency for one unit: 7.1 where a dollar costs 7.1 yuan.")
        self.fields["source"].help_text = _("Who quotes it, such as a bank.")


FORMS: dict[str, type[RecordForm]] = {
    "spend": SpendForm,
    "funds": FundsForm,
    "targets": TargetForm,
    "rates": HourlyRateForm,
    "exchange": ExchangeRateForm,
}
