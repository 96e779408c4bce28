"""Every record has an answer to "who sees it"."""

import pytest
from django.apps import apps
from django.contrib import admin

OUR_APPS = ("office", "customers", "relationships", "voice", "reports")

# Dictionaries and the like: no secret among colleagues, and changed in the admin by those who may.
OPEN_TO_COLLEAGUES = {
    "customers.AcquisitionChannel",
    "customers.Competitor",
    "customers.DepartmentFunction",
    "customers.ExchangeRate",
    "customers.Industry",
    "customers.Product",
    "customers.Region",
    "customers.Tag",
    "voice.DutyMember",
}

# Parts of another record: nobody asks for them but through it, so they have no page and no admin of their own.
PART_OF = {
    "customers.AccountMember": "customers.Customer",
    "customers.AttitudeRecord": "customers.Contact",
    "customers.ConsentRecord": "customers.Contact",
    "customers.ContactExternalId": "customers.Contact",
    "customers.ContactPoint": "customers.Contact",
    "customers.CustomerSearchKey": "customers.Customer",
    "customers.CustomerStanding": "customers.Customer",
    "customers.DecisionRole": "customers.Contact",
    "customers.ExternalId": "customers.Customer",
    "customers.OwnerAssignment": "customers.Customer",
    "customers.PersonSearchKey": "customers.Person",
    "voice.SampleWords": "voice.Verbatim",
}

MODELS = [
    model
    for label in OUR_APPS
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.startswith("Historical")  # the field history is reached through its record
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_knows_who_sees_its_rows(model):
    label = model._meta.label
    if label in PART_OF:
        assert model not in admin.site._registry, f"{label} is a part of {PART_OF[label]}: let its admin be an inline"
    elif label not in OPEN_TO_COLLEAGUES:
        assert hasattr(model._default_manager, "visible_to"), f"{label} has no visible_to(user)"


def test_the_lists_of_exceptions_name_models_that_exist():
    assert OPEN_TO_COLLEAGUES | set(PART_OF) <= {model._meta.label for model in MODELS}
