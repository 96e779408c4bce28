"""Leads, deals and contracts from files, and what is known of customers beside the ledger."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from customers.importing.plans import Plan
from customers.models import (
    AcquisitionChannel,
    Certificate,
    Contract,
    CustomerYear,
    Deal,
    ImportRun,
    Lead,
    Rating,
    Region,
    SatisfactionScore,
    WalletEstimate,
)
from customers.services.importing.facts import Column, FactWriter, base_currency, by_term, colleague
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Scratch, Staged
from customers.services.importing.tables import Values


class LeadWriter(FactWriter):
    """A lead that was won names the number of the customer it became."""

    model = Lead
    customer = "optional"
    natural_key = ("number",)
    facts = (
        Column("number"),
        Column("name"),
        Column("created_on"),
        Column("channel_id", find=by_term(AcquisitionChannel)),
        Column("region_id", find=by_term(Region)),
        Column("outcome"),
        Column("closed_on"),
        Column("owner_id", find=colleague, otherwise="unknown_colleague"),
        Column("note"),
    )


class DealWriter(FactWriter):
    """A deal without words is called by its number."""

    model = Deal
    natural_key = ("number",)
    facts = (
        Column("number"),
        Column("name"),
        Column("opened_on"),
        Column("closed_on"),
        Column("outcome"),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("loss_reason"),
    )

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = {**staged.fields, "name": staged.fields.get("name") or staged.fields["number"]}
        return super().line(staged._replace(fields=fields), customer_id)


class ContractWriter(FactWriter):
    """A fee per month is a fee that pays for one month."""

    model = Contract
    natural_key = ("number",)
    facts = (
        Column("number"),
        Column("kind"),
        Column("starts_on"),
        Column("ends_on"),
        Column("fee"),
        Column("currency", empty=base_currency),
        Column("months"),
        Column("payment_days"),
        Column("renewal"),
        Column("ended_on"),
        Column("note"),
    )

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        self._by_month = "monthly_fee" in plan.given
        if self._by_month:
            self.field_of = {**self.field_of, "fee": "monthly_fee", "months": "monthly_fee"}  # type: ignore[misc]
        super().__init__(plan, run, scratch, dry=dry)

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        if self._by_month:
            fields |= {"fee": fields.get("monthly_fee"), "months": 1}
        return super().line(staged._replace(fields=fields), customer_id)


class WalletWriter(FactWriter):
    model = WalletEstimate
    sourced = False
    natural_key = ("customer_id", "category", "on")
    facts = (Column("category"), Column("on"), Column("total"), Column("told_by"), Column("confidence"))


class YearWriter(FactWriter):
    model = CustomerYear
    sourced = False
    natural_key = ("customer_id", "year")
    facts = (Column("year"), Column("revenue"), Column("employees"), Column("assets"), Column("told_by"))


class CertificateWriter(FactWriter):
    model = Certificate
    sourced = False
    natural_key = ("customer_id", "name")
    facts = (Column("name"), Column("issued_on"), Column("expires_on"), Column("note"))


class RatingWriter(FactWriter):
    """A rating goes by all that it says, so a file never changes one; whoever brings the file in vouches where nobody is
    named."""

    model = Rating
    sourced = False
    natural_key = ("key",)
    facts = (
        Column("key"),
        Column("dimension"),
        Column("value"),
        Column("rated_on"),
        Column("evidence"),
        Column("by_id", empty=lambda writer: writer.run.by_id, find=colleague, otherwise="unknown_colleague"),
    )

    def __init__(self, plan: Plan, run: ImportRun, scratch: Scratch, *, dry: bool) -> None:
        super().__init__(plan, run, scratch, dry=dry)
        self._compared, self._compared_places = [], []

    @classmethod
    def followed(cls, run: ImportRun) -> Q:
        """Of one dimension somebody gave a later one, not in the same file."""
        later = Rating.objects.filter(
            customer=OuterRef("customer"), dimension=OuterRef("dimension"), pk__gt=OuterRef("pk")
        )
        return Q(Exists(later.exclude(import_run=run).order_by()))

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return " ".join(reference(fields)), _said(fields)

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = {**staged.fields, "key": f"{customer_id} {_said(staged.fields)}"}
        return super().line(staged._replace(fields=fields), customer_id)


def _said(fields: Mapping[str, Any]) -> str:
    evidence = hashlib.sha256(str(fields.get("evidence") or "").encode()).hexdigest()[:32]
    return f"{fields['dimension']} {fields['rated_on']} {fields['value']} {evidence}"


class ScoreWriter(FactWriter):
    """An answer without a number goes by its customer, day and scale: one a day."""

    model = SatisfactionScore
    natural_key = ("key",)
    facts = (Column("key", "number"), Column("on"), Column("kind"), Column("score"))

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        number = fields.get("number")
        return ("", str(number)) if number else (" ".join(reference(fields)), f"{fields['on']} {fields['kind']}")

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        fields["number"] = fields.get("number") or f"{customer_id} {fields['on']} {fields['kind']}"
        return super().line(staged._replace(fields=fields), customer_id)
