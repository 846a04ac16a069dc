"""Events and training: listed, booked, attended."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events, their occurrences, and the bookings for them."""

    name = "events"
    verbose_name = "Events"
