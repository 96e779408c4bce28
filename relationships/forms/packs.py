"""What is written and chosen for a review pack."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from customers.extensions import SpokenWords
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
    voices = forms.MultipleChoiceField(
        label=_("Which of their words"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "lines"}),
        help_text=_("Only words that may be shown outside stand here, with their masks."),
    )
    language = forms.ChoiceField(label=_("Language of the pack"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    keep_theirs = forms.MultipleChoiceField(
        choices=[("summary", "summary")], required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(
        self, *args: Any, kept: ReviewPack | None, words: Sequence[SpokenWords], theirs: str, **options: Any
    ) -> None:
        out = kept.left_out if kept else ()
        self._silent = set(kept.voices_out) if kept else set()
        options["initial"] = {
            "summary": kept.summary if kept else "",
            "sections": [key for key in SECTIONS if key not in out],
            "version": kept.version if kept else 0,
            "voices": [one.key for one in words if one.key not in self._silent],
            "language": kept.language if kept else "",
        }
        super().__init__(*args, **options)
        self.fields["sections"].choices = list(SECTIONS.items())  # type: ignore[attr-defined]
        self._offered = {one.key for one in words}
        self._standing = kept.summary if kept else ""
        name = dict(settings.LANGUAGES)[theirs]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("as the customer speaks: %(language)s") % {"language": name}),
            *settings.LANGUAGES,
        ]
        if words:
            self.fields["voices"].choices = [(one.key, _told(one)) for one in words]  # type: ignore[attr-defined]
        else:
            del self.fields["voices"]

    @property
    def kept(self) -> dict[str, Any]:
        """For the service. A summary that is to stay as somebody else wrote it is sent as it stands."""
        theirs = "summary" in self.cleaned_data["keep_theirs"]
        return {
            "summary": self._standing if theirs else self.cleaned_data["summary"],
            "left_out": [key for key in SECTIONS if key not in self.cleaned_data["sections"]],
            "version": self.cleaned_data["version"],
            # What may not be shown just now was not asked about, and stays as it was.
            "voices_out": self._silent - self._offered | self._offered - set(self.cleaned_data.get("voices", ())),
            "language": self.cleaned_data["language"],
        }


def _told(one: SpokenWords) -> SafeString:
    who = " · ".join(filter(None, [one.speaker, f"{one.on:%Y-%m-%d}"]))
    return format_html(
        '<span><span class="say">{}</span> <span class="small secondary">{}</span></span>', one.words, who
    )
