"""All parameters of customer economics, the weights of tiers among them, and why they change."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.valuation.settings import Settings, SettingsError, settings_from
from reports.portfolio.parameters import DIMENSIONS, GROUPS, LABELS, WEIGHT, kept, reason_of, shown


class SettingsForm(forms.Form):
    """Bound, it knows the settings that were typed as `chosen` once it is valid."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, current: Settings, number: int, **options: Any) -> None:
        initial: dict[str, Any] = {"number": number}
        initial |= {name: shown(name, getattr(current, name)) for name in LABELS}
        initial |= {f"{WEIGHT}{name}": current.tier_weights.get(name, 0) for name in DIMENSIONS}
        options["initial"] = initial
        super().__init__(*args, **options)
        for name, label in DIMENSIONS.items():
            self.fields[f"{WEIGHT}{name}"] = forms.IntegerField(label=label, min_value=0, max_value=100)
        for name, label in LABELS.items():
            whole = isinstance(getattr(current, name), int)
            self.fields[name] = (
                forms.IntegerField(label=label)
                if whole
                else forms.DecimalField(label=label, max_digits=9, decimal_places=4)
            )
        self.fields["why"] = forms.CharField(
            label=_("Why"),
            max_length=300,
            required=False,
            help_text=_("Needed to save: whoever reads it next year must understand it."),
        )
        self.chosen: Settings | None = None

    def weights(self) -> list[forms.BoundField]:
        return [self[f"{WEIGHT}{name}"] for name in DIMENSIONS]

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for label, names in GROUPS:
            yield label, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        values: dict[str, Any] = {name: kept(name, cleaned[name]) for name in LABELS}
        values["tier_weights"] = {name: cleaned[f"{WEIGHT}{name}"] for name in DIMENSIONS}
        try:
            self.chosen = settings_from(values)
        except SettingsError as error:
            weights = sum(values["tier_weights"].values())
            place = error.name if error.name in self.fields else f"{WEIGHT}{next(iter(DIMENSIONS))}"
            self.add_error(place, reason_of(error.reason, weights))
        return cleaned
