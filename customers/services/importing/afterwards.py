"""What is computed anew once facts of some customers were written or taken back."""

from collections.abc import Collection

from django.utils.translation import gettext_noop

from customers import events
from customers.importing.kinds import Report
from customers.services import rollups


def add_up_months(customer_ids: Collection[int], report: Report) -> None:
    """The monthly totals, and whatever listens for news of the ledger."""
    rollups.refresh(customer_ids, report=lambda done: report(done, len(customer_ids), gettext_noop("Adding up")))
    announce(customer_ids, report)


def announce(customer_ids: Collection[int], report: Report) -> None:
    """For facts that no monthly total holds: the standings of these customers are computed anew."""
    if customer_ids:
        events.announce(events.ledger_imported, customer_ids=sorted(customer_ids))
