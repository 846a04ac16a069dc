"""Those who come to a date, as organisers see them: in a list and in a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.enums import Attendance, BookingState
from events.models import Booking, Question

# The parts of the list, by the word in the address, with the states that stand in each
PARTS: dict[str, tuple[str, tuple[BookingState, ...]]] = {
    "coming": ("Coming", (BookingState.CONFIRMED, BookingState.OFFERED)),
    "asked": ("To decide on", (BookingState.ASKED,)),
    "waiting": ("Waiting list", (BookingState.WAITING,)),
    "unconfirmed": ("Address not confirmed", (BookingState.UNCONFIRMED,)),
    "ended": ("Not coming", (BookingState.CANCELLED, BookingState.REFUSED, BookingState.LAPSED)),
}
COLUMNS = ("Name", "Email", "Booking", "Booked on", "Booked by", "Attendance")


@dataclass(frozen=True)
class Attendee:
    """One row of the list. `answers`: question and answer, only those that the reader may see."""

    pk: int
    name: str
    email: str
    state: str
    state_words: str
    made_at: datetime
    until: datetime | None
    booked_by: str
    words: str
    answers: tuple[tuple[str, str], ...]


def attendees(bookings: Iterable[Booking], *, with_private: bool) -> list[Attendee]:
    """Return the rows of a list. Load bookings by `for_organisers`. `with_private`: answers about food and access."""
    return [_row(booking, with_private) for booking in bookings]


def _row(booking: Booking, with_private: bool) -> Attendee:
    return Attendee(
        pk=booking.pk,
        name=booking.name,
        email=booking.email,
        state=booking.state,
        state_words=BookingState(booking.state).label,
        made_at=booking.made_at,
        until=booking.offered_until,
        booked_by=str(booking.booked_by) if booking.booked_by else "",
        words=booking.answer_words,
        answers=tuple(
            (answer.question.text, answer.text)
            for answer in sorted(booking.answers.all(), key=lambda row: (row.question.order, row.question_id))
            if with_private or not answer.question.is_private
        ),
    )


def header_of(questions: Iterable[Question]) -> list[str]:
    """Return the first row of the file."""
    return [*COLUMNS, *(question.text for question in questions)]


def file_rows(bookings: Iterable[Booking], questions: list[Question]) -> Iterator[list[Any]]:
    """Yield the rows of the file; of the answers only those to the questions given."""
    for booking in bookings:
        answers = {answer.question_id: answer.text for answer in booking.answers.all()}
        yield [
            booking.name,
            booking.email,
            BookingState(booking.state).label,
            booking.made_at,
            str(booking.booked_by) if booking.booked_by else "",
            Attendance(booking.attendance).label if booking.state == BookingState.CONFIRMED else "",
            *(answers.get(question.pk, "") for question in questions),
        ]
