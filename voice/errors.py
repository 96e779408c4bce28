"""What can stand against a verb of this app. Each becomes a message on the page and a problem document in the API."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.formatting.lists import listed

Text = str | Promise

MISSING: dict[str, Text] = {
    "kind": _("kind"),
    "category": _("category"),
    "severity": _("severity"),
    "owner": _("owner"),
    "due": _("due day"),
    "root_cause": _("root cause"),
    "action": pgettext_lazy("voice", "action"),
    "confirmation": _("how the customer confirmed: who, when, how"),
    "praise_or_question": _("only praise and questions can be acknowledged"),
    "too_early": _("ten working days without a reaction"),
    "too_late": _("more than 180 days have passed; record a new voice"),
}

CHECKS: dict[str, Text] = {
    "too_many": _("At most five quotes."),
    "too_few": _("At least three quotes."),
    "no_criticism": _("No criticism yet this week."),
    "edited": _("A quote no longer matches its fingerprint."),
    "follow_up_missing": _("For a quote of last time nobody has said what happened."),
    "same_account": _("Two quotes come from one customer."),
}


class VoiceError(Exception):
    """A verb was refused; `message` says what to do about it."""

    message: Text = _("This is not possible.")

    def __str__(self) -> str:
        return str(self.message)


class NotYoursError(VoiceError):
    message = _("You may read this voice, but somebody else handles it.")


class WordsMissingError(VoiceError):
    message = _("There are no words yet.")


class UnstorableError(VoiceError):
    message = _("The words hold a character that cannot be kept as it is.")


class StrangerError(VoiceError):
    message = _("This person does not work for this customer.")


class OwnerCannotSeeError(VoiceError):
    message = _("This colleague does not see this customer.")


class SaidInFutureError(VoiceError):
    message = _("Nobody has said this yet: the time lies ahead.")


class IllegalStatusError(VoiceError):
    """The status machine knows no such step."""

    def __init__(self, current: Text, following: Text) -> None:
        super().__init__(current, following)
        self.message = _("A voice that is “%(current)s” cannot become “%(following)s”.") % {
            "current": current,
            "following": following,
        }


class NotYetError(VoiceError):
    """Something is missing for the step; `missing` holds the codes of MISSING."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = list(missing)

    def __str__(self) -> str:
        return str(_("Still missing: %(what)s")) % {"what": listed(MISSING[code] for code in self.missing)}


class ChangedMeanwhileError(VoiceError):
    message = _("Somebody changed this voice meanwhile. Look at it again, then save.")


class SupersededError(VoiceError):
    message = _("This voice was replaced by a corrected one.")


class ErasedError(VoiceError):
    message = _("These words were erased.")


class ReasonMissingError(VoiceError):
    message = _("Say why.")


class OutsideTextError(VoiceError):
    message = _("The mask reaches beyond the words.")


class DuplicateOfItselfError(VoiceError):
    message = _("A voice cannot be its own duplicate; choose another voice of this customer.")


class AlreadyPublishedError(VoiceError):
    message = _("This edition is published and stays as it is. A correction goes below it as an erratum.")


class NotPublishedError(VoiceError):
    message = _("This edition is not published yet.")


class WrongWeekError(VoiceError):
    message = _("An edition belongs to its own week and may be published until seven days after it.")


class WeekOverError(VoiceError):
    message = _("This week is over: its turn stands as it was.")


class NoLongerOfferedError(VoiceError):
    message = _("This week is no longer offered: look at the roster again.")


class TooLongAwayError(VoiceError):
    message = _("Half a year at most; who is away longer leaves the roster.")


class NotPickableError(VoiceError):
    message = _("This voice cannot be picked: it is unsorted, a duplicate, replaced or erased.")


class FullError(VoiceError):
    message = _("Five quotes are picked already.")


class NotListedError(VoiceError):
    message = _("This quote is not on the list of last time.")


class PublishCheckError(VoiceError):
    """The publish check refused; `errors` holds the codes of CHECKS."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__(errors)
        self.errors = list(errors)

    def __str__(self) -> str:
        return " ".join(str(CHECKS[code]) for code in self.errors)


class RevokedError(VoiceError):
    message = _("This link is revoked already.")
