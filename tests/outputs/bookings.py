"""Booking, and one's own bookings: where they are shown, and what is refused."""

from django.urls import reverse

from tests.outputs.event_world import CALENDAR_SECRET, CAME_SECRET, GUEST_SECRET, NEW_SECRET
from tests.outputs.output import Address, Kind, Output, Statuses, at, everybody, only, signed_in
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_BOOK = "events/booking/<int:pk>/"
_LINK = "events/booking/by-link/<str:secret>/"
_CALENDAR = "calendar/<str:secret>.ics"
_ONE = "me/bookings/<int:pk>/"
_OWN: Statuses = only(frozenset({Viewer.OWNER}), others=404)
# The staff list names them as somebody's manager
_MANAGER: Statuses = only(frozenset({Viewer.OTHER_TECHNICIAN}), others=404)


def _to(name: str, thing: str) -> Address:
    return lambda w: reverse(name, args=[w.things[thing]])


def _by(secret: str) -> Address:
    return lambda w: reverse("event_booking_by_link", args=[secret])


BOOKINGS: tuple[Output, ...] = (
    Output("book a place", _BOOK, Kind.PAGE, _to("event_book", "occurrence"), everybody(), vocabulary=True),
    Output(
        "book what is over", _BOOK, Kind.PAGE, _to("event_book", "occurrence_over"), everybody(), vocabulary=True,
        same_as="book a place",
    ),
    Output(
        "book for one's team", f"{_BOOK}team/", Kind.PAGE, _to("event_book_team", "occurrence"), _MANAGER,
        vocabulary=True, staff_list=True,
    ),
    Output("book: a link is sent", "events/booking/sent/", Kind.PAGE, at("/events/booking/sent/"), everybody()),
    Output("a guest's booking", _LINK, Kind.PAGE, _by(GUEST_SECRET), everybody(), vocabulary=True),
    Output("a guest's booking to be confirmed", _LINK, Kind.PAGE, _by(NEW_SECRET), everybody(), vocabulary=True),
    Output("a guest's booking: a link that nobody sent", _LINK, Kind.PAGE, _by("nobody-sent-this"), everybody(404)),
    Output(
        "a booking of an account by its link", _LINK, Kind.REDIRECT,
        lambda w: reverse("event_booking_by_link", args=[w.things["booking_secret"]]), everybody(302),
    ),
    Output("bookings of mine", "me/bookings/", Kind.PAGE, at("/me/bookings/"), signed_in(), vocabulary=True),
    Output("bookings of mine: one", _ONE, Kind.PAGE, _to("me_booking", "booking"), _OWN, vocabulary=True),
    Output(
        "bookings of mine: an offer", _ONE, Kind.PAGE, _to("me_booking", "booking_offered"), _OWN,
        vocabulary=True,
    ),
    Output("bookings of mine: what I thought", f"{_ONE}feedback/", Kind.PAGE,
           _to("me_booking_feedback", "booking_over"), _OWN, vocabulary=True),
    Output(
        "what a guest thought", f"{_LINK}feedback/", Kind.PAGE,
        lambda w: reverse("event_feedback_by_link", args=[CAME_SECRET]), everybody(), vocabulary=True,
        same_as="bookings of mine: what I thought",
    ),
    Output("bookings of mine: calendar address", "me/bookings/calendar/", Kind.PAGE, at("/me/bookings/calendar/"),
           signed_in()),
    Output(
        "bookings of mine: in my calendar", _CALENDAR, Kind.DATA, at(f"/calendar/{CALENDAR_SECRET}.ics"), everybody(),
        vocabulary=True,
    ),
    Output("a calendar that nobody has", _CALENDAR, Kind.DATA, at("/calendar/nobody-has-this.ics"), everybody(404)),
)  # fmt: skip

BOOKING_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "book: a guest without an address", _BOOK, _to("event_book", "occurrence"), {"name": "", "email": "nobody"},
        {Viewer.VISITOR: 422, Viewer.OWNER: 409},
    ),
    Refusal("book: what is over", _BOOK, _to("event_book", "occurrence_over"), {}, {Viewer.COLLEAGUE: 409}),
    Refusal(
        "book for one's team: nobody", f"{_BOOK}team/", _to("event_book_team", "occurrence"), {"people": "0"},
        {Viewer.OTHER_TECHNICIAN: 422, Viewer.OWNER: 404, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "a guest's booking: nothing chosen", _LINK, _by(GUEST_SECRET), {"do": "stay"},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    Refusal(
        "a guest's booking: no offer to take", _LINK, _by(GUEST_SECRET), {"do": "take"}, {Viewer.VISITOR: 409},
    ),
    Refusal(
        "bookings of mine: nothing chosen", _ONE, _to("me_booking", "booking"), {"do": ""},
        {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "bookings of mine: what I thought, no score", f"{_ONE}feedback/", _to("me_booking_feedback", "booking_over"),
        {"score": "9"}, {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, Viewer.COLLEAGUE: 404, Viewer.VISITOR: 302},
    ),
    Refusal(
        "what a guest thought: no score", f"{_LINK}feedback/",
        lambda w: reverse("event_feedback_by_link", args=[CAME_SECRET]), {}, {Viewer.VISITOR: 422},
    ),
    Refusal(
        "bookings of mine: calendar address, nothing chosen", "me/bookings/calendar/", at("/me/bookings/calendar/"),
        {"do": "dance"}, {Viewer.OWNER: 422, Viewer.COLLEAGUE: 422, Viewer.VISITOR: 302},
    ),
)  # fmt: skip
