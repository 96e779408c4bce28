"""Which role may do what to which kind of record: the answer to `user.has_perm("customers.change_contact")`.

Each app states its rows once, in its AppConfig.ready():

    permissions.grant(Role.CSM, "customers", "view", "change", models=("customer", "contact"))
    permissions.grant(Role.SALES_OPS, "customers", "view", "add", "change")          # every model of the app

Administrators may do everything. Nobody deletes unless it is said here. Which rows of a model a person sees is not
decided here but by `Model.objects.visible_to(user)`.
"""

from collections.abc import Iterable

from office.roles import Role

ENTER_ADMIN = frozenset({Role.CSM, Role.LEAD, Role.FINANCE, Role.SALES_OPS, Role.ADMIN})
ACTIONS = frozenset({"view", "add", "change", "delete"})
EVERY_MODEL = "*"

_granted: dict[Role, set[tuple[str, str, str]]] = {role: set() for role in Role}


def grant(role: Role, app_label: str, *actions: str, models: Iterable[str] = (EVERY_MODEL,)) -> None:
    """Let `role` do `actions` (view, add, change, delete) to the models named (lower case), or to all of the app."""
    unknown = set(actions) - ACTIONS
    if unknown:
        raise ValueError(f"Not an action: {', '.join(sorted(unknown))}")
    _granted[role].update((app_label, action, model.lower()) for action in actions for model in models)


def allows(roles: Iterable[Role], permission: str) -> bool:
    """`permission` as Django spells it: "app.action_model"."""
    held = frozenset(roles)
    if Role.ADMIN in held:
        return True
    app_label, _, codename = permission.partition(".")
    action, _, model = codename.partition("_")
    wanted = {(app_label, action, model), (app_label, action, EVERY_MODEL)}
    return any(not wanted.isdisjoint(_granted[role]) for role in held)


def touches(roles: Iterable[Role], app_label: str) -> bool:
    """Whether any record of the app may be seen or changed by one of `roles`."""
    held = frozenset(roles)
    return Role.ADMIN in held or any(entry[0] == app_label for role in held for entry in _granted[role])
