"""The one course of every small form: show it, try the service, put a refusal where it can be cured, go back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from customers.errors import CustomersError, EditConflictError
from customers.models import Customer
from customers.presenters.conflicts import explain
from customers.presenters.corrections import Corrected
from customers.views.requests import refuse
from office.requests import StaffRequest


@dataclass(frozen=True)
class Dialog:
    """What a small form says around its fields; `back` is where it was opened."""

    heading: Any
    back: str
    customer: Customer | None = None
    about: Any = ""
    remove_url: str = ""
    remove_text: Any = ""
    body_template: str = ""
    corrections: Sequence[Corrected] = ()
    """What people corrected of the record before."""
    of_customers: bool = True
    """Whether the way to it led by the customers, as its crumbs tell."""

    def answer(self, request: StaffRequest, form: forms.Form, save: Callable[[], Any]) -> HttpResponse:
        """`save` calls the service with the cleaned form; its refusals come back to the form with all that was typed."""
        context = {**vars(self), "form": form}
        if request.method == "POST" and form.is_valid():
            try:
                save()
            except EditConflictError as conflict:
                context |= explain(conflict, form)
            except CustomersError as error:
                refuse(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect(self.back)
        return render(request, "customers/entry.html", context)
