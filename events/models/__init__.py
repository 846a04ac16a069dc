"""Events and what stands behind them.

The page says what an event is; it has an editorial life. Everything that a process points at is a row: publishing an
older version of the page changes none of them.
"""

from .bookings import Answer, Booking, CalendarLink, Feedback, Question
from .occurrences import Occurrence, Series
from .pages import EventIndexPage, EventPage
from .speakers import Speaker

__all__ = [
    "Answer",
    "Booking",
    "CalendarLink",
    "EventIndexPage",
    "EventPage",
    "Feedback",
    "Occurrence",
    "Question",
    "Series",
    "Speaker",
]
