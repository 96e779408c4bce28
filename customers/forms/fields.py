"""Fields that choose one of very many rows, and lists written as lines."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import lazy

from customers import naming

# Without JavaScript a select offers these many rows; with it the picker asks for what is typed.
OFFERED = 100
reverse_lazy_text = lazy(reverse, str)


class DayInput(forms.DateInput):
    """A day as browsers' own date fields want it, whatever the reader's language."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def name_nothing(fields: dict[str, forms.Field], word: Any) -> None:
    """Give the empty choice of every select a word instead of a row of dashes.

    Fields of rows without an empty choice are left alone: their choices are asked for when they are drawn.
    """
    for field in fields.values():
        if getattr(field, "empty_label", None) is not None:
            field.empty_label = word  # type: ignore[attr-defined]
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            field.choices = [(value, label if value != "" else word) for value, label in list(field.choices)]  # type: ignore[arg-type]


class RemoteSelect(forms.Select):
    """Renders the chosen row and the first few; static/js/picker.js asks the address for the others."""

    field: "RemoteChoiceField"

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        offered = self.field.queryset
        rows = [] if offered is None else list(offered.all()[:OFFERED])
        chosen = {int(each) for each in value if str(each).isdigit() and int(each) < 2**63}
        missing = chosen - {row.pk for row in rows}
        read = self.field.read
        if read is not None and missing == {read.pk}:
            rows = [read, *rows]
        elif missing and offered is not None:
            rows = [*offered.filter(pk__in=missing), *rows]
        self.choices = [("", ""), *((row.pk, self.field.label_from_instance(row)) for row in rows)]
        return super().optgroups(name, value, attrs)


class RemoteChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of `queryset`, which the form narrows to what the person may see before anything is read."""

    widget: RemoteSelect
    read: Model | None = None
    """The row that was chosen, once it was looked up."""

    def __init__(self, queryset: QuerySet[Model], *, url_name: str, **options: Any) -> None:
        super().__init__(queryset, widget=RemoteSelect, **options)
        self.widget.field = self
        self.widget.attrs["data-picker"] = reverse_lazy_text(url_name)

    def __deepcopy__(self, memo: dict[int, Any]) -> "RemoteChoiceField":
        copied = super().__deepcopy__(memo)
        copied.widget.field = copied
        return copied

    def to_python(self, value: Any) -> Model | None:
        self.read = super().to_python(value)
        return self.read


class TagsField(forms.CharField):
    """Names of tags in one line, divided by commas."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        names = dict.fromkeys(naming.clean(part)[:40] for part in text.replace("，", ",").replace("、", ",").split(","))
        return [name for name in names if name]

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(value)


class NumbersField(forms.CharField):
    """Numbers in other systems, one per line: `erp: KD1001`."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[tuple[str, str]]:
        pairs = []
        for line in (super().clean(value) or "").splitlines():
            source, colon, number = line.replace("：", ":").partition(":")
            if not colon:
                source, number = "ledger", source
            if number.strip():
                pairs.append((source.strip()[:40] or "ledger", number.strip()[:80]))
        return pairs

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(f"{a}: {b}" for a, b in value)
