"""Sign-in attempts are counted before a password is hashed: 5 a minute per account; per address 30 failures a minute.

The counts live in the cache that all web processes share. A minute begins with its first attempt.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from django.core.cache import cache

PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 30
MINUTE = 60


@dataclass(frozen=True)
class Attempt:
    allowed: bool
    first_refusal: bool
    """The first one over the limit; a flood is worth one line in the audit, not thousands."""
    _address_key: str


def begin(*, account: str, network: str) -> Attempt:
    """Count an attempt; when it is not allowed, refuse it before looking at the password."""
    address_key = _key("address", network)
    of_account = _count(_key("account", unicodedata.normalize("NFKC", account).casefold()))
    if of_account > PER_ACCOUNT:
        return Attempt(False, of_account == PER_ACCOUNT + 1, address_key)
    of_address = _count(address_key)
    return Attempt(of_address <= FAILURES_PER_ADDRESS, of_address == FAILURES_PER_ADDRESS + 1, address_key)


def succeeded(attempt: Attempt) -> None:
    """A right password is no failure of its address: colleagues behind one router do not lock each other out."""
    try:
        cache.decr(attempt._address_key)
    except ValueError:  # the minute is over
        return


def within(what: str, *, network: str, most: int) -> bool:
    """Count a call of a public address; False once a network has made more than `most` in the running minute."""
    return _count(f"{what}:{hashlib.sha256(network.encode()).hexdigest()}") <= most


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=MINUTE):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended in between
        cache.add(key, 1, timeout=MINUTE)
        return 1


def _key(kind: str, of: str) -> str:
    return f"sign-in:{kind}:{hashlib.sha256(of.encode()).hexdigest()}"
