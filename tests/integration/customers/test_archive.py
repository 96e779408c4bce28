from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from customers import errors, events
from customers.models import Contact, Customer, HistoryEntry, Industry, Region
from customers.services import archiving, editing, owning, people, registering
from office.models import User
from tests.factories.customers import make_contact, make_customer, make_department

pytestmark = pytest.mark.django_db

CODE = "91110000600037341L"


def test_a_csm_brings_in_a_customer_and_owns_it(cast):
    customer = registering.register(" 北渡  精工 ", by=cast["mei"], uscc=CODE.lower())
    assert (customer.name, customer.owner, customer.team, customer.uscc) == (
        "北渡 精工",
        cast["mei"],
        cast["mei"].team,
        CODE,
    )
    assert customer.owner_assignments.get().user == cast["mei"]
    assert customer.history_entries.get().verb == "registered"
    assert customer.history.count() == 1


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("mei", True), ("lea", True), ("ops", True), ("ada", True), ("fay", False), ("eve", False), ("fin", False)],
)
def test_who_may_register(cast, who, allowed):
    if allowed:
        assert registering.register("新客户", by=cast[who]).pk
    else:
        with pytest.raises(PermissionDenied):
            registering.register("新客户", by=cast[who])
        assert not Customer.objects.exists()


def test_a_csm_cannot_give_a_new_customer_a_tier_or_to_somebody_else(cast):
    with pytest.raises(PermissionDenied):
        registering.register("新客户", by=cast["mei"], tier="S")
    assert registering.register("新客户", by=cast["mei"], owner=cast["otto"]).owner == cast["mei"]


def test_the_second_click_finds_the_first_ones_customer(cast):
    key = uuid4()
    first = registering.register("北渡精工", by=cast["mei"], form_key=key)
    assert registering.register("北渡精工", by=cast["mei"], form_key=key) == first
    assert registering.register("北渡精工", by=cast["ops"], form_key=key) != first
    assert registering.register("北渡精工", by=cast["mei"]) != first


def test_a_code_in_use_is_refused_without_saying_by_whom(cast):
    make_customer(cast["otto"], name="秘密客户", uscc=CODE)
    with pytest.raises(errors.CodeTakenError) as refused:
        registering.register("北渡精工", by=cast["mei"], uscc=CODE)
    assert "秘密" not in str(refused.value)


def test_external_numbers_are_unique_per_system(cast):
    make_customer(name="甲", external_ids=[("erp", "1001")])
    assert make_customer(name="乙", external_ids=[("crm", "1001")])
    with pytest.raises(errors.ExternalIdTakenError):
        make_customer(name="丙", external_ids=[("erp", "1001")])
    assert not Customer.objects.filter(name="丙").exists()


@pytest.mark.parametrize("typed", ["华为", "華為", "huawei", "hw", "HW", "有限", "hua", "1001", "华", "h", "司", "hu"])
def test_search_finds_by_characters_pinyin_initials_and_numbers(cast, typed):
    from customers.searching import customers_matching

    wanted = make_customer(name="華為技術有限公司", external_ids=[("erp", "KD1001")])
    make_customer(name="北渡精工")
    assert list(customers_matching(Customer.objects.all(), typed)) == [wanted]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", "zz", "华 zz", "hw1"])
def test_search_takes_signs_as_they_are(cast, typed):
    from customers.searching import customers_matching

    make_customer(name="華為技術有限公司")
    assert not customers_matching(Customer.objects.all(), typed).exists()


def test_renaming_changes_what_finds_the_customer(cast):
    from customers.searching import customers_matching

    customer = make_customer(cast["mei"], name="华为")
    editing.edit(customer, changes={"name": "北渡"}, version=1, by=cast["mei"])
    assert not customers_matching(Customer.objects.all(), "hw").exists()
    assert customers_matching(Customer.objects.all(), "bd").get() == customer


