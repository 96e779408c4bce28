"""The two kinds of ledger lines: how a checked row becomes a revenue line or a cost line, and what identifies it."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from customers.models import CostLine, RevenueLine
from customers.services.importing.lines import LineWriter
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Key, Values

QUANTUM = Decimal("0.0001")


class RevenueWriter(LineWriter):
    """Key: source, document, item and the ordinal of its repeat, so that equal lines of one document survive."""

    model = RevenueLine
    key = ("document", "item", "ordinal")
    money = ("net", "discount")
    columns = (
        "document",
        "item",
        "ordinal",
        "customer_id",
        "booked_on",
        "kind",
        "net",
        "discount",
        "currency",
        "quantity",
        "tax_rate",
        "description",
        "product_id",
    )
    # An empty name stands for a column that every file gives.
    field_of = {
        "customer_id": "",
        "booked_on": "",
        "kind": "kind",
        "net": "",
        "discount": "discount",
        "currency": "currency",
        "quantity": "quantity",
        "tax_rate": "tax_rate",
        "description": "description",
        "product_id": "item",
    }
    shown_as = {"customer_id": "customer_name", "product_id": "item"}
    unknown_customer = "stub"

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return document_of(fields), fields.get("item") or ""

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = staged.fields
        item = fields.get("item") or ""
        return (
            document_of(fields),
            item,
            staged.ordinal,
            customer_id,
            fields["booked_on"],
            fields.get("kind") or RevenueLine.Kind.ORDER.value,
            fields["cents"],
            fields.get("discount"),
            fields.get("currency") or self.base_currency,
            _decimal(fields.get("quantity")),
            _decimal(fields.get("tax_rate")),
            fields.get("description") or "",
            self.terms.product_id(item),
        )

    def existing(self, keys: Sequence[Key]) -> Any:
        """A superset that stays small for files of one document, of one item, and of neither."""
        ordinals = [key[2] for key in keys]
        return RevenueLine.objects.filter(
            source=self.source,
            document__in={key[0] for key in keys},
            item__in={key[1] for key in keys},
            ordinal__range=(min(ordinals), max(ordinals)),
        ).order_by()


class CostWriter(LineWriter):
    """Key: document and ordinal; without a document customer, month, kind and ordinal (decision 42)."""

    model = CostLine
    key = ("key",)
    money = ("amount",)
    columns = ("key", "document", "customer_id", "booked_on", "kind", "amount", "currency", "description")
    field_of = {
        "customer_id": "",
        "booked_on": "",
        "kind": "",
        "amount": "",
        "currency": "currency",
        "description": "description",
    }
    shown_as = {"customer_id": "customer_name"}
    revisits = True

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return fields.get("document") or "", ""

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = staged.fields
        return (
            self._cost_key(staged, customer_id),
            fields.get("document") or "",
            customer_id,
            fields["booked_on"],
            fields["kind"],
            fields["amount"],
            fields.get("currency") or self.base_currency,
            fields.get("description") or "",
        )

    def revisit(self, rows: Sequence[Staged]) -> None:
        """Ordinals of costs without a document are counted by customer, so a resumed run counts from the beginning."""
        rows = [staged for staged in rows if not staged.fields.get("document")]
        answers = self._resolver.resolve(reference(staged.fields) for staged in rows)
        for staged in rows:
            found = answers[reference(staged.fields)]
            if isinstance(found, int):
                self._cost_key(staged, found)

    def _cost_key(self, staged: Staged, customer_id: int | None) -> str:
        fields = staged.fields
        if fields.get("document"):
            return f"document {fields['document']} {staged.ordinal}"
        whose = customer_id if customer_id is not None else " ".join(reference(fields))
        stem = f"month {whose} {fields['booked_on'][:7]} {fields['kind']}"
        return f"{stem} {self.scratch.next_of(stem)}"


def document_of(fields: Mapping[str, Any]) -> str:
    """The document's number; where a file has none, day and customer stand for it."""
    if fields.get("document"):
        return str(fields["document"])
    number, uscc, name = reference(fields)
    return f"{fields['booked_on']} {number or uscc or name}"[:60]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text).quantize(QUANTUM, ROUND_HALF_UP)
