"""Every component in every state, on invented samples: what designers and colleagues look at before they build a page."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from office.formatting.icons import ICONS
from office.views import gallery_charts

THEMES = ("auto", "light", "dark")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Customer name"), initial="岚禾医疗器械")
    owner = forms.ChoiceField(
        label=_("Owner"),
        choices=[("", ""), ("1", "林知夏"), ("2", "李载星"), ("3", "陈予安")],
        initial="1",
        widget=forms.Select(attrs={"data-picker": ""}),
        help_text=_("Characters, pinyin or initials."),
    )
    people = forms.MultipleChoiceField(
        label=_("Who"),
        choices=[("1", "秦望舒"), ("2", "贺知秋"), ("3", "温疏影")],
        initial=["1", "2"],
        widget=forms.SelectMultiple(attrs={"data-picker": ""}),
        required=False,
    )
    code = forms.CharField(label=_("Unified social credit code"), required=False)
    kind = forms.ChoiceField(
        label=_("How"),
        choices=[("call", _("Call")), ("chat", _("Chat")), ("visit", _("Visit")), ("meeting", _("Meeting"))],
        initial="call",
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    minutes = forms.IntegerField(label=_("Minutes"), initial=22, min_value=0, required=False)
    line = forms.CharField(
        label=_("One line"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One line is enough.")
    )
    key_person = forms.BooleanField(label=_("Key person"), required=False, initial=True)

    def clean_code(self) -> str:
        """A code that is always wrong, so that the gallery shows an error."""
        raise forms.ValidationError(_("The last character should be 7; check the business licence"))


SAMPLES = {
    "icons": sorted(ICONS),
    "tiers": ["S", "A", "B", "C"],
    "classes": ["A", "B", "C", "D"],
    "rising": [12, 14, 13, 17, 18, 22, 24, 25, 28, 31],
    "steady": [20, 21, 20, 21, 22, 21, 22, 21, 22, 22],
    "rows": [
        {"tier": "A", "name": "岚禾医疗器械", "t12": Decimal("5220000"), "score": 72, "target": 60, "state": ""},
        {"tier": "A", "name": "溟舟船舶配套", "t12": Decimal("4460000"), "score": 49, "target": 60, "state": "warn"},
        {"tier": "S", "name": "晟野电气", "t12": Decimal("128000000"), "score": 37, "target": 60, "state": "bad"},
    ],
    "amounts": [Decimal("8640"), Decimal("9999.5"), Decimal("3864000"), Decimal("128000000"), Decimal("-416000"), None],
}


@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery in the reader's language and theme, or in ?language= and ?theme=."""
    language = request.GET.get("language", "")
    theme = request.GET.get("theme", "")
    chosen = language if language in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(chosen):
        shown = SampleForm(prefix="shown")
        wrong = SampleForm({"code": "91320600MA1XQ3K1T1", "kind": "call"})
        context = {
            **SAMPLES,
            "form": shown,
            "wrong": wrong,
            "theme": theme if theme in THEMES else "",
            "charts": gallery_charts.figures(chosen),
            "wide_charts": [gallery_charts.legend(), *gallery_charts.wide_figures()],
        }
        return render(request, "office/gallery.html", context)
