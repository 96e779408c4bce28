"""Forms of this app. Their words are taken as typed: nothing stripped, and only the browser's own line ends undone."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.fields import DayInput, RemoteChoiceField
from customers.models import Contact, Customer
from office.models import Company, User
from office.roles import Role
from voice.models import Category, Channel, Kind, Sentiment, Severity, VoiceItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from voice.services.capturing import Judgement

MOST_WORDS = 20_000
UNKNOWN = [("", pgettext_lazy("voice", "not yet"))]


class WordsField(forms.CharField):
    """What a customer said, as typed."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"class": "say", "rows": rows}))
        super().__init__(strip=False, max_length=MOST_WORDS, **options)

    def to_python(self, value: Any) -> Any:
        # Browsers send every line end as CRLF whatever was typed; LF is what stands in the field.
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class MomentField(forms.DateTimeField):
    """A moment on the company's wall clock, whatever zone the server lives in."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(Company.get().zone):
            return super().to_python(value)


class JudgementFields(forms.Form):
    """Kind, category, severity: optional when words are recorded, needed when a voice is sorted."""

    kind = forms.ChoiceField(label=_("What kind"), choices=[*UNKNOWN, *Kind.choices], required=False)
    category = forms.ChoiceField(label=_("About"), choices=[*UNKNOWN, *Category.choices], required=False)
    severity = forms.TypedChoiceField(
        label=_("How grave"), choices=[*UNKNOWN, *Severity.choices], coerce=int, empty_value=None, required=False
    )
    sentiment = forms.TypedChoiceField(
        label=_("Mood"), choices=[*UNKNOWN, *Sentiment.choices], coerce=int, empty_value=None, required=False
    )

    def judgement(self) -> "Judgement":
        from voice.services.capturing import Judgement

        clean = self.cleaned_data
        return Judgement(clean["kind"], clean["category"], clean["severity"], clean.get("sentiment"))


class CaptureForm(JudgementFields):
    """Record what somebody said, without logging a contact."""

    customer = RemoteChoiceField(Customer.objects.none(), url_name="customers:options", label=_("Customer"))
    speaker = RemoteChoiceField(
        Contact.objects.none(),
        url_name="customers:contact_options",
        label=_("Who said it"),
        required=False,
        help_text=_("Only people at this customer."),
    )
    text = WordsField(
        label=_("Their words"),
        help_text=_("Once saved nobody can change the words; you may mask some."),
        error_messages={"required": _("There are no words yet.")},
    )
    channel = forms.ChoiceField(label=_("How it reached us"), choices=Channel.choices, initial=Channel.CALL)
    said_at = MomentField(label=_("When"), required=False, help_text=_("Empty: now."))
    anonymous = forms.BooleanField(label=_("Wants to stay anonymous on the wall"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    field_order = ["customer", "speaker", "text", "channel", "said_at", "kind", "category", "severity", "sentiment"]

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        customers = Customer.objects.visible_to(user).current()
        _offer(self, "customer", customers)
        self.fields["speaker"].widget.attrs["data-picker-with"] = "customer"
        if chosen := self._chosen():
            people = Contact.objects.visible_to(user).filter(customer_id=chosen)
            _offer(self, "speaker", people.select_related("person"))

    def _chosen(self) -> int | None:
        value = str(self.data.get(self.add_prefix("customer")) or self.initial.get("customer") or "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


class VoiceForm(forms.Form):
    """A form about one voice: knows the voice and who asks."""

    def __init__(self, *args: Any, item: VoiceItem, user: User, **options: Any) -> None:
        self.item, self.user = item, user
        super().__init__(*args, **options)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and starting values from the voice."""


class TriageForm(JudgementFields, VoiceForm):
    secondary_categories = forms.MultipleChoiceField(
        label=_("Also about"), choices=Category.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        for name in ("kind", "category", "severity"):
            self.fields[name].required = True
        for name in ("kind", "category", "severity", "sentiment", "secondary_categories", "version"):
            value = getattr(self.item, name)
            self.initial.setdefault(name, "" if value is None else value)


class AssignForm(VoiceForm):
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Owner"))
    due = forms.DateField(label=_("Due"), widget=DayInput)

    def prepare(self) -> None:
        _offer(
            self, "owner", User.objects.active().people().holding(*(set(Role) - {Role.FINANCE})).order_by("name", "pk")
        )
        self.initial.setdefault("owner", self.item.owner_id or self.item.customer.owner_id)
        due = self.item.clock_due_at or timezone.now() + timedelta(days=2)
        self.initial.setdefault("due", timezone.localdate(self.item.due_at or due, Company.get().zone))


class AnswerForm(VoiceForm):
    text = forms.CharField(label=_("What we told them"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(VoiceForm):
    root_cause = forms.CharField(
        label=_("Root cause"), max_length=300, widget=forms.TextInput(attrs={"placeholder": _("Why it happened")})
    )
    action = forms.CharField(
        label=pgettext_lazy("voice", "Action"),
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("What changed, from which day on")}),
    )
    confirmed_by = forms.ModelChoiceField(Contact.objects.none(), label=_("Who confirmed"))
    confirmed_on = forms.DateField(label=_("On"), widget=DayInput)
    confirmed_how = forms.CharField(label=_("How"), max_length=200)

    def prepare(self) -> None:
        _offer(self, "confirmed_by", Contact.objects.filter(customer=self.item.customer_id).select_related("person"))
        for name in ("root_cause", "action", "confirmed_how"):
            self.initial.setdefault(name, getattr(self.item, name))
        self.initial.setdefault("confirmed_by", self.item.confirmed_by_id or self.item.speaker_id)


class NoteForm(VoiceForm):
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)


