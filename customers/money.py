"""Money in the database: integers in hundredths behind one field that speaks Decimal (decision 43).

SQLite keeps DECIMAL as a binary fraction, so sums of it drift; sums of integers are exact on both engines.
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
MINUS_TWO = Decimal(-2)
LARGEST = Decimal("90_000_000_000_000_000") / 100


def to_cents(amount: Decimal | int | str) -> int:
    """Hundredths of an amount, half away from zero; raises ValueError for what is no finite amount."""
    try:
        exact = Decimal(amount).quantize(CENT, ROUND_HALF_UP)
    except (InvalidOperation, TypeError) as error:
        raise ValueError(f"{amount!r} is not an amount of money") from error
    if abs(exact) > LARGEST:
        raise ValueError(f"{amount} is larger than any amount kept here")
    return int(exact.scaleb(2))


def from_cents(cents: int) -> Decimal:
    return Decimal(cents).scaleb(MINUS_TWO)


class Cents(models.ExpressionWrapper):  # type: ignore[type-arg]
    """Hundredths as the database holds them, for who reads very many: a field of money, or a sum of it that is `whole`."""

    def __init__(self, of: str | models.Aggregate) -> None:
        whole = models.BigIntegerField()
        super().__init__(models.F(of) if isinstance(of, str) else Cast(of, whole), output_field=whole)

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Nothing: what arrives is a whole number already."""
        return []


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount with two decimals; the currency stands in a column beside it or is the company's own."""

    description = _("Amount of money")

    def from_db_value(self, value: Any, expression: object, connection: object) -> Decimal | None:
        return None if value is None else from_cents(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return from_cents(to_cents(str(value)))
        except ValueError as error:
            raise ValidationError(_("“%(value)s” is not an amount."), params={"value": value}) from error

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return to_cents(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value if prepared else self.get_prep_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        options = {"max_digits": 18, "decimal_places": 2, **kwargs}
        options.pop("min_value", None), options.pop("max_value", None)
        return models.Field.formfield(self, form_class=forms.DecimalField, **options)

    @property
    def validators(self) -> list[Any]:
        """Only those given: the bounds of a big integer would be read in hundredths."""
        return list(self._validators)  # type: ignore[attr-defined]
