"""A file beside a reading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.services.evidence_files import KINDS


class EvidenceFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Up to 10 MB: PDF, pictures, office documents, csv or text. Seen by colleagues alone, never behind a link."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
