"""Mail leaves after commit, once: a row in the outbox first, then the mail server."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.utils import make_msgid

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from .enums import CalendarMethod, MailState
from .models import OutboxMail

log = structlog.get_logger(__name__)
# A mail server may be away for a weekend; a mail that says something after that would only puzzle.
GIVE_UP_AFTER = timedelta(days=3)
STALE_AFTER = timedelta(minutes=10)
SETTLED = (MailState.SENT, MailState.FAILED)


@dataclass(frozen=True)
class CalendarFile:
    """A calendar file for a mail: its text as RFC 5545 has it, with the METHOD that stands in it."""

    text: str
    method: CalendarMethod


def queue_mail(
    *,
    key: str,
    to: str,
    subject: str,
    template: str,
    context: dict[str, object],
    secret: bool = False,
    reply_to: str = "",
    calendar: CalendarFile | None = None,
) -> OutboxMail:
    """Write a mail to the outbox inside the running transaction, to be sent when it commits.

    `key` says what the mail is about (for example 'invitation:17:2026-11-21'): the same key is written once,
    and a second call returns the first row unchanged. `template` is a text template, `subject` one line. The
    text of a `secret` mail (it holds a code, a link that opens an account, or what a visitor wrote) is wiped once the
    mail has left, and with it `reply_to`: whom the receiver answers. `calendar`: a file that the receiver's calendar
    reads, wiped with a secret text too.
    """
    body = render_to_string(
        template, {**context, "base_url": settings.BASE_URL, "site_name": settings.WAGTAIL_SITE_NAME}
    )
    return queue_text(key=key, to=to, subject=subject, body=body, secret=secret, reply_to=reply_to, calendar=calendar)


def queue_text(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    secret: bool = False,
    reply_to: str = "",
    calendar: CalendarFile | None = None,
) -> OutboxMail:
    """Write a mail whose text is already made; otherwise as `queue_mail`."""
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")
    mail, created = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "message_id": make_msgid(domain=domain),
            "to": to,
            "reply_to": reply_to,
            "subject": " ".join(subject.split())[:200],
            "body": body.strip() + "\n",
            "secret": secret,
            "calendar": calendar.text if calendar else "",
            "calendar_method": calendar.method if calendar else "",
        },
    )
    if created:
        transaction.on_commit(lambda: send_outbox_mail.enqueue(mail.pk))
    return mail


def _claim(pk: int) -> OutboxMail | None:
    """Take a waiting mail for sending, or one whose sender died; None where somebody else has it or it is
    sent.
    """
    stale = Q(state=MailState.SENDING, claimed_at__lt=timezone.now() - STALE_AFTER)
    due = OutboxMail.objects.filter(Q(state=MailState.WAITING) | stale, pk=pk)
    taken = due.update(state=MailState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    return OutboxMail.objects.get(pk=pk) if taken else None


@task()
def send_outbox_mail(pk: int) -> None:
    """Send one waiting mail; a failure is kept on the row and tried again by the job."""
    _deliver(pk)


def _deliver(pk: int) -> bool:
    """Send one mail if it is to be had; return False where the mail server cannot be reached at all.

    No transaction is open while the mail server is spoken to, so that a slow one never blocks the database.
    """
    mail = _claim(pk)
    if mail is None:
        return True
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id},
    )
    if mail.calendar:
        # As an alternative it is offered with buttons by Outlook and Gmail, as a file it is opened by all others
        # (RFC 6047, 2.4)
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
        message.attach("event.ics", mail.calendar, "text/calendar")
    reached = True
    try:
        message.send()
    except OSError as error:  # the mail server is away or refuses; smtplib's errors are OSErrors
        reached = isinstance(error, smtplib.SMTPException)
        gives_up = _is_refused(error) or timezone.now() - mail.created_at > GIVE_UP_AFTER
        _keep_error(mail, error, MailState.FAILED if gives_up else MailState.WAITING)
    except Exception as error:  # a mail that cannot be written at all must not stop those behind it
        _keep_error(mail, error, MailState.FAILED)
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT, timezone.now(), ""
    if mail.secret and mail.state in SETTLED:
        mail.body = mail.reply_to = mail.calendar = mail.calendar_method = ""
    mail.save()
    return reached


def _is_refused(error: OSError) -> bool:
    """Say whether the server will never take this mail: it answered 5xx to its address or its text."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _keep_error(mail: OutboxMail, error: Exception, state: MailState) -> None:
    mail.state, mail.last_error = state, f"{type(error).__name__}: {error}"[:2000]
    log.warning("mail_not_sent", key=mail.key, attempts=mail.attempts, error=mail.last_error)


def send_waiting_mail() -> str:
    """Send what is still waiting (the server was away, or nothing ran after commit); return a line for the
    log.
    """
    waiting = list(OutboxMail.objects.exclude(state__in=SETTLED).values_list("pk", flat=True)[:500])
    tried = 0
    for pk in waiting:
        tried += 1
        if not _deliver(pk):  # each of the others would wait for the same silence
            break
    left = OutboxMail.objects.exclude(state__in=SETTLED).count()
    return f"{tried} tried, {left} still waiting"
