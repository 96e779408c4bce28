"""A customer's words as a reader gets them: masked where a mask stands, a sentence where they were erased."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from voice.listening.verbatims import redact
from voice.masking import Span
from voice.models import Verbatim


def said(verbatim: Verbatim, private: Iterable[Span] = ()) -> str:
    """The words with every standing mask, and `private` spans besides, as █. Reads prefetched redactions."""
    if verbatim.is_erased:
        return str(_("These words were erased at the speaker's request. Their fingerprint remains."))
    standing = [(one.start, one.end) for one in verbatim.redactions.all() if one.lifted_at is None]
    return redact(verbatim.text, [*standing, *private])
