from relationships.forms.actions import CallForm, FinishForm, NextActionForm, PostponeForm, VoidForm
from relationships.forms.fields import show_refusal
from relationships.forms.log import LogForm, Part, as_typed, log_parts
from relationships.forms.visit import AlsoForm, all_valid, first_also, sent_also, typed_also

__all__ = [
    "AlsoForm",
    "CallForm",
    "FinishForm",
    "LogForm",
    "NextActionForm",
    "Part",
    "PostponeForm",
    "VoidForm",
    "all_valid",
    "as_typed",
    "first_also",
    "log_parts",
    "sent_also",
    "show_refusal",
    "typed_also",
]
