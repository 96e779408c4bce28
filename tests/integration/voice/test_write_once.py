"""Nobody changes a customer's words: not the ORM, not SQL, not an administrator, on either engine."""

import hashlib
from collections.abc import Callable

import pytest
from django.core.checks import run_checks
from django.core.checks.registry import Tags
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from tests.factories.customers import make_customer
from tests.factories.voice import make_voice
from voice import guards
from voice.models import TOMBSTONE, Erasure, SampleWords, Verbatim, VoiceItem, VoiceTransition

WORDS = "合同写的是四小时响应，我等了两天。"
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")


@pytest.fixture
def words(cast) -> Verbatim:
    return make_voice(make_customer(cast["mei"]), by=cast["mei"], text=WORDS).verbatim


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def save_through_the_model(words: Verbatim) -> None:
    words.text = "都很好。"
    words.save()


def update_by_queryset(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk).update(text="都很好。")


def update_in_bulk(words: Verbatim) -> None:
    words.text = "都很好。"
    Verbatim.objects.bulk_update([words], ["text"])


def update_by_sql(words: Verbatim) -> None:
    sql("UPDATE voice_verbatim SET text = %s WHERE id = %s", "都很好。", words.pk)


def upsert(words: Verbatim) -> None:
    words.text = "都很好。"
    Verbatim.objects.bulk_create(
        [words], update_conflicts=True, unique_fields=["id"], update_fields=["text", "fingerprint"]
    )


def rename_the_speaker_of_the_record(words: Verbatim) -> None:
    sql("UPDATE voice_verbatim SET captured_by_id = NULL WHERE id = %s", words.pk)


def change_the_fingerprint(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk).update(fingerprint=hashlib.sha256(b"other").hexdigest())


def change_the_date(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk).update(said_at=timezone.now())


def change_the_channel(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk).update(channel="mail")


def write_the_same_again(words: Verbatim) -> None:
    sql("UPDATE voice_verbatim SET text = text WHERE id = %s", words.pk)


def tombstone_without_erasure(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk).update(text=TOMBSTONE)


def delete_by_sql(words: Verbatim) -> None:
    sql("DELETE FROM voice_verbatim WHERE id = %s", words.pk)


def delete_raw(words: Verbatim) -> None:
    Verbatim.objects.filter(pk=words.pk)._raw_delete("default")


def insert_or_replace(words: Verbatim) -> None:
    sql(
        "INSERT OR REPLACE INTO voice_verbatim (id, text, fingerprint, said_at, captured_by_id, channel)"
        " SELECT id, %s, fingerprint, said_at, captured_by_id, channel FROM voice_verbatim WHERE id = %s",
        "都很好。",
        words.pk,
    )


def truncate(words: Verbatim) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # else PostgreSQL refuses because of pending checks, not because of us
    sql("TRUNCATE voice_verbatim CASCADE")


TAMPERING = [
    pytest.param(save_through_the_model, id="save"),
    pytest.param(update_by_queryset, id="queryset update"),
    pytest.param(update_in_bulk, id="bulk_update"),
    pytest.param(update_by_sql, id="SQL update"),
    pytest.param(upsert, id="upsert"),
    pytest.param(rename_the_speaker_of_the_record, id="who recorded"),
    pytest.param(change_the_fingerprint, id="fingerprint"),
    pytest.param(change_the_date, id="date"),
    pytest.param(change_the_channel, id="channel"),
    pytest.param(write_the_same_again, id="even to the same"),
    pytest.param(tombstone_without_erasure, id="tombstone without an erasure"),
    pytest.param(delete_by_sql, id="SQL delete"),
    pytest.param(delete_raw, id="raw delete"),
    pytest.param(insert_or_replace, id="INSERT OR REPLACE", marks=ON_SQLITE),
    pytest.param(truncate, id="TRUNCATE", marks=ON_POSTGRESQL),
]


