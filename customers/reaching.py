"""Phone numbers, mail addresses and messenger ids in the one form by which duplicates are found."""

import re
from typing import Any

import phonenumbers
from django.utils.translation import gettext_lazy as _

HOME = "CN"
PHONES = frozenset({"mobile", "phone"})
_MAIL = re.compile(r"[^@\s<>\"(),:;\\]{1,64}@[^@\s<>\"(),:;\\]{1,190}\.[^@\s.<>\"(),:;\\]{2,63}")
_LONGEST = 200


class UnreachableError(ValueError):
    """Nobody can be reached by this; `cure` says what to check."""

    def __init__(self, cure: Any) -> None:
        super().__init__(str(cure))
        self.cure = cure


def normal(kind: str, value: str, *, region: str = HOME) -> str:
    """E.164 for phones of `region`, lower case for the rest; raises UnreachableError."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        raise UnreachableError(_("Nothing to reach somebody by."))
    if kind in PHONES:
        return _phone(value, region)
    if kind == "mail" and not _MAIL.fullmatch(value):
        raise UnreachableError(_("This is not a mail address; it looks like name@company.com."))
    return value.casefold()


def _phone(value: str, region: str) -> str:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as error:
        raise UnreachableError(_("This is not a phone number; abroad it begins with + and the country.")) from error
    if not phonenumbers.is_possible_number(number):
        raise UnreachableError(
            _("This phone number is too short or too long; abroad it begins with + and the country.")
        )
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else str(written)
