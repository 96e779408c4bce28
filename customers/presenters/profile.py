"""The archive tab: every field, also those nobody filled, and who of ours works there."""

from typing import Any

from django.utils.translation import gettext as _

from customers import access
from customers.models import Customer
from customers.presenters.history import field_label
from customers.presenters.sizes import size_told
from office.formatting.lists import listed
from office.models import User

GROUPS = (
    ("who", ("name", "short_name", "english_name", "uscc", "parent")),
    ("what", ("industry", "region", "size", "acquisition_channel", "tier")),
    ("where", ("status", "lost_on", "first_deal_on", "renewal_on", "owner", "team")),
    ("more", ("address", "website", "note")),
)


def profile_tab(customer: Customer, user: User) -> dict[str, Any]:
    titles = {
        "who": _("Who they are"),
        "what": _("What they are"),
        "where": _("Where we stand"),
        "more": _("More"),
    }
    groups = [
        {
            "title": titles[key],
            "facts": [
                {"label": field_label(name), **_fact(customer, name, user)}
                for name in names
                if name != "lost_on" or customer.lost_on  # of everybody else it would only alarm
            ],
        }
        for key, names in GROUPS
    ]
    numbers = [str(number) for number in customer.external_ids.all()]
    told = {"label": _("Size by the national standard"), "size": size_told(customer, user)}
    groups[1]["facts"].insert(GROUPS[1][1].index("size") + 1, told)  # type: ignore[attr-defined]
    tags = [tag.name for tag in customer.tags.all()]
    groups[0]["facts"].append({"label": _("Numbers in other systems"), "text": listed(numbers)})  # type: ignore[attr-defined]
    groups[1]["facts"].append({"label": field_label("tags"), "text": listed(tags)})  # type: ignore[attr-defined]
    return {
        "groups": groups,
        "members": list(customer.account_members.filter(until=None).select_related("user")),
        "owners": list(customer.owner_assignments.select_related("user")[:10]),
        "subsidiaries": list(Customer.objects.visible_to(user).filter(parent=customer)[:50]),
        "staffs": access.may_assign(user, customer) or access.may_edit(user, customer),
        "checked": bool(customer.uscc),
    }


def _fact(customer: Customer, name: str, user: User) -> dict[str, Any]:
    value = getattr(customer, name)
    if name == "parent" and value and not Customer.objects.visible_to(user).filter(pk=value.pk).exists():
        return {"text": ""}
    shown = getattr(customer, f"get_{name}_display", None)
    return {
        "text": shown() if shown else "" if value is None else value,
        "url": value.get_absolute_url() if name == "parent" and value else "",
        "day": name.endswith("_on") and value is not None,
        "link": name == "website" and bool(value),
    }
