"""The size by the national standard: from a customer's own years, beside the archive's, and where it counts."""

import pytest

from customers.models import Customer, CustomerStanding, CustomerYear, Industry, RevenueLine
from customers.services import knowing, rollups, standings
from office.models import Company
from tests.factories.customers import make_customer


@pytest.fixture
def sized(cast, clock):
    """One large by the standard and small in the archive, one without years, one of an industry without a category."""
    machinery, finance = (Industry.objects.get(code=code) for code in ("machinery", "finance"))
    big = make_customer(cast["mei"], name="大江", industry=machinery, size="small")
    plain = make_customer(cast["mei"], name="白石", industry=machinery, size="medium")
    bank = make_customer(cast["mei"], name="银舟", industry=finance)
    for customer in (big, plain, bank):
        RevenueLine.objects.create(
            customer=customer, document=f"{customer.pk}", booked_on="2026-05-05", net="100", currency="CNY"
        )
    rollups.rebuild()
    knowing.add(CustomerYear, big, by=cast["mei"], year=2025, employees=1000, revenue=400_000_000)
    knowing.add(CustomerYear, bank, by=cast["mei"], year=2025, employees=1000)
    standings.recompute_all()
    return big, plain, bank


def standing(customer):
    return CustomerStanding.objects.get(current_for=customer)


def test_industries_of_the_dictionary_carry_their_category(db):
    standards = dict(Industry.objects.values_list("code", "standard"))
    assert (standards["machinery"], standards["software"], standards["wholesale"]) == (
        "industry",
        "software",
        "wholesale",
    )
    assert standards["finance"] == standards["logistics"] == standards["building"] == ""


def test_the_standard_counts_where_it_tells_a_size_and_the_archive_else(sized):
    big, plain, bank = sized
    told = [(row.size_computed, row.size_effective) for row in map(standing, sized)]
    assert told == [("large", "large"), ("", "medium"), ("", "")]
    assert {"code": "size", "why": "standard"} in standing(bank).missing
    assert not [each for each in standing(plain).missing if each["code"] == "size"]
    assert standing(big).parts["size"]["of"]["employees"] == 1000
    assert Customer.objects.get(pk=big.pk).size == "small"


def test_a_year_that_comes_or_goes_moves_the_size_at_once(sized, cast, django_capture_on_commit_callbacks):
    big = sized[0]
    with django_capture_on_commit_callbacks(execute=True):
        knowing.change(big.years.get(), changes={"employees": 20}, version=None, by=cast["mei"])
    assert standing(big).size_effective == "small"
    with django_capture_on_commit_callbacks(execute=True):
        knowing.remove(big.years.get(), by=cast["mei"])
    assert (standing(big).size_computed, standing(big).size_effective) == ("", "small")


def test_money_in_another_currency_has_no_lines(sized):
    Company.objects.update(base_currency="USD")
    standings.recompute([sized[0].pk])
    assert {"code": "size", "why": "currency"} in standing(sized[0]).missing


def test_segments_and_the_customers_behind_them_go_by_the_effective_size(sized, signed_in):
    client = signed_in("fay")
    company = standings.recompute_all()
    found = {each["code"]: each["customers"] for each in company.figures["structure"]["segments"]["size"]}
    assert found == {"large": 1, "medium": 1, "": 1}
    names = {"大江": "large", "白石": "medium", "银舟": "none"}
    for name, size in names.items():
        page = client.get(f"/portfolio/customers/?size={size}").text
        assert [each for each in names if each in page] == [name]


def test_the_customers_page_tells_it_beside_the_archive_with_what_it_stands_on_or_why_not(sized, signed_in):
    big, plain, bank = sized
    client = signed_in("mei")
    client.cookies["django_language"] = "en"

    def told(customer):
        return client.get(f"/customers/{customer.pk}/profile/").text

    page = told(big)
    assert "industry, figures of 2025" in page
    assert "the archive says another" in page
    assert "Nothing is known of their own years" in told(plain)
    assert "no category of the national standard" in told(bank)
    assert "Size by the national standard" in client.get(f"/customers/{big.pk}/judgement/").text
    figure = client.get(f"/customers/{big.pk}/figures/size_computed/").text
    assert "1,000" in figure
    assert "large" in figure
    assert "no category of the national standard" in client.get(f"/customers/{bank.pk}/figures/size_computed/").text
    assert client.get(f"/customers/{big.pk}/figures/size_effective/").status_code == 200
