"""Two people open the same record here: what the second one saves never overwrites what the first one saved.

Each field of a change form carries the value that it had when the form was shown (Django's hidden initial values).
Under the row's lock three values stand side by side: read, stored now, typed. A field that only the other changed keeps
their value; a field that both changed is refused once, with both values told and the typed one kept.
"""

from typing import Any, cast

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from office.models import User


class MeanwhileForm(forms.ModelForm):
    """A change form that notices what happened since it was shown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        columns = {column.name for column in self.instance._meta.concrete_fields if not column.primary_key}
        self._watched = [name for name, field in self.fields.items() if name in columns and not field.disabled]
        for name in self._watched if self.instance.pk else ():
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk:
            return cleaned
        theirs = [name for name in self._watched if self._differs(name, self._read(name))]
        mine = [name for name in theirs if name in self.changed_data and self._differs(name, self._typed(name))]
        for name in theirs:
            if name in mine:
                self.add_error(name, self._told(name))
            else:
                cleaned[name] = getattr(self.instance, name)
        if theirs:
            self._go_on_from_now(theirs, kept=mine)
        return cleaned

    def _read(self, name: str) -> Any:
        """What the field held when the form was shown, as it was sent along."""
        widget = self.fields[name].hidden_widget()
        return widget.value_from_datadict(self.data, self.files, self.add_initial_prefix(name))

    def _typed(self, name: str) -> Any:
        return self[name].data

    def _differs(self, name: str, sent: Any) -> bool:
        """Whether what is stored now is something else than `sent`; browsers send line ends as CRLF."""
        if isinstance(sent, str):
            sent = sent.replace("\r\n", "\n")
        return self.fields[name].has_changed(self._now(name), sent)

    def _now(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _go_on_from_now(self, names: list[str], *, kept: list[str]) -> None:
        """The form as it is shown again: from the stored values, with what was typed where both changed a field."""
        data = self.data = cast("QueryDict", self.data).copy()
        for name in names:
            value = self.fields[name].prepare_value(self._now(name))
            sent = [str(each) for each in value] if isinstance(value, list) else ["" if value is None else str(value)]
            data.setlist(self.add_initial_prefix(name), sent)
            if name not in kept:
                data.setlist(self.add_prefix(name), sent)

    def _told(self, name: str) -> ValidationError:
        return ValidationError(
            _(
                "%(other)s changed %(field)s meanwhile: %(seen)s → %(theirs)s. Yours: %(mine)s. Save again to keep yours."
            )
            % {
                "other": last_editor(self.instance) or _("Somebody"),
                "field": self.fields[name].label,
                "seen": self._shown(name, self._read(name)),
                "theirs": self._shown(name, self._now(name)),
                "mine": self._shown(name, self._typed(name)),
            }
        )

    def _shown(self, name: str, value: Any) -> str:
        """A value as people read it: the label of a choice, yes and no, a word for nothing."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if field.to_python(value) else _("no")
        if value in (None, "", []):
            return _("empty")
        choices = {str(key): str(label) for key, label in getattr(field, "choices", None) or []}
        return choices.get(str(value), str(value))


def last_editor(record: Any) -> User | None:
    """Who saved this version here; None when it was changed elsewhere."""
    entry = (
        LogEntry.objects.filter(content_type=get_content_type_for_model(record), object_id=str(record.pk))
        .select_related("user")
        .order_by("-action_time", "-pk")
        .first()
    )
    noted = entry and f'"version": {record.version}}}' in entry.change_message
    return cast("User", entry.user) if entry and noted else None
