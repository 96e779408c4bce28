from uuid import uuid4

from customers.models import Contact, Customer
from customers.services import attitudes, owning, people
from tests.architecture.permissions.table import Cast, PermissionRow, everyone_inside, only
from tests.factories.customers import make_contact, make_customer, make_department

EVERYBODY_WHO_SEES = dict.fromkeys(("owner", "lead", "founder", "executive", "finance", "ops", "admin"), 200)
SEES_PEOPLE = dict.fromkeys(("owner", "lead", "founder", "executive", "ops", "admin"), 200)


def edits(status: int) -> dict[str, int]:
    """The archive of a customer: founders and Finance read it, so they are told that it is not theirs to change."""
    return only(
        {
            **dict.fromkeys(("owner", "lead", "ops", "admin"), status),
            **dict.fromkeys(("founder", "executive", "finance"), 403),
        }
    )


def assigns(status: int) -> dict[str, int]:
    return only(
        {
            **dict.fromkeys(("lead", "ops", "admin"), status),
            **dict.fromkeys(("owner", "founder", "executive", "finance"), 403),
        }
    )


def edits_people(status: int) -> dict[str, int]:
    """Finance does not see people, so their pages do not exist there."""
    return only(
        {**dict.fromkeys(("owner", "lead", "ops", "admin"), status), **dict.fromkeys(("founder", "executive"), 403)}
    )


def registers(status: int) -> dict[str, int]:
    allowed = dict.fromkeys(("owner", "other", "lead", "ops", "admin"), status)
    return only(allowed, others=403)


def _customer(cast: Cast) -> Customer:
    return make_customer(cast["mei"], name="北渡精工")


def _contact(cast: Cast) -> Contact:
    return make_contact(_customer(cast), "林知夏", function="production")


def customer(cast: Cast) -> dict[str, int]:
    return {"pk": _customer(cast).pk}


def archived(cast: Cast) -> dict[str, int]:
    return {"pk": make_customer(cast["mei"], archived=True).pk}


def member(cast: Cast) -> dict[str, int]:
    found = _customer(cast)
    return {"pk": found.pk, "member": owning.add_member(found, user=cast["fay"], by=cast["mei"]).pk}


def contact(cast: Cast) -> dict[str, int]:
    return {"pk": _contact(cast).pk}


def gone(cast: Cast) -> dict[str, int]:
    return {"pk": people.mark_left(_contact(cast), by=cast["mei"]).pk}


def department(cast: Cast) -> dict[str, int]:
    return {"pk": make_department(_customer(cast)).pk}


def populate(cast: Cast) -> None:
    mine = _contact(cast)
    make_contact(make_customer(cast["otto"]))
    attitudes.judge(mine, attitude=1, by=cast["mei"])


def nameless(cast: Cast) -> dict[str, object]:
    return {"name": "新客户", "status": "current", "form_key": str(uuid4())}


def edited(cast: Cast) -> dict[str, object]:
    return {"name": "北渡", "status": "current", "version": 1}


def reason(cast: Cast) -> dict[str, str]:
    return {"reason": "停产"}


def owner(cast: Cast) -> dict[str, int]:
    return {"owner": cast["otto"].pk}


def colleague(cast: Cast) -> dict[str, int]:
    return {"user": cast["otto"].pk}


def person(cast: Cast) -> dict[str, object]:
    return {"family_name": "林", "seniority": 1, "form_key": str(uuid4())}


def edited_person(cast: Cast) -> dict[str, object]:
    return {"family_name": "林", "seniority": 2, "version": 1}


def new_department(cast: Cast) -> dict[str, object]:
    from customers.models import DepartmentFunction

    return {"name": "研发部", "function": DepartmentFunction.objects.get(code="rnd").pk}


def edited_department(cast: Cast) -> dict[str, object]:
    return {**new_department(cast), "version": 1}


def successor(cast: Cast) -> dict[str, object]:
    # Nobody of another customer can be one: the form says so to who may edit, and nothing is written.
    return {"successor": make_contact(make_customer(cast["mei"])).pk}


def attitude(cast: Cast) -> dict[str, object]:
    return {"attitude": 1}


def allowed(cast: Cast) -> dict[str, object]:
    return {"purpose": "quote"}


def onward(cast: Cast) -> dict[str, object]:
    return {"to": make_customer(cast["mei"], name="另一家").pk}


SEEN = only(EVERYBODY_WHO_SEES)
PEOPLE_SEEN = only(SEES_PEOPLE)


def revenue_of(cast: Cast) -> dict[str, object]:
    return {**customer(cast), "name": "net_t12"}


def profit_of(cast: Cast) -> dict[str, object]:
    return {**customer(cast), "name": "net_profit"}


