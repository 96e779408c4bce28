"""Why a record stayed when its import was taken back, and what was done with the others: codes here, sentences for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

REVERTED, KEPT, FAILED = "reverted", "kept", "failed"

SENTENCES = {
    "removed": gettext_noop("It was new and is removed."),
    "restored": gettext_noop("It says again what it said before."),
    "edited": gettext_noop("Somebody changed it since."),
    "followed": gettext_noop("Somebody judged anew since."),
    "later_import": gettext_noop("Import %(run)s changed it since."),
    "used": gettext_noop("Others hang on it by now: %(what)s."),
    "gone": gettext_noop("%(count)s records are not there any more."),
    "needed": gettext_noop("It cannot be removed: %(what)s need it."),
    "refused": "%(why)s",
}


@dataclass(frozen=True)
class Verdict:
    """What becomes of one record; `count` stands for several that are not there to be named."""

    verdict: str
    record_id: int
    name: str
    why: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1


def sentence(why: str, detail: Mapping[str, Any]) -> str:
    return _(SENTENCES[why]) % detail
