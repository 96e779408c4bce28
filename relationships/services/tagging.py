"""Which need of the customer a logged contact served."""

from customers.models import Customer, Need
from customers.services.needing import check_need
from relationships.models import Interaction


def tag(customer: Customer, *, interaction_id: int, need: Need) -> None:
    """Runs inside the log's transaction. Raises FieldRefusedError for a need of another customer."""
    check_need(need, customer.pk)
    Interaction.objects.filter(pk=interaction_id, customer=customer).update(need=need)
