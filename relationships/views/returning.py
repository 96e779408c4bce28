"""What a page says after a verb, and where it goes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from customers.errors import CustomersError


def told(request: HttpRequest, verb: Callable[[], Any], text: str, *, back: str, undo: str = "") -> HttpResponse:
    """Do it, say so or say why not, and go `back`; `undo` is the address that takes it back."""
    try:
        verb()
        messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    return redirect(back)
