"""What a list of customers may be narrowed by: one declared set for the page, the API and exports.

Pages ignore what they do not know; the API answers 400 for it (`unknown_parameters`).
"""

from datetime import timedelta

from django.db.models import Q
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from customers import extensions
from customers.books import View
from customers.forms.fields import DayInput, name_nothing
from customers.models import AcquisitionChannel, Contact, Customer, Industry, Lead, Region, Tag
from customers.searching import contacts_matching, customers_matching
from office.models import Team, User
from office.roles import Role

NONE = "none"
# Parameters of a list that are no filters.
LIST_PARAMETERS = frozenset({"sort", "cursor", "columns"})


class CustomerFilter(FilterSet):
    q = CharFilter(method="search", label=_("Name, pinyin, initials"), max_length=200)
    view = ChoiceFilter(
        method="narrow_view", choices=list(View.LABELS.items()), label=pgettext_lazy("view of a list", "View")
    )
    owner = ModelChoiceFilter(queryset=User.objects.none(), label=_("Owner"), null_label=_("nobody"), null_value=NONE)
    team = ModelChoiceFilter(queryset=Team.objects.none(), label=_("Team"))
    industry = ModelChoiceFilter(queryset=Industry.objects.all(), label=_("Industry"))
    region = ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))
    tier = ChoiceFilter(
        choices=Customer.Tier.choices, label=_("Tier"), null_label=_("no tier yet"), null_value=NONE, method="of_tier"
    )
    status = ChoiceFilter(choices=Customer.Status.choices, label=_("Status"))
    renewal = ChoiceFilter(
        method="renewing",
        label=_("Renewal"),
        choices=[("past", _("past")), ("30", _("within 30 days")), ("90", _("within 90 days")), (NONE, _("no date"))],
    )
    archived = ChoiceFilter(
        method="narrow_archived",
        label=pgettext_lazy("filter", "Archived"),
        choices=[("yes", _("only archived")), ("any", _("archived too"))],
    )
    tag = ModelChoiceFilter(queryset=Tag.objects.all(), field_name="tags", label=_("Tag"))

    class Meta:
        model = Customer
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        self.user, self.today = user, today
        super().__init__(data, queryset, **options)
        view = str((data or {}).get("view") or "")
        for column in extensions.list_columns:
            if column.filter is not None and not (column.may_see(user) and column.may_see_in(user, view)):
                self.filters.pop(column.key, None)
        self.filters["owner"].queryset = User.objects.visible_to(user).people()
        self.filters["team"].queryset = Team.objects.visible_to(user)

    @classmethod
    def get_filters(cls):
        """The declared ones and those that other apps bring with their columns."""
        filters = super().get_filters()
        for column in extensions.list_columns:
            if column.filter is not None:
                filters[column.key] = column.filter
        return filters

    def filter_queryset(self, queryset):
        narrowed = super().filter_queryset(queryset)
        return narrowed if self.form.cleaned_data.get("archived") else narrowed.current()

    def search(self, queryset, _name, value):
        return customers_matching(queryset, value)

    def narrow_view(self, queryset, _name, value):
        if value == View.MINE:
            return queryset.owned_by(self.user)
        if value == View.TEAM:
            return queryset.filter(team__in=team_ids(self.user))
        return queryset

    def of_tier(self, queryset, _name, value):
        return queryset.in_tier("" if value == NONE else value)

    def renewing(self, queryset, _name, value):
        if value == NONE:
            return queryset.filter(renewal_on=None)
        if value == "past":
            return queryset.filter(renewal_on__lt=self.today)
        return queryset.filter(renewal_on__range=(self.today, self.today + timedelta(days=int(value))))

    def narrow_archived(self, queryset, _name, value):
        return queryset.archived() if value == "yes" else queryset

    def get_form_class(self):
        form_class = super().get_form_class()
        name_nothing(form_class.base_fields, _("any"))
        return form_class


class ContactFilter(FilterSet):
    """People of the customers one sees."""

    q = CharFilter(method="search", label=_("Name, pinyin, initials"), max_length=200)
    customer = ModelChoiceFilter(queryset=Customer.objects.none(), label=_("Customer"))
    key_person = ChoiceFilter(choices=[("true", _("yes")), ("false", _("no"))], label=_("Key person"))
    left = ChoiceFilter(method="narrow_left", choices=[("yes", _("only those who left")), ("any", _("all"))])

    class Meta:
        model = Contact
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        self.user, self.today = user, today
        super().__init__(data, queryset, **options)
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def filter_queryset(self, queryset):
        narrowed = super().filter_queryset(queryset)
        return narrowed if self.form.cleaned_data.get("left") else narrowed.active(self.today)

    def search(self, queryset, _name, value):
        return contacts_matching(queryset, value)

    def narrow_left(self, queryset, _name, value):
        return queryset.filter(~Q(left_on=None), left_on__lte=self.today) if value == "yes" else queryset


class LeadFilter(FilterSet):
    """Leads by where they came from, whose they are and how they ended."""

    q = CharFilter(method="search", label=_("Name or number"), max_length=200)
    outcome = ChoiceFilter(choices=Lead.Outcome.choices, label=_("Outcome"))
    channel = ModelChoiceFilter(queryset=AcquisitionChannel.objects.all(), label=_("Acquisition channel"))
    region = ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))
    owner = ModelChoiceFilter(queryset=User.objects.none(), label=_("Owner"), null_label=_("nobody"), null_value=NONE)
    customer = ModelChoiceFilter(queryset=Customer.objects.none(), label=_("Customer"), widget=HiddenInput)
    since = DateFilter("created_on", "gte", label=_("Came since"), widget=DayInput)
    until = DateFilter("created_on", "lte", label=_("Came until"), widget=DayInput)

    class Meta:
        model = Lead
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, user, today, **options):
        super().__init__(data, queryset, **options)
        self.filters["owner"].queryset = User.objects.visible_to(user).people()
        self.filters["customer"].queryset = Customer.objects.visible_to(user)

    def search(self, queryset, _name, value):
        return queryset.filter(Q(name__icontains=value) | Q(number__istartswith=value))

    def get_form_class(self):
        form_class = super().get_form_class()
        name_nothing(form_class.base_fields, _("any"))
        return form_class


def unknown_parameters(filterset, names):
    """Which of the query parameters the list does not know: an error in the API, ignored on pages."""
    return sorted(set(names) - filterset.filters.keys() - LIST_PARAMETERS)


def team_ids(user):
    """The team one belongs to and those one leads."""
    own = set(user.led_team_ids)
    if user.team_id is not None:
        own.add(user.team_id)
    return own


def views_for(user):
    """The books this person opens, the first one by default."""
    views = [View.ALL]
    if team_ids(user) and user.roles & {Role.CSM, Role.LEAD}:
        views.insert(0, View.TEAM)
    if user.roles & {Role.CSM, Role.LEAD}:
        views.insert(0, View.MINE)
    return views