class ReasonForm(VoiceForm):
    reason = forms.CharField(label=_("Why"), max_length=300)


class DuplicateForm(VoiceForm):
    of = forms.ModelChoiceField(VoiceItem.objects.none(), label=_("Said before as"))

    def prepare(self) -> None:
        earlier = VoiceItem.objects.visible_to(self.user).current().filter(customer=self.item.customer_id)
        field = _offer(self, "of", earlier.exclude(pk=self.item.pk).select_related("verbatim").order_by("-received_at"))
        field.label_from_instance = _first_words  # type: ignore[assignment,method-assign]


# The form of each step of the status machine, by the last part of its address.
ACT_FORMS: dict[str, type[VoiceForm]] = {
    "triage": TriageForm,
    "acknowledge": NoteForm,
    "assign": AssignForm,
    "answer": AnswerForm,
    "close": CloseForm,
    "close-without-reply": NoteForm,
    "reopen": ReasonForm,
    "duplicate": DuplicateForm,
}


class DescribeForm(VoiceForm):
    summary = forms.CharField(label=_("Summary"), max_length=200, required=False)
    translation = forms.CharField(
        label=_("Translation"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        for name in ("summary", "translation", "version"):
            self.initial.setdefault(name, getattr(self.item, name))


class MaskForm(VoiceForm):
    part = forms.CharField(
        label=_("Characters to cover"),
        strip=False,
        max_length=MOST_WORDS,
        help_text=_("Type or paste them exactly as they stand in the words; every occurrence is covered."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def clean_part(self) -> str:
        part = str(self.cleaned_data["part"])
        if part not in self.item.verbatim.text:
            raise forms.ValidationError(_("These characters do not stand in the words."))
        return part

    def spans(self) -> list[tuple[int, int]]:
        """Every occurrence of the part, from left to right."""
        text, part, found, start = self.item.verbatim.text, self.cleaned_data["part"], [], 0
        while (start := text.find(part, start)) >= 0:
            found.append((start, start + len(part)))
            start += len(part)
        return found


class CorrectForm(VoiceForm):
    text = WordsField(label=_("What they really said"))
    reason = forms.CharField(label=_("Why"), max_length=300)

    def prepare(self) -> None:
        self.initial.setdefault("text", self.item.verbatim.text)


class FollowUpForm(forms.Form):
    line = forms.CharField(label=_("What happened"), max_length=300)


class ErratumForm(forms.Form):
    text = forms.CharField(label=_("Correction"), max_length=300)


class DisplayLinkForm(forms.Form):
    name = forms.CharField(
        label=_("Screen"), max_length=80, help_text=_("Where it hangs, such as: second floor corridor.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("the company's")), *settings.LANGUAGES], required=False
    )


class VoicePartForm(JudgementFields):
    """The part of the log form that keeps the customer's words; empty words mean there is nothing to keep."""

    text = WordsField(
        label=_("Their words"),
        required=False,
        rows=2,
        help_text=_("Once saved nobody can change the words; you may mask some."),
    )
    speaker = forms.ModelChoiceField(
        Contact.objects.none(), label=_("Who said it"), required=False, empty_label=_("not named")
    )
    # How the words reach us follows from how the contact happened.
    CHANNELS: ClassVar[dict[str, str]] = {
        "call": Channel.CALL,
        "visit": Channel.VISIT,
        "exec_visit": Channel.VISIT,
        "mail": Channel.MAIL,
        "im": Channel.WECOM,
        "meeting": Channel.MEETING,
        "planning": Channel.MEETING,
        "tech_exchange": Channel.MEETING,
        "training": Channel.ON_SITE,
    }

    def __init__(self, *args: Any, customer: Customer | None, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        if customer is not None:
            people = Contact.objects.visible_to(user).filter(customer=customer).active(local_now().date())
            _offer(self, "speaker", people.select_related("person"))

    @property
    def is_filled(self) -> bool:
        return bool((self.data.get(self.add_prefix("text")) or "").strip())

    @property
    def channel(self) -> str:
        return self.CHANNELS.get(self.data.get("kind", ""), Channel.OTHER)


def _offer(form: forms.Form, name: str, rows: "QuerySet[Any]") -> "forms.ModelChoiceField[Any]":
    """Let the field choose among these rows and no others."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = rows
    field.widget.attrs.setdefault("data-picker", "")
    return field


def _first_words(item: VoiceItem) -> str:
    return f"{item.received_at:%m-%d} {item.verbatim.text[:40]}"


def local_now() -> datetime:
    """Now on the company's clock, for fields that start there."""
    return timezone.localtime(timezone.now(), Company.get().zone)
