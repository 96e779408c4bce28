"""The form of a customer's request."""

from typing import Any, ClassVar

from django.utils import timezone

from customers.forms.entries import EntryForm
from relationships.forms.fields import MomentField
from relationships.models import ServiceRequest

MOMENTS = ("raised_at", "answered_at", "solved_at")


class RequestForm(EntryForm):
    model = ServiceRequest
    names = ("kind", "channel", "line", "reference", "raised_at", "answered_at", "solved_at", "solved_by")
    optional: ClassVar = ("reference",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in MOMENTS:
            field = self.fields[name]
            self.fields[name] = MomentField(label=field.label, required=name == "raised_at")

    def fresh(self) -> dict[str, Any]:
        return {
            "raised_at": timezone.now(),
            "kind": ServiceRequest.Kind.QUESTION,
            "channel": ServiceRequest.Channel.MAIL,
        }
