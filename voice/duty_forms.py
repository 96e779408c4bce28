"""Forms of the wall's roster: the order of turns, and who is away when."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from office.calendar import Week, week_add, week_range
from office.formatting.lists import listed, with_more
from office.models import User
from office.roles import Role
from office.templatetags.zhike import day_plain, iso_week
from voice.access import notes_every_absence

if TYPE_CHECKING:
    from django.db.models import QuerySet

WEEKS_OFFERED = 26


class RosterForm(forms.Form):
    executives = forms.CharField(
        label=_("User names in order"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One per line; after the last it starts again with the first."),
    )
    from_week = forms.RegexField(r"^\d{4}-W\d{2}\Z", label=_("From week"))

    def clean_executives(self) -> list[User]:
        names = [line.strip() for line in self.cleaned_data["executives"].splitlines() if line.strip()]
        known = {
            user.username: user
            for user in User.objects.active().holding(Role.FOUNDER, Role.EXECUTIVE).filter(username__in=names)
        }
        unknown = [name for name in names if name not in known]
        if unknown:
            raise forms.ValidationError(_("No founder or executive called %(names)s.") % {"names": listed(unknown)})
        return [known[name] for name in dict.fromkeys(names)]


class AbsenceForm(forms.Form):
    """Who is away from when to when; who may enter only their own absence is not asked who."""

    executive = forms.ModelChoiceField(User.objects.none(), label=_("Who is away"), empty_label=None)
    week = forms.ChoiceField(label=_("Week"))
    until = forms.ChoiceField(label=_("Up to and including"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, this_week: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        weeks = [(week, weeks_label(week)) for week in ahead(this_week)]
        self.fields["week"].choices = weeks  # type: ignore[attr-defined]
        self.fields["until"].choices = [("", _("that week only")), *weeks]  # type: ignore[attr-defined]
        if not notes_every_absence(user):
            del self.fields["executive"]
        else:
            self.fields["executive"].queryset = picks_the_wall().order_by("name", "pk")  # type: ignore[attr-defined]
            self.fields["executive"].widget.attrs["data-picker"] = ""

    @property
    def offers_people(self) -> bool:
        return "executive" in self.fields

    @property
    def absentee(self) -> User:
        return cast("User", self.cleaned_data["executive"]) if self.offers_people else self.user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("until") and cleaned.get("week") and cleaned["until"] < cleaned["week"]:
            self.add_error("until", _("The last week comes before the first."))
        return cleaned


def ahead(this_week: str) -> list[str]:
    """The weeks for which an absence may be entered."""
    return [str(week_add(Week(this_week), n)) for n in range(WEEKS_OFFERED)]


def weeks_label(week: str) -> str:
    monday, sunday = week_range(Week(week))
    return with_more(iso_week(week), f"{day_plain(monday)} – {day_plain(sunday)}")


def picks_the_wall() -> "QuerySet[User]":
    rows: QuerySet[User] = User.objects.active().holding(Role.FOUNDER, Role.EXECUTIVE)
    return rows
