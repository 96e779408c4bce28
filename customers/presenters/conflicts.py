"""Two people wrote the same field: both values, and who the other one was."""

from typing import Any, cast

from django import forms
from django.db.models import Choices
from django.http import QueryDict
from django.utils.translation import gettext as _

from customers.errors import Clash, EditConflictError


def explain(conflict: EditConflictError, form: forms.Form) -> dict[str, Any]:
    """Context for the form: it keeps what was typed and goes on from the newest version."""
    posted = cast("QueryDict", form.data).copy()
    posted["version"] = str(conflict.version)
    form.data = posted
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


def shown(clash: Clash, value: Any, form: forms.Form) -> str:
    """A value as people read it: the label of a choice, the rows of a list, a word for nothing."""
    if value in (None, "", []):
        return _("empty")
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    if isinstance(value, str | int | Choices):
        choices = dict(getattr(form.fields.get(clash.field), "choices", None) or [])
        return str(choices.get(value, value))
    return str(value)
