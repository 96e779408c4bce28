"""Two people wrote the same field: both values, and who the other one was."""

from typing import Any, cast

from django import forms
from django.db.models import Choices
from django.http import QueryDict
from django.utils.translation import gettext as _

from customers.errors import Clash, EditConflictError
from office.formatting.lists import listed


def explain(conflict: EditConflictError, form: forms.Form) -> dict[str, Any]:
    """Context for the form: it keeps what was typed and goes on from the newest version."""
    go_on_from_newest(conflict, form)
    clashes = [
        {
            "field": clash.field,
            "label": clash.label,
            "seen": shown(clash, clash.seen, form),
            "theirs": shown(clash, clash.theirs, form),
            "mine": shown(clash, clash.mine, form),
        }
        for clash in conflict.clashes
    ]
    return {"clashes": clashes, "other": conflict.by, "changed_at": conflict.at}


def go_on_from_newest(conflict: EditConflictError, form: forms.BaseForm, *, version: str = "version") -> None:
    """The form keeps what was typed; fields that only the other changed show their value, so a second save keeps it."""
    posted = cast("QueryDict", form.data).copy()
    posted[form.add_prefix(version)] = str(conflict.version)
    for name, value in conflict.others.items():
        if name in form.fields:
            kept = form.fields[name].prepare_value(value)
            posted[form.add_prefix(name)] = "" if kept is None else str(kept)
    form.data = posted


def shown(clash: Clash, value: Any, form: forms.BaseForm) -> str:
    """A value as people read it: the label of a choice, the rows of a list, a word for nothing."""
    if value in (None, "", []):
        return _("empty")
    if isinstance(value, list):
        return listed(value)
    if isinstance(value, str | int | Choices):
        choices = dict(getattr(form.fields.get(clash.field), "choices", None) or [])
        return str(choices.get(value, value))
    return str(value)