class TestTwoEditors:
    def test_different_fields_merge(self, cast):
        customer = make_customer(cast["mei"])
        editing.edit(customer, changes={"address": "南通", "note": ""}, version=1, by=cast["mei"])
        merged = editing.edit(customer, changes={"address": "", "note": "来过"}, version=1, by=cast["ops"])
        merged.refresh_from_db()
        assert (merged.address, merged.note, merged.version) == ("南通", "来过", 3)

    def test_the_same_field_shows_both_values_and_keeps_the_first(self, cast):
        machinery, food = Industry.objects.get(code="machinery"), Industry.objects.get(code="food")
        customer = make_customer(cast["mei"])
        editing.edit(customer, changes={"industry": machinery}, version=1, by=cast["mei"])
        with pytest.raises(errors.EditConflictError) as conflict:
            editing.edit(customer, changes={"industry": food, "note": "x"}, version=1, by=cast["ops"])
        clash = conflict.value.clashes[0]
        assert (clash.field, clash.seen, clash.theirs, clash.mine) == ("industry", None, machinery, food)
        assert (conflict.value.by, conflict.value.version) == (cast["mei"], 2)
        customer.refresh_from_db()
        assert (customer.industry, customer.note) == (machinery, "")
        resolved = editing.edit(customer, changes={"industry": food}, version=2, by=cast["ops"])
        assert resolved.industry == food

    def test_tags_clash_as_a_whole(self, cast):
        customer = make_customer(cast["mei"])
        editing.edit(customer, changes={"tags": ["甲"]}, version=1, by=cast["mei"])
        with pytest.raises(errors.EditConflictError):
            editing.edit(customer, changes={"tags": ["乙"]}, version=1, by=cast["ops"])
        editing.edit(customer, changes={"tags": [], "note": "x"}, version=1, by=cast["ops"])
        assert [tag.name for tag in customer.tags.all()] == ["甲"]

    def test_without_the_guard_the_later_save_wins(self, cast):
        """The control: the current version passed by habit overwrites what was never seen."""
        customer = make_customer(cast["mei"])
        editing.edit(customer, changes={"note": "A"}, version=1, by=cast["mei"])
        assert editing.edit(customer, changes={"note": "B"}, version=2, by=cast["ops"]).note == "B"

    def test_saving_what_stands_there_changes_nothing(self, cast):
        customer = make_customer(cast["mei"], note="x")
        assert editing.edit(customer, changes={"note": "x"}, version=1, by=cast["mei"]).version == 1
        assert not HistoryEntry.objects.filter(verb="edited").exists()

    def test_contacts_merge_and_clash_alike(self, cast):
        contact = make_contact(make_customer(cast["mei"]), "林知夏")
        people.edit_contact(contact, changes={"title": "厂长"}, version=1, by=cast["mei"])
        merged = people.edit_contact(contact, changes={"title": "", "family_name": "李"}, version=1, by=cast["ops"])
        assert (merged.title, merged.person.name) == ("厂长", "李知夏")
        with pytest.raises(errors.EditConflictError) as conflict:
            people.edit_contact(contact, changes={"title": "总监", "family_name": "林"}, version=1, by=cast["ops"])
        assert [clash.field for clash in conflict.value.clashes] == ["title"]


@pytest.mark.parametrize(
    ("who", "field", "allowed"),
    [
        ("mei", "note", True),
        ("mei", "tier", False),
        ("otto", "note", False),
        ("lea", "note", True),
        ("lea", "tier", False),
        ("ops", "tier", True),
        ("fay", "note", False),
        ("fin", "note", False),
    ],
)
def test_who_may_edit_what(cast, who, field, allowed):
    customer = make_customer(cast["mei"])
    changes = {field: "S" if field == "tier" else "x"}
    if allowed:
        editing.edit(customer, changes=changes, version=1, by=cast[who])
    else:
        with pytest.raises(PermissionDenied):
            editing.edit(customer, changes=changes, version=1, by=cast[who])
    customer.refresh_from_db()
    assert (getattr(customer, field) != "") is allowed


def test_a_field_that_is_not_the_archives_is_refused(cast):
    customer = make_customer(cast["mei"])
    for field in ("owner", "archived_at", "version", "from_ledger", "sort_key"):
        with pytest.raises(KeyError):
            editing.edit(customer, changes={field: None}, version=1, by=cast["ops"])


