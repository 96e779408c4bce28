from relationships.forms.actions import FinishForm, NextActionForm, PostponeForm, VoidForm
from relationships.forms.fields import show_refusal
from relationships.forms.log import LogForm, Part, as_typed, log_parts

__all__ = [
    "FinishForm",
    "LogForm",
    "NextActionForm",
    "Part",
    "PostponeForm",
    "VoidForm",
    "as_typed",
    "log_parts",
    "show_refusal",
]
