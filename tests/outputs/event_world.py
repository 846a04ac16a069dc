"""The events of the world that is crawled: one at which its subject speaks and has a place, and one of another's."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from events.enums import (
    Attendance,
    BookingState,
    BookingWay,
    EventKind,
    OccurrenceState,
    Provider,
    Shelf,
)
from events.models import Answer, Booking, CalendarLink, EventPage, Feedback, Occurrence
from portal.core.enums import Agreement
from portal.core.models import Theme
from profiles.models import Skill, Technician
from tests.factories.events import (
    BookingFactory,
    EventFactory,
    OccurrenceFactory,
    QuestionFactory,
    SpeakerFactory,
    events_index,
    in_days,
)
from tests.outputs.canaries import WORD

CAME_SECRET = "a-guest-who-came"
CALENDAR_SECRET = "the-owners-calendar"
SPEAKER_SECRET = "a-speaker-who-was-asked"
GUEST_SECRET, NEW_SECRET = "a-guest-who-has-a-place", "a-guest-to-be-confirmed"
LINK = "https://meet.example.org/the-secret-room"
_BODY = [("text", "<p>Bring something that broke.</p><h2>What happens</h2><p>It is mended.</p>")]
_FILM = {"title": "The lathe, slowly", "address": "https://videos.example.org/lathe", "has_captions": True}


def add_events(subject: Technician, skill: Skill, theme: Theme, owner: Any) -> dict[str, Any]:
    """Add both lists, an event and a training, dates, a speaker and bookings; return what addresses are made of."""
    events_index(Shelf.EVENTS)
    events_index(Shelf.TRAINING)
    event = _event(
        theme, skill, title="Mending evening", slug="mending-evening", kind=EventKind.WORKSHOP, for_public=True,
        summary="An hour with things that broke.", body=_BODY, cost="Free", access="Step-free, with a hearing loop.",
    )  # fmt: skip
    coming = OccurrenceFactory(event=event, campus=subject.campus, is_online=True, joining_link=LINK, capacity=4)
    OccurrenceFactory(event=event, state=OccurrenceState.CANCELLED, cancelled_reason="The roof is being mended.")
    over = _over(event)
    booking = BookingFactory(occurrence=coming, user=owner)
    came = BookingFactory(occurrence=over, user=owner, attendance=Attendance.ATTENDED)
    BookingFactory(occurrence=over, guest=True, secret=CAME_SECRET, attendance=Attendance.ATTENDED)
    Feedback.objects.create(occurrence=over, score=5, words="The kettle was mended too.")
    CalendarLink.objects.create(user=owner, secret=CALENDAR_SECRET)
    BookingFactory(occurrence=coming, guest=True, secret=GUEST_SECRET)
    BookingFactory(occurrence=coming, guest=True, secret=NEW_SECRET, state=BookingState.UNCONFIRMED)
    question = QuestionFactory(event=event, text="What do you not eat?")
    speaker = SpeakerFactory(event=event, technician=subject, agreement=Agreement.AGREED, topic="Kilns")
    unasked = SpeakerFactory(event=event, name="Somebody Unasked")
    SpeakerFactory(event=event, name="Somebody Asked", secret=SPEAKER_SECRET, agreement=Agreement.ASKED)
    Answer.objects.create(booking=booking, question=question, text=WORD["booking.answer"])
    training = _training(theme, skill, owner)
    SpeakerFactory(event=training, technician=subject, agreement=Agreement.ASKED, topic="Wire")
    return {
        "event": event.pk,
        "event_slug": event.slug,
        "occurrence": coming.pk,
        "occurrence_over": over.pk,
        "booking": booking.pk,
        "booking_over": came.pk,
        "booking_secret": booking.secret,
        "booking_offered": Booking.objects.get(occurrence__event=training, user=owner).pk,
        "event_question": question.pk,
        "speaker": speaker.pk,
        "unasked_speaker": unasked.pk,
        "training": training.pk,
        "training_slug": training.slug,
    }


def _event(theme: Theme, skill: Skill, **fields: Any) -> EventPage:
    event = EventFactory(skills=[skill], **fields)
    event.themes.set([theme])
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def _over(event: EventPage) -> Occurrence:
    began = in_days(-20)
    over: Occurrence = OccurrenceFactory(event=event, starts_at=began, ends_at=began + timedelta(hours=2))
    return over


def _training(theme: Theme, skill: Skill, owner: Any) -> EventPage:
    """Add a training of another university that is booked there, and one date that is full; with a recording."""
    training = _event(
        theme, skill, title="Lathes for beginners", slug="lathes-for-beginners", kind=EventKind.TRAINING,
        shelf=Shelf.TRAINING, provider=Provider.UNIVERSITY, provider_name="The University of Elsewhere",
        outside_link="https://elsewhere.example.org/lathes", recording=[("video", _FILM)], for_students=True,
    )  # fmt: skip
    OccurrenceFactory(event=training, booking_way=BookingWay.ELSEWHERE)
    full = OccurrenceFactory(event=training, capacity=1, note="For those who came before.")
    BookingFactory(occurrence=full, user=owner, offered=True)
    BookingFactory(occurrence=full, waiting=True)
    opens = timezone.now() + timedelta(days=2)
    OccurrenceFactory(event=training, booking_opens_at=opens)
    return training
