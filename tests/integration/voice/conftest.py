import pytest

from customers.models import Customer
from tests.factories.customers import make_customer


@pytest.fixture
def customer(cast) -> Customer:
    """A customer of mei's."""
    return make_customer(cast["mei"], name="澜江重工")
