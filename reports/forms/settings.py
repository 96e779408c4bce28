"""All parameters of customer economics, the weights of tiers among them, and why they change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.figures.parameters import WEIGHT
from customers.valuation.settings import ANCHOR, OPTIONAL, Settings, SettingsError, settings_from
from reports.portfolio.parameters import (
    DIMENSIONS,
    GROUPS,
    LABELS,
    QUALITY,
    anchors_from,
    anchors_text,
    kept,
    reason_of,
    shown,
)

QUALITY_WEIGHT = "quality_"

FIRST = {
    "tier_weights": f"{WEIGHT}{next(iter(DIMENSIONS))}",
    "quality_weights": f"{QUALITY_WEIGHT}{next(iter(QUALITY))}",
    "quality_anchors": f"{ANCHOR}{next(iter(QUALITY))}",
}
"""Where the form says what is wrong with a whole group."""


@dataclass(frozen=True)
class Section:
    """Parameters that belong together; folded on a phone."""

    title: Any
    fields: list[forms.BoundField]
    note: Any = ""


class SettingsForm(forms.Form):
    """Bound, it knows the settings that were typed as `chosen` once it is valid."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, current: Settings, number: int, **options: Any) -> None:
        initial: dict[str, Any] = {"number": number}
        initial |= {name: shown(name, getattr(current, name)) for name in LABELS}
        initial |= {f"{WEIGHT}{name}": current.tier_weights.get(name, 0) for name in DIMENSIONS}
        initial |= {f"{QUALITY_WEIGHT}{name}": current.quality_weights[name] for name in QUALITY}
        initial |= {f"{ANCHOR}{name}": anchors_text(current.quality_anchors[name]) for name in QUALITY}
        options["initial"] = initial
        super().__init__(*args, **options)
        for name, label in DIMENSIONS.items():
            self.fields[f"{WEIGHT}{name}"] = forms.IntegerField(label=label, min_value=0, max_value=100)
        for name, label in QUALITY.items():
            self.fields[f"{QUALITY_WEIGHT}{name}"] = forms.IntegerField(label=label, min_value=0, max_value=100)
            self.fields[f"{ANCHOR}{name}"] = forms.CharField(label=label, max_length=200)
        for name, label in LABELS.items():
            whole = isinstance(getattr(current, name), int)
            self.fields[name] = (
                forms.IntegerField(label=label)
                if whole
                else forms.DecimalField(label=label, max_digits=9, decimal_places=4, required=name not in OPTIONAL)
            )
        self.fields["why"] = forms.CharField(
            label=_("Why"),
            max_length=300,
            required=False,
            help_text=_("Needed to save: whoever reads it next year must understand it."),
        )
        self.chosen: Settings | None = None

    def sections(self) -> Iterator[Section]:
        together = _("together 100")
        yield Section(_("Weights of the tier"), [self[f"{WEIGHT}{name}"] for name in DIMENSIONS], together)
        for label, names in GROUPS:
            yield Section(label, [self[name] for name in names])
        yield Section(_("Asset quality: weights"), [self[f"{QUALITY_WEIGHT}{name}"] for name in QUALITY], together)
        yield Section(
            _("Asset quality: anchors"),
            [self[f"{ANCHOR}{name}"] for name in QUALITY],
            _("value: score, at rising values, 60 on the healthy line; straight between, flat outside"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        values: dict[str, Any] = {name: kept(name, cleaned[name]) for name in LABELS}
        values["tier_weights"] = {name: cleaned[f"{WEIGHT}{name}"] for name in DIMENSIONS}
        values["quality_weights"] = {name: cleaned[f"{QUALITY_WEIGHT}{name}"] for name in QUALITY}
        try:
            values["quality_anchors"] = {name: self._anchors(name, cleaned) for name in QUALITY}
            self.chosen = settings_from(values)
        except SettingsError as error:
            place = FIRST.get(error.name, error.name)
            weights = sum(values[error.name].values()) if error.reason == "not_a_hundred" else 0
            self.add_error(place, reason_of(error.reason, weights))
        return cleaned

    def _anchors(self, name: str, cleaned: dict[str, Any]) -> list[list[str]]:
        try:
            return anchors_from(cleaned[f"{ANCHOR}{name}"])
        except ValueError as error:
            raise SettingsError(f"{ANCHOR}{name}", "not_anchors") from error
