import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office import access
from office.models import Company, Job, RoleGrant, User
from office.roles import Role
from tests.factories.office import make_team, make_user

WHO = ("mei", "lea", "fay", "eve", "fin", "ops", "ada")


@pytest.mark.parametrize(
    ("predicate", "allowed"),
    [
        (access.sees_every_customer, {"fay", "eve", "ops", "ada"}),
        (access.sees_every_ledger, {"fay", "eve", "fin", "ops", "ada"}),
        (access.sees_people_and_voices, {"mei", "lea", "fay", "eve", "ops", "ada"}),
        (access.sees_margins, {"lea", "fay", "eve", "fin", "ops", "ada"}),
        (access.logs_contacts, {"mei", "lea", "fay", "eve", "ops", "ada"}),
        (access.reassigns, {"lea", "ops", "ada"}),
        (access.edits_archives, {"ops", "ada"}),
        (access.edits_ledger, {"fin", "ops", "ada"}),
        (access.locks_months, {"fin", "ada"}),
        (access.imports, {"ops", "ada"}),
        (access.exports, set(WHO)),
        (access.decides, {"fay", "ada"}),
        (access.publishes_wall, {"fay", "eve", "ada"}),
        (access.reads_founder_reports, {"fay", "eve", "ada"}),
        (access.edits_settings, {"ops", "ada"}),
        (access.manages_users, {"ada"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_each_role_may_do(cast, predicate, allowed):
    assert {name for name in WHO if predicate(cast[name])} == allowed


def test_a_person_who_left_may_do_nothing(cast):
    ada = cast["ada"]
    ada.is_active = False
    assert not access.sees_every_customer(ada)
    assert not ada.is_superuser
    assert not ada.is_staff
    assert not ada.has_perm("office.change_user")
    assert not User.objects.visible_to(ada).exists()
    assert not Job.objects.visible_to(ada).exists()


def test_a_person_without_a_role_enters_nothing(db):
    nobody = make_user("nobody")
    assert not nobody.is_staff
    assert not access.exports(nobody)
    assert not access.sees_people_and_voices(nobody)


def test_a_lead_leads_the_teams_named_in_the_grants(cast):
    lea = cast["lea"]
    assert lea.led_team_ids == {make_team("North").pk}
    RoleGrant.objects.create(user=lea, role=Role.LEAD, team=make_team("South"))
    assert User.objects.get(pk=lea.pk).led_team_ids == {make_team("North").pk, make_team("South").pk}


@pytest.mark.parametrize(
    ("role", "team"),
    [
        pytest.param(Role.LEAD, "", id="a lead of no team"),
        pytest.param(Role.CSM, "North", id="a team on another role"),
        pytest.param("owner", "", id="a role that does not exist"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused_by_the_database(cast, role, team):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=cast["mei"], role=role, team=make_team(team) if team else None)


@pytest.mark.parametrize(("name", "role", "team"), [("mei", Role.CSM, ""), ("lea", Role.LEAD, "North")])
def test_a_role_is_granted_once(cast, name, role, team):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=cast[name], role=role, team=make_team(team) if team else None)


def test_user_names_differ_in_more_than_case(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("MEI")


def test_mail_addresses_are_optional_but_nobody_shares_one(cast):
    User.objects.create_user("one")
    User.objects.create_user("two")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("three", email="Mei@example.com")


def test_the_system_user_exists_and_cannot_sign_in(db):
    system = User.objects.get(username="system")
    assert User.objects.system() == system
    assert not system.is_active
    assert not system.has_usable_password()


def test_there_is_one_company_seeded_from_the_settings(db, settings):
    company = Company.objects.get()
    assert (company.name, company.base_currency, company.time_zone) == (
        settings.COMPANY_NAME,
        settings.BASE_CURRENCY,
        settings.TIME_ZONE,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.create(
            id=2, name="Another", base_currency="EUR", time_zone="Europe/Berlin", default_language="en"
        )


@pytest.mark.parametrize(("field", "value"), [("time_zone", "Shanghai"), ("base_currency", "cny")])
def test_the_company_refuses_what_it_cannot_work_with(db, field, value):
    company = Company.get()
    setattr(company, field, value)
    with pytest.raises(ValidationError) as refused:
        company.full_clean()
    assert set(refused.value.error_dict) == {field}
