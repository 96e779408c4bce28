import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outbox_of
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from office.models import OutgoingMail
from office.services import mailing


def queue(person, **fields):
    defaults = {"purpose": "weekly", "period": "2026-W47", "subject": "第 47 周", "body": "附件里。"}
    return mailing.queue(person=person, **defaults | fields)


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers as it is told: `server(open=…, send=…)` with the errors to raise."""

    delivered = EmailBackend.send_messages

    def behave(*, open=None, send=None):  # noqa: A002
        def raising(error, otherwise):
            def act(self, *args):
                if error:
                    raise error
                return otherwise(self, *args)

            return act

        monkeypatch.setattr(EmailBackend, "open", raising(open, lambda self: None))
        monkeypatch.setattr(EmailBackend, "send_messages", raising(send, delivered))

    return behave


def test_a_mail_leaves_with_its_attachment_and_a_stable_id(cast, settings):
    path = default_storage.save("reports/week.pdf", ContentFile(b"%PDF-1.7"))
    attachment = mailing.Attachment(path, "知客 2026-W47.pdf", "application/pdf")
    row = queue(cast["fay"], attachments=[attachment])
    assert mailing.send_due() == 1
    row.refresh_from_db()
    (message,) = outbox_of.outbox
    assert (row.state, row.error) == ("sent", "")
    assert message.to == ["fay@example.com"]
    assert message.extra_headers["Message-ID"] == row.message_id
    assert message.attachments == [("知客 2026-W47.pdf", b"%PDF-1.7", "application/pdf")]
    assert mailing.send_due() == 0


def test_the_message_id_depends_on_purpose_period_and_person_alone(cast):
    assert queue(cast["fay"]).message_id == mailing._message_id("weekly", "2026-W47", cast["fay"])
    assert queue(cast["fay"]).message_id != queue(cast["eve"]).message_id


def test_a_line_break_in_a_subject_cannot_add_a_header(cast):
    assert queue(cast["fay"], subject="Week\r\nBcc: all@example.com").subject == "Week Bcc: all@example.com"


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}], ids=["left", "no address"])
def test_mail_goes_to_active_colleagues_only(cast, change):
    fay = cast["fay"]
    waiting = queue(fay)
    for field, value in change.items():
        setattr(fay, field, value)
    fay.save()
    with pytest.raises(mailing.NotAColleagueError):
        queue(fay, period="2026-W48")
    assert mailing.send_due() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == ("failed", "NotAColleagueError")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param({"open": ConnectionRefusedError()}, id="server down"),
        pytest.param({"open": TimeoutError()}, id="server does not answer"),
        pytest.param({"send": smtplib.SMTPDataError(451, b"later")}, id="server says later"),
        pytest.param({"send": smtplib.SMTPRecipientsRefused({})}, id="address refused"),
    ],
)
def test_a_mail_that_surely_did_not_leave_is_tried_again_later(cast, server, clock, behaviour):
    row = queue(cast["fay"])
    server(**behaviour)
    assert mailing.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("pending", 1)
    assert mailing.send_due() == 0
    row.refresh_from_db()
    assert row.attempts == 1
    server()
    clock.shift(timedelta(minutes=3))
    assert mailing.send_due() == 1


def test_after_five_tries_a_mail_has_failed_and_the_next_one_leaves(cast, server, clock):
    poison = queue(cast["fay"])
    server(open=ConnectionRefusedError())
    for _try in range(5):
        mailing.send_due()
        clock.shift(timedelta(hours=2))
    server()
    queue(cast["eve"])
    assert mailing.send_due() == 1
    poison.refresh_from_db()
    assert (poison.state, poison.attempts, poison.error) == ("failed", 5, "ConnectionRefusedError")


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), TimeoutError(), ConnectionResetError()])
def test_a_mail_that_perhaps_left_is_never_sent_again_by_itself(cast, server, clock, error):
    row = queue(cast["fay"])
    server(send=error)
    mailing.send_due()
    server()
    clock.shift(timedelta(days=1))
    assert mailing.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.error) == ("unknown", type(error).__name__)


def test_a_mail_whose_sender_was_killed_is_shown_as_perhaps_sent(cast, clock):
    row = queue(cast["fay"])
    assert mailing._claim(row.pk) is not None
    clock.shift(timedelta(minutes=11))
    assert mailing.send_due() == 0
    row.refresh_from_db()
    assert row.state == "unknown"
    assert outbox_of.outbox == []
    assert mailing.release(row)
    assert mailing.send_due(now=timezone.now()) == 1


def test_an_attachment_that_is_gone_fails_the_mail_at_once(cast):
    row = queue(cast["fay"], attachments=[mailing.Attachment("reports/none.pdf", "none.pdf", "application/pdf")])
    assert mailing.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "FileNotFoundError")


def test_colleagues_see_their_own_mails_and_administrators_all(cast):
    rows = {name: queue(cast[name]) for name in ("fay", "eve")}
    assert set(OutgoingMail.objects.visible_to(cast["fay"])) == {rows["fay"]}
    assert set(OutgoingMail.objects.visible_to(cast["ada"])) == set(rows.values())
    assert not OutgoingMail.objects.visible_to(cast["ops"]).exists()
