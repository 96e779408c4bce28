import pytest
from django.urls import reverse

from customers.models import Contact, Customer
from customers.presenters import history
from customers.services import editing, recording
from tests.factories.customers import make_contact, make_customer, make_department

pytestmark = pytest.mark.django_db


def body(**fields):
    return {"name": "北渡", "status": "current", "external_ids": "", "tags": "", **fields}


def change(model, pk):
    return reverse(f"admin:customers_{model}_change", args=[pk])


@pytest.mark.parametrize(("who", "listed"), [("mei", 1), ("lea", 1), ("ops", 2), ("ada", 2), ("fin", 2)])
def test_each_sees_their_rows(cast, signed_in, who, listed):
    make_customer(cast["mei"])
    make_customer(cast["otto"])
    response = signed_in(who).get(reverse("admin:customers_customer_changelist"))
    assert len(response.context["cl"].result_list) == listed


def test_search_and_autocomplete_find_by_pinyin_within_what_one_sees(cast, signed_in):
    mine = make_customer(cast["mei"], name="华为")
    make_customer(cast["otto"], name="华维")
    browser = signed_in("mei")
    found = browser.get(reverse("admin:customers_customer_changelist"), {"q": "hw"}).context["cl"].result_list
    assert list(found) == [mine]
    answer = browser.get(
        reverse("admin:autocomplete"),
        {"app_label": "customers", "model_name": "customer", "field_name": "parent", "term": "hua"},
    )
    assert [row["text"] for row in answer.json()["results"]] == ["华为"]


def test_saving_goes_through_the_service(cast, signed_in):
    customer = make_customer(cast["mei"], name="北渡")
    response = signed_in("ops").post(
        change("customer", customer.pk),
        body(name="北渡精工", tier="S", tags="重点，老客户", external_ids="erp: K1", read_version=1),
    )
    assert response.status_code == 302
    customer.refresh_from_db()
    assert (customer.name, customer.tier, customer.version) == ("北渡精工", "S", 2)
    assert sorted(tag.name for tag in customer.tags.all()) == ["老客户", "重点"]
    assert customer.sort_key.startswith("bei du jing gong")
    entry = customer.history_entries.get(verb="edited")
    assert (entry.by, entry.detail["changes"][0][0]) == (cast["ops"], "name")


def test_a_conflict_is_told_and_nothing_is_lost(cast, signed_in):
    customer = make_customer(cast["mei"], name="北渡")
    editing.edit(customer, changes={"address": "新地址"}, version=1, by=cast["mei"])
    browser = signed_in("ops")
    response = browser.post(change("customer", customer.pk), body(address="我的地址", read_version=1))
    text = response.content.decode()
    assert response.status_code == 200
    assert "新地址" in text
    assert "我的地址" in text
    customer.refresh_from_db()
    assert customer.address == "新地址"
    assert browser.post(change("customer", customer.pk), body(address="我的地址", read_version=2)).status_code == 302


def test_a_refusal_stands_at_its_field(cast, signed_in):
    response = signed_in("ops").post(reverse("admin:customers_customer_add"), body(uscc="91110000600037341X"))
    assert "uscc" in response.context["adminform"].form.errors
    assert not Customer.objects.exists()


def test_a_csm_changes_own_customers_and_not_the_tier(cast, signed_in):
    mine, teams = make_customer(cast["mei"], name="甲"), make_customer(cast["lea"], name="乙")
    browser = signed_in("mei")
    assert browser.post(change("customer", mine.pk), body(name="甲甲", tier="S", read_version=1)).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.tier) == ("甲甲", "")
    assert browser.post(change("customer", teams.pk), body(name="乙乙", read_version=1)).status_code == 403
    assert browser.get(change("customer", teams.pk)).status_code == 200


def test_actions_ask_first_and_are_all_or_nothing(cast, signed_in):
    rows = [make_customer(cast["mei"]), make_customer(cast["otto"])]
    browser, address = signed_in("ops"), reverse("admin:customers_customer_changelist")
    chosen = {"action": "archive", "_selected_action": [row.pk for row in rows]}
    assert browser.post(address, chosen).status_code == 200
    assert not Customer.objects.archived().exists()
    browser.post(address, chosen | {"go": "1", "reason": "停产"})
    assert Customer.objects.archived().count() == 2
    browser.post(address, chosen | {"action": "restore"})
    assert not Customer.objects.archived().exists()
    browser.post(address, chosen | {"action": "assign_owner", "go": "1", "owner": cast["lea"].pk})
    assert set(Customer.objects.values_list("owner", flat=True)) == {cast["lea"].pk}


