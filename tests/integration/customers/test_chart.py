"""The organisation chart: arranged, said to be complete, with people nobody knows yet and people who follow others."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.errors import FieldRefusedError
from customers.models import Contact, Department, HistoryEntry
from customers.services import departments, people
from relationships.models import RelationshipStanding
from relationships.services import standings
from tests.factories.customers import make_contact, make_customer, make_department


@pytest.fixture
def house(cast: Any) -> Any:
    return make_customer(cast["mei"])


def chart(customer: Any) -> str:
    return reverse("customers:chart", args=[customer.pk])


def arrange(department: Department) -> str:
    return reverse("customers:arrange_department", args=[department.pk])


def order(customer: Any) -> list[str]:
    return list(customer.departments.order_by("order", "id").values_list("name", flat=True))


def test_departments_stand_under_those_they_report_to_with_their_people(house, signed_in):
    top = make_department(house, "executive", name="总经理办公室")
    plant = make_department(house, "production", name="生产部", parent=top)
    make_contact(house, "贺知秋", department=plant)
    [branch] = signed_in("mei").get(chart(house)).context["branches"]
    [below] = branch.branches
    assert (branch.department, below.department, [str(one.contact) for one in below.people]) == (top, plant, ["贺知秋"])
    # Nothing may report to itself or to what is below it.
    assert list(branch.above) == []
    assert list(below.above) == [top]


def test_a_department_moves_under_another_and_back_to_the_top(house, signed_in):
    top, plant = make_department(house, "executive"), make_department(house)
    browser = signed_in("mei")
    browser.post(arrange(plant), {"parent": top.pk})
    plant.refresh_from_db()
    assert plant.parent == top
    assert HistoryEntry.objects.filter(customer=house, verb="department_edited").count() == 1
    browser.post(arrange(plant), {"parent": 0})
    plant.refresh_from_db()
    assert plant.parent is None


def test_no_department_comes_to_stand_above_itself_or_at_another_customer(house, cast, signed_in):
    top = make_department(house, "executive")
    plant = make_department(house, parent=top)
    foreign = make_department(make_customer(cast["mei"]))
    browser = signed_in("mei")
    assert browser.post(arrange(top), {"parent": plant.pk}).status_code == 302
    assert browser.post(arrange(top), {"parent": foreign.pk}).status_code == 404
    assert browser.post(arrange(top), {"parent": "x"}).status_code == 404
    top.refresh_from_db()
    assert top.parent is None


def test_a_step_up_or_down_changes_places_with_the_neighbour_alone(house, cast, signed_in):
    rows = [make_department(house, name=name) for name in ("甲", "乙", "丙")]
    make_department(house, name="丁", parent=rows[0])
    browser = signed_in("mei")
    browser.post(arrange(rows[2]), {"step": "up"})
    assert [name for name in order(house) if name != "丁"] == ["甲", "丙", "乙"]
    browser.post(arrange(rows[0]), {"step": "up"})
    browser.post(arrange(rows[0]), {"step": "down"})
    assert [name for name in order(house) if name != "丁"] == ["丙", "甲", "乙"]
    # Nothing to change places with: no version moves.
    before = Department.objects.get(name="丁").version
    departments.shift(Department.objects.get(name="丁"), up=True, by=cast["mei"])
    assert Department.objects.get(name="丁").version == before


def test_a_complete_chart_takes_away_what_was_assumed(house, signed_in, django_capture_on_commit_callbacks):
    make_contact(house, function="rnd", seniority=4)
    before = standings.recompute(house).breadth
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("mei").post(chart(house), {"complete": "on", "version": house.version})
    house.refresh_from_db()
    assert house.chart_complete
    after = RelationshipStanding.objects.today().get(customer=house).breadth
    assert before is not None
    assert after is not None
    assert after > before
    signed_in("mei").post(chart(house), {"version": house.version})
    house.refresh_from_db()
    assert not house.chart_complete


def test_somebody_unknown_is_on_the_chart_and_counts_nowhere(house, signed_in):
    lab = make_department(house, "rnd", name="研发部")
    browser = signed_in("mei")
    address = reverse("customers:new_contact", args=[house.pk]) + f"?department={lab.pk}&unknown=1"
    form = browser.get(address).context["form"]
    assert (form["placeholder"].value(), form["department"].value()) == (True, lab.pk)
    assert "研发部" in form["family_name"].value()
    make_contact(house, "研发部某人", department=lab, placeholder=True)
    assert "不知道是谁" in browser.get(chart(house)).content.decode()
    page = browser.get(reverse("relationships:map", args=[house.pk]))
    assert page.context["scores"] == []
    assert standings.recompute(house).penetration is None


def test_the_chart_costs_the_same_for_few_and_for_many(house, signed_in):
    browser = signed_in("mei")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(chart(house))
        return len(captured)

    top = make_department(house, "executive")
    make_contact(house, department=top)
    cost()
    few = cost()
    chief = None
    for _ in range(4):
        chief = make_contact(house, department=make_department(house, parent=top), reports_to=chief)
    assert cost() == few


class TestSuccessor:
    def test_who_leaves_may_name_who_follows(self, house, cast, signed_in):
        old, new = make_contact(house, "陆衡"), make_contact(house, "莫听澜")
        address = reverse("customers:contact_left", args=[old.pk])
        signed_in("mei").post(address, {"on": "2026-09-30", "successor": new.pk})
        old.refresh_from_db()
        assert (old.left_on, old.successor) == (date(2026, 9, 30), new)
        assert "莫听澜" in signed_in("mei").get(old.get_absolute_url()).content.decode()
        assert "陆衡" in signed_in("mei").get(new.get_absolute_url()).content.decode()
        assert HistoryEntry.objects.filter(customer=house, verb="successor_named").count() == 1

    def test_nobody_follows_themselves_or_comes_from_elsewhere(self, house, cast):
        old, new = make_contact(house), make_contact(house)
        people.name_successor(old, new, by=cast["mei"])
        for contact, successor in ((new, old), (old, old), (old, make_contact(make_customer(cast["mei"])))):
            contact.refresh_from_db()
            successor.refresh_from_db()
            with pytest.raises(FieldRefusedError):
                people.name_successor(contact, successor, by=cast["mei"])
        assert Contact.objects.exclude(successor=None).count() == 1


def manager(contact: Contact) -> str:
    return reverse("customers:contact_manager", args=[contact.pk])


class TestReportingLines:
    def test_people_stand_below_whom_they_report_to_and_say_so_where_that_is_elsewhere(self, house, signed_in):
        office, plant = make_department(house, "executive"), make_department(house)
        head, chief = make_contact(house, "贺知秋", department=office), make_contact(house, "陆衡", department=plant)
        worker = make_contact(house, "莫听澜", department=plant, reports_to=chief)
        browser = signed_in("mei")
        assert browser.post(manager(chief), {"reports_to": head.pk, "version": 1}).status_code == 302
        page = browser.get(chart(house))
        [top], [below] = (branch.people for branch in page.context["branches"])
        assert (top.contact, top.under, below.contact, below.manager) == (head, 1, chief, head)
        assert [(one.contact, one.manager) for one in below.reports] == [(worker, None)]
        assert [(row["contact"], row["manager"]) for row in page.context["people"]] == [
            (head, None),
            (chief, head),
            (worker, chief),
        ]
        assert HistoryEntry.objects.filter(customer=house, verb="contact_edited").count() == 1

    def test_no_line_leaves_the_customer_or_comes_back_to_its_beginning(self, house, cast, signed_in):
        top = make_contact(house, "贺知秋")
        middle = make_contact(house, "陆衡", reports_to=top)
        low = make_contact(house, "莫听澜", reports_to=middle)
        browser = signed_in("mei")
        said = browser.post(manager(top), {"reports_to": low.pk, "version": 1}).context["form"].errors["reports_to"]
        assert "莫听澜" in said[0]
        foreign = make_contact(make_customer(cast["mei"]))
        assert browser.post(manager(low), {"reports_to": foreign.pk, "version": 1}).context["form"].errors
        for wanted in (low, top, foreign):
            with pytest.raises(FieldRefusedError) as refused:
                people.edit_contact(top, changes={"reports_to": wanted}, version=1, by=cast["mei"])
            assert refused.value.field == "reports_to"
        assert list(Contact.objects.order_by("pk").values_list("reports_to", flat=True)) == [
            None,
            top.pk,
            middle.pk,
            None,
        ]

    def test_who_leaves_leaves_nobody_to_report_to_until_somebody_follows(self, house, cast, signed_in):
        top = make_contact(house, "贺知秋")
        chief = make_contact(house, "陆衡", reports_to=top)
        heir, worker = (make_contact(house, name, reports_to=chief) for name in ("莫听澜", "林知夏"))
        people.mark_left(chief, by=cast["mei"], on=date(2020, 1, 1))
        [place] = [one for one in signed_in("mei").get(chart(house)).context["homeless"] if one.contact == worker]
        assert (place.manager, place.gone) == (None, chief)
        assert "陆衡离职后没有上级" in signed_in("mei").get(worker.get_absolute_url()).content.decode()
        people.name_successor(chief, heir, by=cast["mei"])
        for one, above in ((heir, top), (worker, heir)):
            one.refresh_from_db()
            assert one.reports_to == above
        assert worker.history.first().reports_to_id == heir.pk
