"""Addresses of events that are no pages of the tree; they stand before those."""

from django.urls import path

from .enums import Shelf
from .feeds import calendar_feed, news_feed
from .views import book, bookings, calendar_link, feedback, speaking

urlpatterns = [
    *(path(f"{shelf}/calendar/", calendar_feed, {"shelf": shelf}, name=f"{shelf}_calendar") for shelf in Shelf.values),
    *(path(f"{shelf}/feed/", news_feed, {"shelf": shelf}, name=f"{shelf}_feed") for shelf in Shelf.values),
    path("events/booking/<int:pk>/", book.book_place, name="event_book"),
    path("events/booking/<int:pk>/team/", book.book_for_team, name="event_book_team"),
    path("events/booking/sent/", book.link_sent, name="event_booking_sent"),
    path("events/booking/by-link/<str:secret>/", bookings.by_link, name="event_booking_by_link"),
    path("me/bookings/", bookings.mine, name="me_bookings"),
    path("me/bookings/<int:pk>/", bookings.own, name="me_booking"),
    path("me/bookings/<int:pk>/feedback/", feedback.own, name="me_booking_feedback"),
    path("events/booking/by-link/<str:secret>/feedback/", feedback.by_link, name="event_feedback_by_link"),
    path("me/bookings/calendar/", calendar_link.manage, name="me_calendar"),
    path("calendar/<str:secret>.ics", calendar_link.calendar, name="my_calendar"),
    path("events/speaking/<str:secret>/", speaking.by_link, name="event_speaking_by_link"),
    path("me/speaking/", speaking.mine, name="me_speaking"),
    path("me/speaking/<int:pk>/", speaking.own, name="me_speaking_one"),
]