def test_a_csm_cannot_reach_foreign_rows_by_an_action(cast, signed_in):
    mine, foreign = make_customer(cast["mei"]), make_customer(cast["otto"])
    chosen = {"action": "archive", "_selected_action": [mine.pk, foreign.pk], "go": "1", "reason": "x"}
    signed_in("mei").post(reverse("admin:customers_customer_changelist"), chosen)
    foreign.refresh_from_db()
    assert not foreign.is_archived


def test_contacts_and_departments_are_written_by_services(cast, signed_in):
    customer = make_customer(cast["mei"])
    department = make_department(customer, name="生产部")
    browser = signed_in("mei")
    added = browser.post(
        reverse("admin:customers_contact_add"),
        {
            "customer": customer.pk,
            "family_name": "林",
            "given_name": "知夏",
            "seniority": 3,
            "department": department.pk,
        },
    )
    assert added.status_code == 302
    contact = Contact.objects.get()
    assert contact.person.sort_key.startswith("lin zhi xia")
    edited = browser.post(
        change("contact", contact.pk), {"family_name": "李", "given_name": "知夏", "seniority": 4, "read_version": 1}
    )
    assert edited.status_code == 302
    contact.refresh_from_db()
    assert (contact.person.name, contact.seniority, contact.version) == ("李知夏", 4, 2)
    refused = browser.post(
        reverse("admin:customers_department_add"),
        {"customer": customer.pk, "name": "生产部", "function": department.function_id, "order": 1},
    )
    assert "name" in refused.context["adminform"].form.errors


def test_the_history_is_shown_and_cannot_be_used_to_go_back(cast, signed_in):
    customer = make_customer(cast["mei"], name="北渡")
    editing.edit(customer, changes={"name": "北渡精工"}, version=1, by=cast["ops"])
    browser = signed_in("ops")
    assert browser.get(reverse("admin:customers_customer_history", args=[customer.pk])).status_code == 200
    first = Customer.history.filter(id=customer.pk).order_by("history_id").first()
    old = reverse("admin:customers_customer_simple_history", args=[customer.pk, first.history_id])
    browser.post(old, body())
    customer.refresh_from_db()
    assert customer.name == "北渡精工"


def test_field_history_of_a_foreign_customer_does_not_exist(cast, signed_in):
    foreign = make_contact(make_customer(cast["otto"]))
    browser = signed_in("mei")
    for model, pk in (("customer", foreign.customer_id), ("contact", foreign.pk)):
        answer = browser.get(reverse(f"admin:customers_{model}_history", args=[pk]))
        assert answer.status_code == 404
        assert "北渡" not in answer.content.decode()


def test_the_history_tells_the_sentences_of_the_timeline(cast, signed_in):
    customer = make_customer(cast["mei"], name="北渡")
    editing.edit(customer, changes={"name": "北渡精工"}, version=1, by=cast["mei"])
    contact = make_contact(customer)
    recording.record(customer, recording.CONTACT_LEFT, by=cast["mei"], contact=contact.pk)
    recording.record(customer, "interaction_voided", by=cast["mei"])
    browser, address = signed_in("mei"), reverse("admin:customers_historyentry_changelist")
    rows = browser.get(address).context["cl"].result_list
    told = {row.sentence for row in rows}
    assert {"名称 北渡 → 北渡精工", f"{contact.person.name}离职"} <= told
    assert not {row.verb for row in rows} & told
    entry = customer.history_entries.get(verb=recording.EDITED)
    page = browser.get(reverse("admin:customers_historyentry_change", args=[entry.pk])).content.decode()
    assert "名称 北渡 → 北渡精工" in page
    assert [row.verb for row in browser.get(address, {"verb": "edited"}).context["cl"].result_list] == ["edited"]


def test_every_verb_of_the_history_has_a_label_and_a_sentence():
    recorded = {value for name, value in vars(recording).items() if name.isupper() and isinstance(value, str)}
    assert recorded == set(history.LABELS) == set(history.TELLERS)


def test_the_history_costs_the_same_with_many_entries(cast, signed_in, queries_of):
    customer = make_customer(cast["mei"], name="北渡")
    browser, address = signed_in("mei"), reverse("admin:customers_historyentry_changelist")

    def happens():
        recording.record(customer, recording.CONTACT_LEFT, by=cast["mei"], contact=make_contact(customer).pk)
        recording.record(customer, recording.MEMBER_ADDED, by=cast["mei"], user=cast["otto"].pk)

    happens()
    browser.get(address)
    few = queries_of(browser, address)
    for _ in range(5):
        happens()
    assert queries_of(browser, address) == few
