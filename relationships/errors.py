"""Why a service would not do what was asked. Each says it in words and names the field it is about."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError


class RefusedError(CustomersError):
    """Nothing was written. `field` is the argument to correct, None when it is about the whole."""


class CustomerNotFoundError(RefusedError):
    """The customer does not exist for this person, or takes no new entries from them."""

    field = "customer"
    message = _("No such customer, or not yours to log for.")


class ContactNotFoundError(RefusedError):
    field = "contacts"
    message = _("No such person at this customer.")


class CallMissingError(RefusedError):
    field = "call"
    message = _("This step asks for an answer, yes or no: give it first.")


class SameCustomerTwiceError(RefusedError):
    field = "customer"
    message = _("This customer is in the visit already.")


class MinutesTooFewError(RefusedError):
    field = "minutes"
    message = _("Fewer minutes than customers: each of them needs one at least.")


class NobodyThereError(RefusedError):
    field = "contacts"
    message = _("Choose who it was, or add a new person.")


class ColleagueNotFoundError(RefusedError):
    field = "colleagues"
    message = _("No such colleague.")


class NotYetError(RefusedError):
    field = "at"
    message = _("This lies ahead. Plan it as a next action.")


class NoWordsError(RefusedError):
    field = "line"
    message = _("One line about it is needed.")


class UnstorableError(RefusedError):
    field = "line"
    message = _("This text holds characters that cannot be kept.")


class NewPersonNotYoursError(RefusedError):
    field = "new_name"
    message = _("Only who works on the account adds people here.")


class OwnerCannotSeeError(RefusedError):
    field = "owner"
    message = _("This colleague does not see the customer.")


class NotYoursError(PermissionDenied):
    """Known, but not theirs to change: 403 on a page and in the API (decision 52)."""


class AlreadyVoidedError(RefusedError):
    message = _("This entry is voided already.")


class NotVoidedError(RefusedError):
    message = _("This entry counts already.")


class NoReasonError(RefusedError):
    field = "reason"
    message = _("Say why.")


class AlreadyClosedError(RefusedError):
    message = _("This next action is closed already.")


class StillOpenError(RefusedError):
    message = _("This next action is open already.")


class PlanOverError(RefusedError):
    message = _("This contact took place or was cancelled already.")


class PlanStandsError(RefusedError):
    message = _("This contact stands in the plan already.")


class PlanChangedError(RefusedError):
    message = _("Somebody changed this plan meanwhile. Read it anew, then change it.")


class OtherCustomerError(RefusedError):
    field = "customer"
    message = _("This contact was planned with another customer.")


class BehindUsError(RefusedError):
    field = "on"
    message = _("This day is over. Log what took place.")


class PlanClosedError(CustomersError):
    message = _("This plan is closed: open it again, or make a new one.")


class LinkGoneError(RefusedError):
    message = _("There is no such address any more.")
