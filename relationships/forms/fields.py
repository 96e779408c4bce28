"""Fields and widgets that the forms of contacts and promises share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from customers.errors import CustomersError
from office.models import Company


class PickerSelect(forms.Select):
    """A select whose options carry a second line, to tell namesakes apart."""

    def __init__(self, *args: Any, seconds: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seconds = seconds or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        second = self.seconds.get(value)
        if second:
            option["attrs"]["data-second"] = second
        return option


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment on the company's wall clock, whatever zone the server lives in."""

    widget = MomentInput

    def prepare_value(self, value: Any) -> Any:
        return timezone.localtime(value, Company.get().zone) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(Company.get().zone):
            return super().to_python(value)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def offer(form: forms.BaseForm, name: str, rows: "QuerySet[Any]") -> "forms.ModelChoiceField[Any]":
    """Let the field choose among these rows and no others."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = rows
    return field


def show_refusal(form: forms.BaseForm, refused: CustomersError, **called: str) -> None:
    """Put what a service refused beside the field it is about; `called` gives fields that have another name here."""
    field = called.get(refused.field or "", refused.field)
    form.add_error(field if field in form.fields else None, refused.message)
