"""The addresses under /admin/organise/."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from events.permissions import may_organise
from portal.core.screens import shown_to

from .attendance import AttendanceView, SignInView
from .bookings import (
    ApproveView,
    BookingsFileView,
    BookingsView,
    BookView,
    CancelBookingView,
    MessageView,
    RefuseView,
)
from .dates import AddDateView, CancelView, ChangeView, ComingView, DatesView, RemoveView, SeriesView
from .feedback import FeedbackView
from .questions import AddQuestionView, ChangeQuestionView, DoWithQuestionView, QuestionsView
from .speakers import (
    AddOutsideView,
    AddSpeakerView,
    AskSpeakerView,
    ChangeSpeakerView,
    MoveSpeakerView,
    RecordSpeakerView,
    RemoveSpeakerView,
    SpeakersView,
)


class OrganiseViewSet(ViewSet):
    """The screens of those who organise events."""

    name = "organise"
    icon = "calendar-alt"
    menu_label = "Events"
    menu_name = "events"
    menu_order = 235
    menu_item_class = shown_to(may_organise)
    menu_url = reverse_lazy("organise:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        event, date, booking = "events/<int:event>", "dates/<int:pk>", "bookings/<int:pk>"
        question, speaker = "questions/<int:pk>", "speakers/<int:pk>"
        return [
            path("", ComingView.as_view(), name="index"),
            path(f"{event}/", DatesView.as_view(), name="dates"),
            path(f"{event}/add/", AddDateView.as_view(), name="add_date"),
            path(f"{event}/series/", SeriesView.as_view(), name="series"),
            path(f"{event}/questions/", QuestionsView.as_view(), name="questions"),
            path(f"{event}/questions/add/", AddQuestionView.as_view(), name="add_question"),
            path(f"{question}/", ChangeQuestionView.as_view(), name="change_question"),
            *(
                path(f"{question}/{do}/", DoWithQuestionView.as_view(), {"do": do}, name=f"question_{do}")
                for do in ("up", "down", "remove")
            ),
            path(f"{event}/speakers/", SpeakersView.as_view(), name="speakers"),
            path(f"{event}/speakers/add/", AddSpeakerView.as_view(), name="add_speaker"),
            path(f"{event}/speakers/add-somebody-else/", AddOutsideView.as_view(), name="add_outside_speaker"),
            path(f"{speaker}/", ChangeSpeakerView.as_view(), name="change_speaker"),
            path(f"{speaker}/record/", RecordSpeakerView.as_view(), name="record_speaker"),
            path(f"{speaker}/ask/", AskSpeakerView.as_view(), name="ask_speaker"),
            *(
                path(f"{speaker}/{name}/", MoveSpeakerView.as_view(), {"by": by}, name=f"speaker_{name}")
                for name, by in (("up", -1), ("down", 1))
            ),
            path(f"{speaker}/remove/", RemoveSpeakerView.as_view(), name="remove_speaker"),
            path(f"{date}/", BookingsView.as_view(), name="bookings"),
            path(f"{date}/bookings.xlsx", BookingsFileView.as_view(), name="bookings_file"),
            path(f"{date}/book/", BookView.as_view(), name="book"),
            path(f"{date}/message/", MessageView.as_view(), name="message"),
            path(f"{booking}/approve/", ApproveView.as_view(), name="approve"),
            path(f"{booking}/refuse/", RefuseView.as_view(), name="refuse"),
            path(f"{booking}/cancel/", CancelBookingView.as_view(), name="cancel_booking"),
            path(f"{date}/change/", ChangeView.as_view(), name="change_date"),
            path(f"{date}/cancel/", CancelView.as_view(), name="cancel_date"),
            path(f"{date}/delete/", RemoveView.as_view(), name="remove_date"),
            path(f"{date}/attendance/", AttendanceView.as_view(), name="attendance"),
            path(f"{date}/feedback/", FeedbackView.as_view(), name="feedback"),
            path(f"{date}/sign-in/", SignInView.as_view(), name="sign_in"),
        ]
