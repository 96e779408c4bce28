"""What is written and chosen for a review pack."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.models import ReviewPack
from relationships.planning.pack import SECTIONS


class PackForm(forms.Form):
    """The summary with the version that was read, 0 while nobody had written one; and the sections to put in."""

    summary = forms.CharField(
        label=_("Summary in three sentences"),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was reached, what was not and why, what comes next. Kept for this quarter."),
    )
    sections = forms.MultipleChoiceField(
        label=_("What is in the pack"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    keep_theirs = forms.MultipleChoiceField(
        choices=[("summary", "summary")], required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, kept: ReviewPack | None, **options: Any) -> None:
        out = kept.left_out if kept else ()
        options["initial"] = {
            "summary": kept.summary if kept else "",
            "sections": [key for key in SECTIONS if key not in out],
            "version": kept.version if kept else 0,
        }
        super().__init__(*args, **options)
        self.fields["sections"].choices = list(SECTIONS.items())  # type: ignore[attr-defined]
        self._standing = kept.summary if kept else ""

    @property
    def kept(self) -> dict[str, Any]:
        """For the service. A summary that is to stay as somebody else wrote it is sent as it stands."""
        theirs = "summary" in self.cleaned_data["keep_theirs"]
        return {
            "summary": self._standing if theirs else self.cleaned_data["summary"],
            "left_out": [key for key in SECTIONS if key not in self.cleaned_data["sections"]],
            "version": self.cleaned_data["version"],
        }
