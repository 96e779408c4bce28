"""The forms of an import: the file, and what its columns mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.access import importable_kinds
from customers.importing import kinds
from customers.importing.plans import Options, Plan
from customers.importing.problems import FileRefused
from office.models import User

LEFT_OUT = ""
FREE = "free"
SAMPLES = 3


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is in the file"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("csv, csv.gz or xlsx, up to 100 MB. Columns are recognised by their headings in three languages."),
        widget=forms.FileInput(attrs={"accept": ".csv,.gz,.xlsx,.txt,.tsv"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = importable_kinds(user)
        self.fields["kind"].choices = [(key, label) for key, label in kinds.choices() if key in allowed]  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """One choice of a field per column; below, how the file writes things. `options` is what the engine reads."""

    currency = forms.RegexField(r"^[A-Za-z]{3}\Z", label=_("Currency"), required=False, max_length=3)
    vat = forms.ChoiceField(
        label=_("Amounts"), choices=[("excluded", _("without VAT")), ("included", _("with VAT"))], required=False
    )
    unknown_customer = forms.ChoiceField(
        label=_("Customers not in the archive"),
        choices=[("", _("as usual")), ("stub", _("create from the ledger")), ("reject", _("reject the row"))],
        required=False,
    )
    date_order = forms.ChoiceField(
        label=_("Dates"),
        choices=[
            ("", _("as the file shows")),
            ("dmy", _("day first: 31/12/2026")),
            ("mdy", _("month first: 12/31/2026")),
        ],
        required=False,
    )
    decimal = forms.ChoiceField(
        label=_("Decimal mark"),
        choices=[("", _("as the file shows")), (".", "1,234.56"), (",", "1.234,56")],
        required=False,
    )
    source = forms.CharField(
        label=_("System"), max_length=40, required=False, help_text=_("Numbers are unique within one system.")
    )

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        self.plan = plan
        said = plan.options
        given = ("currency", "vat", "unknown_customer", "date_order", "decimal", "source")
        super().__init__(data, initial={name: getattr(said, name) for name in given})
        matched = {index: name for name, index in plan.columns.items()}
        choices = [(LEFT_OUT, pgettext_lazy("column of a file", "leave out")), *self._choices()]
        for index, heading in enumerate(plan.headings):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=matched.get(index, LEFT_OUT)
            )
        for name, field in plan.layout.fields.items():
            initial = said.fixed.get(name, "")
            self.fields[f"fixed_{name}"] = forms.CharField(
                label=field.label, required=False, max_length=200, initial=initial
            )
        for name in {*kinds.AMOUNTS, *kinds.CUSTOMERS} - {*kinds.of(plan.kind).asks}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [cleaned.get(f"column_{index}") for index in range(len(self.plan.headings))]
        for name in {name for name in chosen if name and chosen.count(name) > 1}:
            label = self.plan.layout.fields[name].label
            self.add_error(None, _("“%(field)s” is chosen for two columns.") % {"field": label})
        return cleaned

    def options(self) -> Options:
        """What the person said, as the engine takes it; a field that no column was given is left out on purpose."""
        columns = dict.fromkeys(self.plan.layout.fields, "")
        for index, heading in enumerate(self.plan.headings):
            if name := self.cleaned_data.get(f"column_{index}"):
                columns[name] = heading
        fixed = {
            name: text
            for name in self.plan.layout.fields
            if (text := self.cleaned_data.get(f"fixed_{name}", "").strip())
        }
        names = ("currency", "vat", "unknown_customer", "date_order", "decimal", "source")
        said = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        if "currency" in said:
            said["currency"] = said["currency"].upper()
        before = self.plan.options
        return Options.from_json(
            {
                **said,
                "columns": columns,
                "fixed": fixed,
                "encoding": before.encoding,
                "delimiter": before.delimiter,
                "sheet": before.sheet,
            },
            self.plan.kind,
        )

    def refuse(self, refusal: FileRefused) -> None:
        self.add_error(None, str(refusal))

    def _choices(self) -> Sequence[tuple[str, Any]]:
        return [(name, field.label) for name, field in self.plan.layout.fields.items()]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column_{index}"] for index in range(len(self.plan.headings))]

    @property
    def fixed_fields(self) -> list[forms.BoundField]:
        return [self[f"fixed_{name}"] for name in self.plan.layout.fields]

    @property
    def style_fields(self) -> list[forms.BoundField]:
        names = ("currency", "vat", "unknown_customer", "date_order", "decimal", "source")
        return [self[name] for name in names if name in self.fields]
