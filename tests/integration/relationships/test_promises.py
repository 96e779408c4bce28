"""Promises to customers: given, moved with their consent, kept, broken, handed over, logged with a contact."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers import extensions
from customers.errors import EditConflictError, FieldRefusedError, ReasonMissingError
from customers.models import Customer, HistoryEntry
from customers.services import owning
from office.clock import today
from office.scopes import Scope
from office.services import api_keys
from relationships.errors import CustomerNotFoundError, NotYoursError
from relationships.models import Interaction, Promise
from relationships.selectors.promises import ALL, kept, overdue_by_customer
from relationships.services import promises, voiding
from tests.factories.customers import make_contact, make_customer
from tests.factories.promises import make_promise


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


@pytest.fixture
def promise(customer):
    return make_promise(customer)


def late(promise, days=1):
    """As if it had been due some days ago."""
    Promise.objects.filter(pk=promise.pk).update(due_on=today() - timedelta(days=days))
    promise.refresh_from_db()
    return promise


def share(user, cast):
    return kept(Promise.objects.visible_to(cast[user]), today())


def test_the_share_kept_reaches_back_365_days(customer):
    for ago in (365, 366):
        day = today() - timedelta(days=ago)
        pk = make_promise(customer).pk
        Promise.objects.filter(pk=pk).update(said_on=day, due_on=day, kept_on=day)
    assert kept(Promise.objects.all(), today()).n == 1


def test_a_promise_is_given_to_somebody_who_works_there(cast, customer):
    stranger = make_contact(make_customer(cast["otto"]))
    with pytest.raises(FieldRefusedError) as refused:
        make_promise(customer, contact=stranger)
    assert refused.value.field == "contact"
    with pytest.raises(CustomerNotFoundError):
        make_promise(customer, by=cast["otto"])
    with pytest.raises(FieldRefusedError):
        make_promise(customer, due_on=today() - timedelta(days=31))


def test_the_day_moves_only_with_somebody_of_theirs_and_the_old_day_stays_readable(cast, promise):
    before, after = promise.due_on, promise.due_on + timedelta(days=10)
    with pytest.raises(ReasonMissingError):
        promises.move(promise, due_on=after, agreed_with=promise.contact, reason=" ", by=cast["mei"])
    moved = promises.move(promise, due_on=after, agreed_with=promise.contact, reason="停产检修", by=cast["mei"])
    assert (moved.due_on, moved.slipped) == (after, False)
    [move] = promise.moves.all()
    assert (move.before, move.after, move.agreed_with, move.by) == (before, after, promise.contact, cast["mei"])


def test_a_new_day_agreed_after_the_old_one_passed_does_not_heal_the_word(cast, promise):
    late(promise)
    moved = promises.move(promise, due_on=today(), agreed_with=promise.contact, reason="忘了", by=cast["mei"])
    promises.keep(moved, on=today(), by=cast["mei"])
    assert (share("mei", cast).n, share("mei", cast).kept, share("mei", cast).late) == (1, 0, 1)


def test_kept_broken_and_overdue_make_the_share(cast, customer):
    first, second, third, _open = [make_promise(customer) for _ in range(4)]
    promises.keep(first, on=today(), by=cast["mei"], note="签收")
    promises.break_(second, on=today(), reason="停产", by=cast["mei"])
    late(third, days=3)
    found = share("mei", cast)
    assert (found.n, found.kept, found.broken, found.overdue) == (3, 1, 1, 1)
    assert share("otto", cast).n == 0
    assert overdue_by_customer(Customer.objects.all(), today()) == {
        customer.pk: [(third.pk, today() - timedelta(days=3))]
    }
    with pytest.raises(promises.PromiseSettledError):
        promises.keep(second, on=today(), by=cast["mei"])
    promises.reopen(second, by=cast["mei"])
    assert share("mei", cast).broken == 0


def test_what_was_never_promised_counts_nowhere_and_comes_back(cast, promise):
    late(promise)
    promises.withdraw(promise, reason="写错客户", by=cast["mei"])
    assert share("mei", cast).n == 0
    assert Promise.objects.open().count() == 0
    promises.restore(promise, by=cast["mei"])
    assert share("mei", cast).overdue == 1


def test_two_people_correct_one_promise(cast, promise):
    version = promise.version
    promises.change(promise, changes={"text": "送两件样件"}, version=version, by=cast["mei"])
    with pytest.raises(EditConflictError):
        promises.change(promise, changes={"text": "送三件样件"}, version=version, by=cast["lea"])
    promises.change(promise, changes={"owner": cast["lea"]}, version=version, by=cast["lea"])
    promise.refresh_from_db()
    assert (promise.text, promise.owner) == ("送两件样件", cast["lea"])


def test_a_stranger_changes_nothing(cast, promise):
    with pytest.raises(NotYoursError):
        promises.keep(promise, on=today(), by=cast["otto"])


def test_with_the_customer_its_open_promises_are_handed_over(cast, customer, django_capture_on_commit_callbacks):
    waiting = make_promise(customer, with_action=True)
    done = promises.keep(make_promise(customer), on=today(), by=cast["mei"])
    of_lead = make_promise(customer, owner=cast["lea"], by=cast["lea"])
    with django_capture_on_commit_callbacks(execute=True):
        owning.assign_owner(customer, owner=cast["otto"], by=cast["ops"])
    for one in (waiting, done, of_lead):
        one.refresh_from_db()
    assert (waiting.owner, waiting.action.owner) == (cast["otto"], cast["otto"])
    assert (done.owner, of_lead.owner) == (cast["mei"], cast["lea"])
    entry = HistoryEntry.objects.get(verb=promises.HANDED_OVER)
    assert entry.detail == {"promises": [waiting.pk]}


def test_what_loses_its_keeper_when_somebody_of_ours_leaves(cast, customer):
    make_promise(customer)
    promises.keep(make_promise(customer), on=today(), by=cast["mei"])
    belonging = next(one for one in extensions.belongings if one.key == "promises")
    assert belonging.count(customer, cast["mei"], cast["fay"]) == 1
    assert belonging.count(customer, cast["lea"], cast["fay"]) == 0


def log_body(contact, **more):
    return {
        "customer": contact.customer_id,
        "contacts": [contact.pk],
        "kind": "call",
        "line": "谈交期",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": "k1",
        **more,
    }


def test_a_contact_is_logged_with_what_we_promised_and_taken_back_with_it(cast, customer, client):
    contact = make_contact(customer)
    client.force_login(cast["mei"])
    half = client.post(reverse("relationships:log"), log_body(contact, **{"promise-text": "送样件"}))
    assert half.status_code == 200
    assert not Interaction.objects.exists()
    day = today() + timedelta(days=5)
    body = log_body(contact, **{"promise-text": "送样件", "promise-due_on": day.isoformat()})
    assert client.post(reverse("relationships:log"), body).status_code == 302
    promise = Promise.objects.get()
    assert (promise.contact, promise.owner, promise.due_on) == (contact, cast["mei"], day)
    assert promise.source == Interaction.objects.get()
    voiding.void(promise.source, by=cast["mei"], reason="twice")
    assert Promise.objects.open().count() == 0
    voiding.restore(promise.source, by=cast["mei"])
    assert Promise.objects.open().count() == 1


def test_a_promise_logged_after_midnight_was_given_on_our_day(cast, customer, client, clock):
    clock.move_to(datetime(2026, 11, 18, 16, 30, tzinfo=UTC))
    client.force_login(cast["mei"])
    said = {"promise-text": "送样件", "promise-due_on": "2026-11-25"}
    assert client.post(reverse("relationships:log"), log_body(make_contact(customer), **said)).status_code == 302
    assert Promise.objects.get().said_on == date(2026, 11, 19)


def test_a_log_without_a_promise_writes_none(cast, customer, client):
    client.force_login(cast["mei"])
    assert client.post(reverse("relationships:log"), log_body(make_contact(customer))).status_code == 302
    assert not Promise.objects.exists()


def test_today_says_what_is_owed_to_customers(cast, customer, client):
    late(make_promise(customer, text="送校准报告"), days=2)
    make_promise(customer, text="明年再说", due_on=today() + timedelta(days=60))
    client.force_login(cast["mei"])
    page = client.get(reverse("relationships:today")).content.decode()
    assert "送校准报告" in page
    assert "明年再说" not in page


def test_the_page_of_a_promise_shows_its_days(cast, promise, client):
    promises.move(
        promise, due_on=today() + timedelta(days=30), agreed_with=promise.contact, reason="停产检修", by=cast["mei"]
    )
    client.force_login(cast["mei"])
    page = client.get(promise.get_absolute_url()).content.decode()
    assert "停产检修" in page
    client.force_login(cast["otto"])
    assert client.get(promise.get_absolute_url()).status_code == 404


def test_lists_cost_the_same_for_two_and_for_twenty(cast, customer, client):
    client.force_login(cast["lea"])
    addresses = [
        f"{reverse('relationships:promises')}?view={ALL}",
        reverse("relationships:promises-tab", args=[customer.pk]),
    ]
    counts = []
    for more in (2, 18):
        for _ in range(more):
            make_promise(customer)
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_the_api_gives_and_lists_promises(cast, customer):
    contact = make_contact(customer)
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=cast["mei"], label="T", scopes=Scope.values, expires_at=ends, by=cast["mei"])
    client = Client(headers={"Authorization": f"Bearer {plain}"})
    week = {"said_on": str(today() - timedelta(days=7)), "due_on": str(today())}
    body = {"customer": customer.pk, "text": "送样件", "contact": contact.pk, **week}
    answer = client.post("/api/v1/promises/", body, content_type="application/json")
    assert answer.status_code == 201
    late(Promise.objects.get())
    found = client.get("/api/v1/promises/?state=overdue").json()
    assert [one["text"] for one in found["results"]] == ["送样件"]


def test_the_dialogs_give_move_and_keep(cast, customer, client):
    contact = make_contact(customer, "林若水")
    client.force_login(cast["mei"])
    day = today()
    body = {"text": "送样件", "contact": contact.pk, "owner": cast["mei"].pk, "said_on": day, "due_on": day}
    add = reverse("relationships:promise-add", args=[customer.pk])
    assert "林若水" in client.get(add).content.decode()
    assert client.post(add, body | {"with_action": "on"}).status_code == 302
    promise = Promise.objects.get()
    assert promise.action.text == "送样件"
    moved = {"due_on": day + timedelta(days=3), "agreed_with": contact.pk, "reason": "检修"}
    assert client.post(reverse("relationships:promise-move", args=[promise.pk]), moved).status_code == 302
    assert client.post(reverse("relationships:promise-keep", args=[promise.pk]), {"on": day}).status_code == 302
    promise.refresh_from_db()
    assert (promise.kept_on, promise.due_on, promise.action.due_on) == (day, moved["due_on"], moved["due_on"])
