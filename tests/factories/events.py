"""Events, when they take place, and who booked."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Site

from events.enums import BookingState, EventKind, Shelf
from events.models import Booking, EventIndexPage, EventPage, Occurrence, Question, Speaker

from .people import UserFactory

HOURS = 2


def events_index(shelf: Shelf = Shelf.EVENTS) -> EventIndexPage:
    """Return the list of this shelf, made and live where there is none."""
    found = EventIndexPage.objects.filter(shelf=shelf).first()
    home = Site.objects.get(is_default_site=True).root_page
    page = EventIndexPage(title=shelf.label, slug=shelf.value, shelf=shelf)
    return found or home.add_child(instance=page)


def in_days(days: float, hour: int = 10) -> datetime:
    """Return a full hour of Europe/London's own time, so many days from today."""
    day = timezone.localtime(timezone.now() + timedelta(days=days))
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


class EventFactory(factory.django.DjangoModelFactory):
    """A live event beneath the list of events; `shelf` names the other list, `live=False` makes it a draft."""

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Event {n}")
    kind = EventKind.TALK

    @classmethod
    def _create(cls, model_class: type[EventPage], *args: Any, **kwargs: Any) -> EventPage:
        index = events_index(kwargs.pop("shelf", Shelf.EVENTS))
        skills = kwargs.pop("skills", ())
        event: EventPage = index.add_child(instance=model_class(**kwargs))
        if skills:
            event.skills.set(skills)
            event.save()
        revision = event.save_revision()
        if event.live:
            revision.publish()
        return EventPage.objects.get(pk=event.pk)


class OccurrenceFactory(factory.django.DjangoModelFactory):
    """A time that an event takes place: two hours from ten in the morning, ten days from now and each a day later."""

    class Meta:
        model = Occurrence

    event = factory.SubFactory(EventFactory)
    starts_at = factory.Sequence(lambda n: in_days(10 + n % 20))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=HOURS))
    place = "Room 101, Main Building"
    capacity = 10


class BookingFactory(factory.django.DjangoModelFactory):
    """A confirmed place of somebody. `waiting`, `offered` and `guest` make others."""

    class Meta:
        model = Booking

    class Params:
        waiting = factory.Trait(state=BookingState.WAITING, queued_at=factory.LazyFunction(timezone.now))
        offered = factory.Trait(
            state=BookingState.OFFERED,
            queued_at=factory.LazyFunction(timezone.now),
            offered_until=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=48)),
        )
        guest = factory.Trait(
            user=None,
            guest_name=factory.Sequence(lambda n: f"Guest Number{n}"),
            guest_email=factory.Sequence(lambda n: f"guest{n}@elsewhere.example"),
        )

    occurrence = factory.SubFactory(OccurrenceFactory)
    user = factory.SubFactory(UserFactory)
    state = BookingState.CONFIRMED


class QuestionFactory(factory.django.DjangoModelFactory):
    """Something that is asked of those who book."""

    class Meta:
        model = Question

    event = factory.SubFactory(EventFactory)
    text = factory.Sequence(lambda n: f"Question {n}?")


class SpeakerFactory(factory.django.DjangoModelFactory):
    """Somebody from outside, or `technician`, who was not asked yet."""

    class Meta:
        model = Speaker

    event = factory.SubFactory(EventFactory)
    technician = None
    name = factory.LazyAttributeSequence(lambda row, n: "" if row.technician else f"Speaker Number{n}")
    role = "Lecturer, elsewhere"
    email = factory.Sequence(lambda n: f"speaker{n}@elsewhere.example")
