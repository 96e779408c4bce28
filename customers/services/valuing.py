"""The parameters of customer economics: a change is a new version with its author and why; everything is computed anew."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import CustomersError, FieldRefusedError
from customers.models import ValuationSettings
from customers.selectors.worth import settings_now
from customers.services import standings
from customers.valuation.settings import Settings, settings_from
from office import access as office_access
from office.models import User


class SettingsChangedError(CustomersError):
    message = _("Somebody changed the settings while you were deciding. Read them anew, then change them.")


class NothingChangedError(CustomersError):
    message = _("Nothing is different from the settings in force.")


@transaction.atomic
def change_settings(values: Mapping[str, Any], *, why: str, number: int, by: User) -> ValuationSettings:
    """A new version with `values` in place of the defaults, over version `number`; the computation of all is asked for.

    Stored history keeps the version it was computed with. Raises SettingsError for what cannot be, SettingsChangedError,
    NothingChangedError, FieldRefusedError, PermissionDenied.
    """
    access.require(office_access.decides(by))
    if not why.strip():
        raise FieldRefusedError(_("Say why: the next founder must understand it."), field="why")
    chosen: Settings = settings_from(values)
    current, newest = settings_now()
    if newest != number:
        raise SettingsChangedError
    if chosen == current:
        raise NothingChangedError
    try:
        with transaction.atomic():
            version = ValuationSettings.objects.create(
                number=newest + 1, values=chosen.as_values(), why=why.strip(), by=by
            )
    except IntegrityError as error:
        raise SettingsChangedError from error
    standings.ask_for_all(by)
    return version
