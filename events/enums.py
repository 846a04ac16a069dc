"""States and kinds of events, occurrences, bookings and speakers."""

from django.db.models import TextChoices


class Shelf(TextChoices):
    """What an index page lists."""

    EVENTS = "events", "Events"
    TRAINING = "training", "Training"


class ListShape(TextChoices):
    """In what shape a list of events is looked at."""

    COMING = "", "What is coming"
    MONTH = "month", "Month"
    PAST = "past", "Past, with recordings"


class EventKind(TextChoices):
    """What sort of event it is."""

    CONFERENCE = "conference", "Conference"
    TALK = "talk", "Talk"
    WORKSHOP = "workshop", "Workshop"
    TRAINING = "training", "Training"
    WRITING_SESSION = "writing_session", "Writing session"
    COFFEE_MORNING = "coffee_morning", "Coffee morning"
    DEMONSTRATION = "demonstration", "Demonstration"
    OPEN_DAY = "open_day", "Open day"
    OUTREACH = "outreach", "Outreach"
    NETWORKING = "networking", "Networking"
    DEADLINE = "deadline", "Deadline"


# Kinds whose hours count as training
TRAINING_KINDS = (EventKind.TRAINING, EventKind.WORKSHOP, EventKind.WRITING_SESSION)
OUTREACH_KINDS = (EventKind.OUTREACH, EventKind.OPEN_DAY)


class Provider(TextChoices):
    """Who gives it."""

    OWN = "own", "This university"
    UNIVERSITY = "university", "Another university"
    NETWORK = "network", "A network or professional body"
    COMPANY = "company", "A company"


class BookingWay(TextChoices):
    """How a place is had."""

    HERE = "here", "Booked here"
    ELSEWHERE = "elsewhere", "Booked at the provider’s own site"
    NOT_NEEDED = "not_needed", "No booking needed"


class OccurrenceState(TextChoices):
    """Whether an occurrence takes place."""

    SCHEDULED = "scheduled", "Takes place"
    CANCELLED = "cancelled", "Cancelled"


class Repeat(TextChoices):
    """How often an event of a series takes place."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY_DAY = "monthly_day", "Each month on a day of the week, such as the first Tuesday"
    MONTHLY_DATE = "monthly_date", "Each month on the same date as the first"


class BookingState(TextChoices):
    """Where a booking stands."""

    UNCONFIRMED = "unconfirmed", "Address not confirmed yet"
    ASKED = "asked", "Waits for approval"
    CONFIRMED = "confirmed", "Confirmed"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Offered a place"
    CANCELLED = "cancelled", "Cancelled"
    REFUSED = "refused", "Not approved"
    LAPSED = "lapsed", "Lapsed"


class LapsedBecause(TextChoices):
    """Why a booking ended that nobody cancelled or refused, as its owner reads it."""

    NOT_TAKEN = "not_taken", "a place was offered and not taken in time"
    NO_PLACE = "no_place", "no place came free"
    NOT_DECIDED = "not_decided", "nobody decided before it began"


# Bookings that take up a place: they never exceed the capacity
HOLDS_PLACE = (BookingState.CONFIRMED, BookingState.OFFERED)
# Bookings that somebody still has: one a person and occurrence
LIVE_BOOKINGS = (
    BookingState.UNCONFIRMED,
    BookingState.ASKED,
    BookingState.CONFIRMED,
    BookingState.WAITING,
    BookingState.OFFERED,
)
# In the queue, in the order of `queued_at`
QUEUED = (BookingState.WAITING,)
ENDED_BOOKINGS = (BookingState.CANCELLED, BookingState.REFUSED, BookingState.LAPSED)


class Attendance(TextChoices):
    """Whether somebody who had a place came."""

    NOT_MARKED = "", "Not marked"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Did not come"


class QuestionKind(TextChoices):
    """How a question at booking is answered."""

    TEXT = "text", "In words"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several answers"
