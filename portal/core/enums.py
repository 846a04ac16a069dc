"""States of the ground's rows."""

from django.db.models import TextChoices


class MailState(TextChoices):
    """Where a mail of the outbox stands."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class CalendarMethod(TextChoices):
    """What a calendar file in a mail asks of the receiver's calendar (RFC 5546, 1.4)."""

    REQUEST = "REQUEST", "Put it there, or change it"
    CANCEL = "CANCEL", "Take it out"


class JobOutcome(TextChoices):
    """How a job's last run ended."""

    NEVER = "never", "Never run"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class People(TextChoices):
    """Whether people can be recognised in a picture."""

    NOT_SAID = "", "Not said yet"
    NOBODY = "nobody", "Nobody who can be recognised"
    SEEN = "seen", "People who can be recognised"


class Agreement(TextChoices):
    """Whether somebody agrees to be named, or that something about them is published."""

    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked, no answer yet"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Did not agree"
    WITHDRAWN = "withdrawn", "Took the agreement back"
