"""The receivables tab: what is open and how old, invoices and payments page by page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.models import Customer, Invoice, Payment
from customers.paging import Order, Page, page
from customers.selectors.open_invoices import AGES, Ageing, ageing_of, still_open, with_free, with_paid
from office.access import edits_ledger
from office.models import User

PAGE = 50
OPEN = Order("due_on", "due_on", kind=date, always=True)
ALL = Order("issued_on", "issued_on", kind=date, descending=True, always=True)
PAYMENTS = Order("paid_on", "paid_on", kind=date, descending=True, always=True)


def receivables_tab(
    customer: Customer, user: User, today: date, *, everything: bool, invoices: str, payments: str
) -> dict[str, Any]:
    """`invoices` and `payments` are places in their lists; `everything` shows settled invoices too."""
    bills = with_paid(Invoice.objects.visible_to(user).filter(customer=customer))
    shown = page(bills if everything else still_open(bills), ALL if everything else OPEN, cursor=invoices, size=PAGE)
    came = with_free(Payment.objects.visible_to(user).filter(customer=customer))
    money = page(came, PAYMENTS, cursor=payments, size=PAGE)
    url = reverse("customers:receivables", args=[customer.pk])
    show = {"show": "all"} if everything else {}
    return {
        "ageing": [_ageing(each) for each in ageing_of(customer.pk, today)],
        "age_labels": age_labels(),
        "invoices": [_invoice(row, today) for row in shown.rows],
        "payments": [_payment(row) for row in money.rows],
        "invoice_pages": _pages(shown, url, show, "invoices"),
        "payment_pages": _pages(money, url, show, "payments"),
        "everything": everything,
        "keeps_ledger": edits_ledger(user) and not customer.is_archived,
        "views": [
            {"label": pgettext("invoices", "Open"), "url": url, "current": not everything},
            {"label": _("All invoices"), "url": f"{url}?show=all", "current": everything},
        ],
    }


def age_labels() -> list[str]:
    """What the buckets are called, from “not due” to the oldest."""
    labels, after = [_("Not due")], 1
    for up_to in AGES[1:]:
        if up_to is None:
            labels.append(_("More than %(days)s days") % {"days": after - 1})
        else:
            labels.append(_("%(first)s–%(last)s days") % {"first": after, "last": up_to})
            after = up_to + 1
    return labels


def _ageing(each: Ageing) -> dict[str, Any]:
    return {
        "currency": each.currency,
        "open": each.open,
        "overdue": each.overdue,
        "count": each.count,
        "free": each.free,
        "buckets": [
            {"label": label, "amount": amount, "count": count, "late": place > 0}
            for place, (label, amount, count) in enumerate(zip(age_labels(), each.amounts, each.counts, strict=True))
        ],
    }


def _invoice(row: Any, today: date) -> dict[str, Any]:
    rest = row.amount - row.paid
    is_open = rest > 0 and row.written_off_on is None
    return {
        "invoice": row,
        "rest": rest,
        "is_open": is_open,
        "late": max(0, (today - row.due_on).days) if is_open else 0,
    }


def _payment(row: Any) -> dict[str, Any]:
    return {"payment": row, "free": row.amount - row.spent, "parts": list(row.allocations.all())}


def _pages(found: Page[Any], url: str, show: dict[str, str], name: str) -> dict[str, str]:
    def at(cursor: str | None) -> str:
        return "" if cursor is None else f"{url}?{urlencode({**show, name: cursor})}"

    return {"next": at(found.next), "previous": at(found.previous)}
