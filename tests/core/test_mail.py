"""The outbox, against a real SMTP server on this machine: sent once, after commit, or later."""

import email
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.backends import smtp
from django.db import transaction
from django.utils import timezone

from portal.core import mail as core_mail
from portal.core.enums import CalendarMethod, MailState
from portal.core.jobs import run_due_jobs
from portal.core.mail import (
    GIVE_UP_AFTER,
    STALE_AFTER,
    CalendarFile,
    queue_mail,
    queue_text,
    send_outbox_mail,
    send_waiting_mail,
)
from portal.core.models import OutboxMail

pytestmark = pytest.mark.django_db


class Letterbox:
    """What the server does with a mail: keeps it, or answers the code it was told."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Take the recipient unless told otherwise."""
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the mail."""
        self.received.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.to.append(envelope.rcpt_tos)
        return "250 OK"


class MailServer:
    """A server that may be stopped and started again on the same port."""

    def __init__(self) -> None:
        self.box = Letterbox()
        self.controller: Controller | None = None
        self.port = 0

    def start(self) -> None:
        """Serve; on a free port the first time."""
        self.controller = Controller(self.box, hostname="127.0.0.1", port=self.port or _free_port())
        self.controller.start()
        self.port = self.controller.port

    def stop(self) -> None:
        """Be away."""
        if self.controller:
            self.controller.stop()
            self.controller = None


def _free_port() -> int:
    import socket  # noqa: PLC0415 (needed here alone)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    """A running mail server that Django sends to."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = f"{smtp.__name__}.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield server
    server.stop()


@pytest.fixture
def write(tmp_path, settings):
    """Write a mail to the outbox from a small template."""
    (tmp_path / "note.txt").write_text("Dear {{ name }},\n\nyour page: {{ base_url }}/me/\n", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    def write(key: str = "note:1", to: str = "ana@wexcombe.example", subject: str = "Hello") -> OutboxMail:
        return queue_mail(key=key, to=to, subject=subject, template="note.txt", context={"name": "Zoë"})

    return write


def test_it_leaves_after_commit_once(server, write, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = write()
        assert server.box.received == []
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 1, "")
    (received,) = server.box.received
    assert server.box.to == [["ana@wexcombe.example"]]
    assert received["Message-ID"] == mail.message_id
    assert received["Subject"] == "Hello"
    assert received["From"] == settings.DEFAULT_FROM_EMAIL
    assert received.get_content().replace("\r\n", "\n") == f"Dear Zoë,\n\nyour page: {settings.BASE_URL}/me/\n"

    send_outbox_mail.call(mail.pk)
    send_waiting_mail()
    assert len(server.box.received) == 1


def test_the_same_key_is_written_once_and_sent_once(server, write, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = write(subject="First"), write(subject="Second")
    assert first.pk == second.pk
    assert [mail["Subject"] for mail in server.box.received] == ["First"]
    assert OutboxMail.objects.count() == 1


def test_nothing_leaves_when_the_transaction_rolls_back(server, write, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, suppress(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError("the form was refused after all")
    assert callbacks == []
    assert OutboxMail.objects.count() == 0
    assert send_waiting_mail() == "0 tried, 0 still waiting"
    assert server.box.received == []


def test_while_the_server_is_away_it_waits_and_the_job_sends_it(server, write, django_capture_on_commit_callbacks):
    server.stop()
    with django_capture_on_commit_callbacks(execute=True):
        mail = write()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert "refused" in mail.last_error.lower()

    server.start()
    (run,) = run_due_jobs("send_mail")
    mail.refresh_from_db()
    assert run.note == "1 tried, 0 still waiting"
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 2, "")
    assert [received["Message-ID"] for received in server.box.received] == [mail.message_id]


def test_the_job_stops_at_the_first_silence(server, write):
    server.stop()
    for number in range(3):
        write(key=f"note:{number}")
    assert send_waiting_mail() == "1 tried, 3 still waiting"


def test_it_is_given_up_after_three_days(server, write):
    server.stop()
    mail = write()
    OutboxMail.objects.update(created_at=timezone.now() - GIVE_UP_AFTER - timedelta(minutes=1))
    send_waiting_mail()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


@pytest.mark.parametrize(
    ("answer", "state"), [("550 No such person", MailState.FAILED), ("451 Try later", MailState.WAITING)]
)
def test_a_refusal_is_final_only_where_the_server_says_so(server, write, answer, state):
    server.box.answer = answer
    mail = write()
    send_waiting_mail()
    mail.refresh_from_db()
    assert mail.state == state
    assert answer.split()[0] in mail.last_error


def test_one_refused_or_unwritable_mail_does_not_stop_the_next(server, write):
    bad = write(key="bad", to="ana@wexcombe.example\nBcc: everybody@wexcombe.example")
    good = write(key="good")
    send_waiting_mail()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (MailState.FAILED, MailState.SENT)
    assert server.box.to == [["ana@wexcombe.example"]]


@pytest.mark.parametrize(("ago", "sent"), [(STALE_AFTER / 2, 0), (STALE_AFTER * 2, 1)])
def test_one_whose_sender_died_is_taken_over(server, write, ago, sent):
    mail = write()
    OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.SENDING, claimed_at=timezone.now() - ago)
    send_waiting_mail()
    assert len(server.box.received) == sent


def test_a_subject_is_one_line(write):
    assert write(subject="Hello\r\nBcc: everybody@wexcombe.example").subject == "Hello Bcc: everybody@wexcombe.example"


def test_two_senders_never_have_the_same_mail(write):
    mail = write()
    assert core_mail._claim(mail.pk) is not None
    assert core_mail._claim(mail.pk) is None


def test_a_calendar_file_goes_with_it_for_both_kinds_of_readers(server, django_capture_on_commit_callbacks):
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nPRODID:-//x//x//EN\r\nEND:VCALENDAR\r\n"
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue_text(
            key="x:1",
            to="ana@wexcombe.example",
            subject="You have a place",
            body="You have a place.",
            secret=True,
            calendar=CalendarFile(text, CalendarMethod.REQUEST),
        )
    (received,) = server.box.received
    files = {
        part["Content-Disposition"] is not None: part for part in received.walk() if "calendar" in part["Content-Type"]
    }
    assert set(files) == {True, False}
    assert files[False].get_param("method") == "REQUEST"
    assert files[True].get_filename() == "event.ics"
    for part in files.values():
        assert part.get_content().replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert received.get_body(("plain",)).get_content().strip() == "You have a place."
    mail.refresh_from_db()
    assert (mail.body, mail.calendar, mail.calendar_method) == ("", "", "")
