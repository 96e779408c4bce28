"""How a process of Zhike begins, or says in plain words why it does not."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def said_plainly() -> Iterator[None]:
    """A setting that cannot be used ends the start with its own words instead of a page of trace."""
    try:
        yield
    except ImproperlyConfigured as fault:
        sys.exit(f"zhike: {fault}")


def refuse_published_logins() -> None:
    """In production no web server and no worker starts while the demo's password opens an account."""
    from django.conf import settings

    if settings.DEMO_ALLOWED:
        return
    from office.checks import no_demo_login_works

    for fault in no_demo_login_works(None):
        raise ImproperlyConfigured(f"{fault.msg} {fault.hint}")


def set_aside_what_stays() -> None:
    """Code, addresses and settings stay until the process ends: the collector of rubbish need not look at them again.

    Looking through all of them takes it 25 to 90 ms, and a large page sets it off.
    """
    from django.urls import get_resolver

    len(get_resolver().url_patterns)  # loads the views
    gc.collect()
    gc.freeze()