@pytest.mark.parametrize("tamper", TAMPERING)
def test_the_database_refuses_every_change(words: Verbatim, tamper: Callable[[Verbatim], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tamper(words)

    kept = Verbatim.objects.get(pk=words.pk)
    assert (kept.text, kept.channel, kept.captured_by_id) == (WORDS, words.channel, words.captured_by_id)
    assert kept.fingerprint == hashlib.sha256(WORDS.encode()).hexdigest()


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(update_by_sql, id="SQL update"),
        pytest.param(insert_or_replace, id="INSERT OR REPLACE", marks=ON_SQLITE),
    ],
)
def test_control_without_the_triggers_the_words_do_change(words: Verbatim, tamper: Callable[[Verbatim], None]) -> None:
    guards.drop(connection)
    try:
        tamper(words)
        assert Verbatim.objects.get(pk=words.pk).text == "都很好。"
    finally:
        guards.install(connection)


@ON_SQLITE
def test_replacing_is_refused_even_on_a_connection_without_recursive_triggers(words: Verbatim) -> None:
    sql("PRAGMA recursive_triggers=OFF")
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            insert_or_replace(words)
    finally:
        sql("PRAGMA recursive_triggers=ON")
    assert Verbatim.objects.get(pk=words.pk).text == WORDS


def erase_on_record(words: Verbatim) -> Erasure:
    return Erasure.objects.create(
        verbatim_id=words.pk,
        fingerprint=words.fingerprint,
        reason="asked by mail",
        by=words.captured_by,
        at=timezone.now(),
    )


def test_an_erasure_lets_the_words_become_a_tombstone_exactly_once(words: Verbatim) -> None:
    erase_on_record(words)

    Verbatim.objects.filter(pk=words.pk).update(text=TOMBSTONE)

    kept = Verbatim.objects.get(pk=words.pk)
    assert (kept.text, kept.fingerprint, kept.said_at) == (TOMBSTONE, words.fingerprint, words.said_at)
    for text in (WORDS, TOMBSTONE):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verbatim.objects.filter(pk=words.pk).update(text=text)


def test_an_erasure_lets_no_other_text_and_no_other_column_pass(words: Verbatim) -> None:
    erase_on_record(words)
    for change in ({"text": "都很好。"}, {"text": TOMBSTONE, "channel": "mail"}, {"channel": "mail"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verbatim.objects.filter(pk=words.pk).update(**change)


def test_an_erasure_of_other_words_opens_nothing(words: Verbatim, cast) -> None:
    other = make_voice(make_customer(cast["mei"]), by=cast["mei"]).verbatim
    erase_on_record(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        tombstone_without_erasure(words)


@pytest.mark.parametrize(
    "open_the_door", [erase_on_record, lambda words: SampleWords.objects.create(verbatim_id=words.pk)]
)
def test_words_may_be_deleted_with_their_erasure_or_as_sample_data(words: Verbatim, open_the_door) -> None:
    open_the_door(words)
    VoiceTransition.objects.all().delete()
    VoiceItem.objects.all().delete()

    words.delete()

    assert not Verbatim.objects.exists()


def test_an_erasure_itself_stays_on_record(words: Verbatim) -> None:
    erasure = erase_on_record(words)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(reason="")
    with pytest.raises(DatabaseError), transaction.atomic():
        erasure.delete()


def test_every_trigger_stands_and_a_missing_one_is_reported(db: None) -> None:
    assert guards.missing(connection) == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []

    guards.drop(connection)
    try:
        assert guards.missing(connection) == sorted(guards._triggers(connection))
        assert [error.id for error in run_checks(tags=[Tags.database], databases=["default"])] == ["voice.E001"]
    finally:
        guards.install(connection)


@pytest.mark.django_db(transaction=True)
def test_migrating_puts_the_triggers_back() -> None:
    from django.core.management import call_command

    guards.drop(connection)
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_a_test_with_real_commits_leaves_an_empty_guarded_database(cast, round_: int) -> None:
    assert not Verbatim.objects.exists()
    assert guards.missing(connection) == []
    make_voice(make_customer(cast["mei"]), by=cast["mei"])
