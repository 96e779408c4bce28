"""The unified social credit code of a Chinese company, checked offline: 18 characters, the last one a check digit."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

LENGTH = 18
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class CodeFaultError(ValueError):
    """Why a code cannot be right; `cure` is a sentence for the person who typed it."""

    def __init__(self, cure: Any) -> None:
        super().__init__(str(cure))
        self.cure = cure


def normal(text: str) -> str:
    """The code in capitals without separators; raises CodeFaultError with the cure when it cannot be right."""
    code = uscc.compact(text)
    if len(code) != LENGTH:
        raise CodeFaultError(
            _("The code has 18 characters, this one has %(count)s; check the business licence.") % {"count": len(code)}
        )
    for place, character in enumerate(code, start=1):
        if character not in LETTERS or (place <= 8 and not character.isdigit()):
            raise CodeFaultError(
                _("Character %(place)s cannot be “%(character)s”; check the business licence.")
                % {"place": place, "character": character}
            )
    expected = uscc.calc_check_digit(code[:-1])
    if code[-1] != expected:
        raise CodeFaultError(
            _("The last character should be %(expected)s; check the business licence.") % {"expected": expected}
        )
    return code


def shown(code: str) -> str:
    """Beginning and end, for a line where the whole code has no place: 91320600MA1…K3."""
    return f"{code[:11]}…{code[-2:]}"