ROWS = [
    PermissionRow("customers:list", everyone_inside(200)),
    PermissionRow("customers:list", everyone_inside(200), query="?view=all&sort=-renewal&q=x&nonsense=1&industry=x"),
    PermissionRow("customers:bin", everyone_inside(200)),
    PermissionRow("customers:filters", everyone_inside(200)),
    PermissionRow("customers:filters", everyone_inside(302), method="post"),
    PermissionRow("customers:options", everyone_inside(200)),
    PermissionRow("customers:suggestions", everyone_inside(200), query="?q=bd"),
    PermissionRow("customers:contact_options", everyone_inside(200)),
    PermissionRow("customers:new", registers(200)),
    PermissionRow("customers:new", registers(302), method="post", body=nameless),
    PermissionRow("customers:detail", SEEN, kwargs=customer),
    PermissionRow("customers:people", PEOPLE_SEEN, kwargs=customer),
    PermissionRow("customers:economics", SEEN, kwargs=customer),
    PermissionRow("customers:figure", SEEN, kwargs=revenue_of),
    PermissionRow("customers:figure", only({**EVERYBODY_WHO_SEES, "owner": 404}), kwargs=profit_of),
    PermissionRow("customers:profile", SEEN, kwargs=customer),
    PermissionRow("customers:history", SEEN, kwargs=customer),
    PermissionRow("customers:customer_contact_options", SEEN, kwargs=customer),
    PermissionRow("customers:edit", edits(200), kwargs=customer),
    PermissionRow("customers:edit", edits(302), method="post", kwargs=customer, body=edited),
    PermissionRow("customers:archive", edits(200), kwargs=customer),
    PermissionRow("customers:archive", edits(302), method="post", kwargs=customer, body=reason),
    PermissionRow("customers:restore", edits(302), method="post", kwargs=archived),
    PermissionRow("customers:assign", assigns(200), kwargs=customer),
    PermissionRow("customers:assign", assigns(302), method="post", kwargs=customer, body=owner),
    PermissionRow("customers:add_member", edits(200), kwargs=customer),
    PermissionRow("customers:add_member", edits(302), method="post", kwargs=customer, body=colleague),
    PermissionRow("customers:end_member", edits(302), method="post", kwargs=member),
    PermissionRow("customers:new_contact", edits_people(200), kwargs=customer),
    PermissionRow("customers:new_contact", edits_people(302), method="post", kwargs=customer, body=person),
    PermissionRow("customers:new_department", edits_people(200), kwargs=customer),
    PermissionRow("customers:new_department", edits_people(302), method="post", kwargs=customer, body=new_department),
    PermissionRow("customers:edit_department", edits_people(200), kwargs=department),
    PermissionRow(
        "customers:edit_department", edits_people(302), method="post", kwargs=department, body=edited_department
    ),
    PermissionRow("customers:contact", PEOPLE_SEEN, kwargs=contact),
    PermissionRow("customers:edit_contact", edits_people(200), kwargs=contact),
    PermissionRow("customers:edit_contact", edits_people(302), method="post", kwargs=contact, body=edited_person),
    PermissionRow("customers:contact_left", edits_people(200), kwargs=contact),
    PermissionRow("customers:contact_left", edits_people(302), method="post", kwargs=contact),
    PermissionRow("customers:contact_successor", edits_people(200), kwargs=contact),
    PermissionRow("customers:contact_successor", edits_people(200), method="post", kwargs=contact, body=successor),
    PermissionRow("customers:contact_manager", edits_people(200), kwargs=contact),
    PermissionRow(
        "customers:contact_manager", edits_people(302), method="post", kwargs=contact, body=lambda cast: {"version": 1}
    ),
    PermissionRow("customers:chart", PEOPLE_SEEN, kwargs=customer),
    PermissionRow(
        "customers:chart",
        edits_people(302),
        method="post",
        kwargs=customer,
        body=lambda cast: {"complete": "on", "version": 1},
    ),
    PermissionRow(
        "customers:arrange_department",
        edits_people(302),
        method="post",
        kwargs=department,
        body=lambda cast: {"step": "up"},
    ),
    PermissionRow("customers:contact_returned", edits_people(302), method="post", kwargs=gone),
    PermissionRow("customers:move_contact", edits_people(200), kwargs=contact),
    PermissionRow("customers:move_contact", edits_people(302), method="post", kwargs=contact, body=onward),
    PermissionRow("customers:judge_attitude", edits_people(200), kwargs=contact),
    PermissionRow("customers:judge_attitude", edits_people(302), method="post", kwargs=contact, body=attitude),
    PermissionRow("customers:consent", edits_people(200), kwargs=contact),
    PermissionRow("customers:consent", edits_people(302), method="post", kwargs=contact, body=allowed),
]