def test_the_day_of_loss_goes_with_the_status(cast):
    customer = make_customer(cast["mei"])
    lost = editing.edit(customer, changes={"status": "lost", "lost_on": "2026-10-01"}, version=1, by=cast["mei"])
    lost.refresh_from_db()
    assert str(lost.lost_on) == "2026-10-01"
    back = editing.edit(lost, changes={"status": "current"}, version=2, by=cast["mei"])
    assert back.lost_on is None


def test_groups_have_no_loops(cast):
    top = make_customer(name="控股")
    middle = make_customer(name="中间", parent=top)
    with pytest.raises(errors.GroupLoopError):
        editing.edit(top, changes={"parent": middle}, version=1, by=cast["ops"])


def test_archiving_and_restoring_tell_who_and_why(cast, django_capture_on_commit_callbacks):
    heard = []

    def hear(**facts):
        heard.append((facts["customer_id"], facts["by_id"]))

    events.customer_archived.connect(hear)
    customer = make_customer(cast["mei"])
    with django_capture_on_commit_callbacks(execute=True):
        archived = archiving.archive(customer, by=cast["mei"], reason="停产")
    events.customer_archived.disconnect(hear)
    assert heard == [(customer.pk, cast["mei"].pk)]
    assert (archived.archived_by, archived.archived_reason) == (cast["mei"], "停产")
    assert not Customer.objects.current().exists()
    with pytest.raises(errors.AlreadyArchivedError):
        archiving.archive(customer, by=cast["mei"], reason="again")
    restored = archiving.restore(customer, by=cast["mei"])
    assert not restored.is_archived
    assert [entry.verb for entry in customer.history_entries.all()] == ["restored", "archived", "registered"]


def test_archiving_needs_a_reason_and_the_right(cast):
    customer = make_customer(cast["mei"])
    with pytest.raises(errors.ReasonMissingError):
        archiving.archive(customer, by=cast["mei"], reason="  ")
    with pytest.raises(PermissionDenied):
        archiving.archive(customer, by=cast["otto"], reason="x")
    assert not Customer.objects.archived().exists()


def test_a_handover_is_dated_and_moves_the_team(cast):
    customer = make_customer(cast["mei"])
    handed = owning.assign_owner(customer, owner=cast["otto"], by=cast["lea"], why="区域调整")
    assert (handed.owner, handed.team) == (cast["otto"], cast["otto"].team)
    assert [row.until is None for row in customer.owner_assignments.order_by("id")] == [False, True]
    with pytest.raises(PermissionDenied):
        owning.assign_owner(customer, owner=cast["mei"], by=cast["lea"])


def test_a_colleague_on_the_account_reads_and_keeps_people_but_not_the_archive(cast):
    customer = make_customer(cast["mei"])
    assert not Customer.objects.visible_to(cast["otto"]).exists()
    member = owning.add_member(customer, user=cast["otto"], by=cast["mei"])
    assert owning.add_member(customer, user=cast["otto"], by=cast["mei"]) == member
    assert Customer.objects.visible_to(cast["otto"]).get() == customer
    assert people.add_contact(customer, family_name="林", by=cast["otto"]).pk
    with pytest.raises(PermissionDenied):
        editing.edit(customer, changes={"note": "x"}, version=1, by=cast["otto"])
    owning.end_membership(member, by=cast["mei"])
    assert not Customer.objects.visible_to(User.objects.get(username="otto")).exists()


class TestPeople:
    def test_a_contact_is_found_by_how_the_surname_reads(self, cast):
        from customers.searching import contacts_matching

        contact = make_contact(make_customer(), "曾国藩", points=[people.Point("mobile", "138 1234 5678", True)])
        for typed in ("zeng", "zgf", "国藩", "曾", "zg", "ceng"):
            assert list(contacts_matching(Contact.objects.all(), typed)) == [contact]
        assert contact.person.points.get().normal == "+8613812345678"

    def test_a_department_of_another_customer_is_refused(self, cast):
        mine, other = make_customer(cast["mei"]), make_customer(cast["otto"])
        with pytest.raises(errors.FieldRefusedError) as refused:
            make_contact(mine, department=make_department(other))
        assert refused.value.field == "department"
        assert not Contact.objects.exists()

    def test_a_wrong_number_saves_nothing(self, cast):
        with pytest.raises(errors.FieldRefusedError) as refused:
            make_contact(make_customer(), points=[people.Point("mobile", "12")])
        assert refused.value.field == "points"
        assert not Contact.objects.exists()

    def test_two_people_adding_numbers_lose_none(self, cast):
        contact = make_contact(make_customer(cast["mei"]))
        for number in ("13800000001", "13800000002"):
            people.edit_contact(
                contact, changes={}, version=1, by=cast["mei"], add_points=[people.Point("mobile", number)]
            )
        assert contact.person.points.count() == 2

    def test_leaving_and_moving_keep_the_person(self, cast):
        here, there = make_customer(cast["mei"]), make_customer(cast["mei"])
        contact = make_contact(here)
        arrived = people.move(contact, to=there, by=cast["mei"], title="总经理")
        contact.refresh_from_db()
        assert contact.left_on is not None
        assert (arrived.person, arrived.customer, arrived.title) == (contact.person, there, "总经理")
        with pytest.raises(errors.AlreadyLeftError):
            people.mark_left(contact, by=cast["mei"])
        with pytest.raises(errors.PositionOpenError):
            people.move(contact, to=there, by=cast["mei"])

    def test_attitudes_are_judged_and_the_newest_stands(self, cast):
        from datetime import date

        from customers.services import attitudes

        contact = make_contact(make_customer(cast["mei"]))
        attitudes.judge(contact, attitude=2, by=cast["mei"], on=date(2026, 11, 1))
        attitudes.judge(contact, attitude=-1, by=cast["mei"], on=date(2026, 5, 1))
        contact.refresh_from_db()
        assert (contact.attitude, contact.attitudes.count()) == (2, 2)

    def test_decision_roles_and_consents_are_dated(self, cast):
        from customers.services import consents, decision_roles

        contact = make_contact(make_customer(cast["mei"]))
        decision_roles.change(contact, by=cast["mei"], take=["champion", "user"])
        decision_roles.change(contact, by=cast["mei"], take=["champion"], leave=["user"])
        assert contact.decision_roles.filter(until=None).get().role == "champion"
        consent = consents.give(contact, purpose="quote", by=cast["mei"])
        assert consents.give(contact, purpose="quote", by=cast["mei"]) == consent
        assert consents.withdraw(contact, purpose="quote", by=cast["mei"])
        assert not consents.withdraw(contact, purpose="quote", by=cast["mei"])


def test_every_change_of_a_customer_is_committed_whole(cast, monkeypatch):
    """A failure in the last step of a service leaves nothing of the earlier ones."""
    from customers.services import recording

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(recording, "record", fail)
    with pytest.raises(RuntimeError):
        registering.register("北渡", by=cast["mei"])
    assert not Customer.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM customers_customersearchkey")
        assert cursor.fetchone()[0] == 0


def test_dictionaries_are_filled(cast):
    from customers.models import AcquisitionChannel, DepartmentFunction

    weights = dict(DepartmentFunction.objects.values_list("code", "weight"))
    assert len(weights) == 13
    assert (
        weights["executive"],
        weights["strategy"],
        weights["rnd"],
        weights["production"],
        weights["operations"],
    ) == (5, 5, 5, 4, 4)
    assert {code for code, weight in weights.items() if weight >= 3} == {
        "executive",
        "strategy",
        "rnd",
        "production",
        "operations",
        "marketing",
    }
    assert Region.objects.filter(code__startswith="cn-").count() == 34
    assert not Region.objects.filter(latitude=None).exists()
    assert Industry.objects.count() >= 20
    assert AcquisitionChannel.objects.count() >= 8
    for model in (DepartmentFunction, Region, Industry, AcquisitionChannel):
        assert not model.objects.filter(label_zh_hant="").exists()
        assert not model.objects.filter(label_en="").exists()


def test_the_machine_sees_everything_and_a_person_of_its_name_nothing(cast: dict[str, User]) -> None:
    """Commands without a login read as it; it cannot sign in."""
    make_customer(cast["mei"])
    machine = User.objects.system()
    assert Customer.objects.visible_to(machine).exists()
    machine.is_active = True
    assert not Customer.objects.visible_to(machine).exists()
