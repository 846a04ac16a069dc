"""Who came to a date: the list in which organisers note it, and the sheet that people sign."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from events.calendars import where
from events.enums import Attendance
from events.models import Booking
from events.querysets import BookingQuerySet
from events.services.attendance import AttendanceError, mark_list

from .screens import OneDate

EMPTY_LINES = 6  # of the sheet, for those who come without a booking
_FIELD, _WAS = "came-", "was-"
_LONGEST_KEY = 18  # digits: a longer one is more than a database holds


def _with_a_place(occurrence_pk: int) -> BookingQuerySet:
    """Return those who have a place, by name, with whatever a list says of them."""
    rows = Booking.objects.confirmed().filter(occurrence=occurrence_pk)
    found: BookingQuerySet = rows.select_related("user__technician__department")
    return found.order_by("user__last_name", "user__first_name", "guest_name", "pk")


def read_marks(sent: QueryDict) -> dict[int, Attendance]:
    """Return what was changed in the list, by booking; what stands as it was shown is nobody's change.

    Raises ValueError where it is none of our answers.
    """
    marks = {}
    for name, value in sent.items():
        key = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and value != sent.get(_WAS + key, ""):
            if len(key) > _LONGEST_KEY:
                raise ValueError("None of our bookings")
            marks[int(key)] = Attendance(str(value))
    return marks


class AttendanceView(OneDate):
    """Noting who came: one by one, or all that are not marked at once."""

    template_name = "events/admin/attendance.html"
    page_title = "Who came"
    rows_a_page = 100

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of those with a place, and how many came."""
        rows = _with_a_place(self.occurrence.pk)
        counted = dict(rows.order_by().values_list("attendance").annotate(number=Count("pk")))
        page = self.page_of(rows)
        return super().get_context_data(
            page=page,
            rows=list(page),
            counts=[(choice.label, counted.get(choice.value, 0)) for choice in Attendance],
            unmarked=counted.get(Attendance.NOT_MARKED.value, 0),
            choices=[(choice.value, choice.label) for choice in Attendance],
            has_begun=self.occurrence.starts_at <= timezone.now(),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note what was sent, and say how many notes changed."""
        try:
            changed = mark_list(self.occurrence.pk, self._marks(), by=request.user)
        except ValueError:
            messages.error(request, "Nothing was noted: choose one of the answers for each person.")
            return self.show(422)
        except AttendanceError as problem:
            messages.error(request, str(problem))
            return self.show(409)
        noted = f"Noted for {changed} {'person' if changed == 1 else 'people'}." if changed else "Nothing was changed."
        messages.success(request, noted)
        return HttpResponseRedirect(f"{reverse('organise:attendance', args=[self.occurrence.pk])}{self._page()}")

    def _marks(self) -> dict[int, Attendance]:
        if self.request.POST.get("do") != "all":
            return read_marks(self.request.POST)
        unmarked = _with_a_place(self.occurrence.pk).filter(attendance=Attendance.NOT_MARKED)
        return dict.fromkeys(unmarked.values_list("pk", flat=True), Attendance.ATTENDED)

    def _page(self) -> str:
        page = self.request.GET.get("page", "")
        return f"?page={page}" if page.isdecimal() else ""


class SignInView(OneDate):
    """The sheet that people sign, to be printed."""

    template_name = "events/admin/sign_in.html"
    page_title = "Sign-in sheet"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everybody with a place, and some empty lines."""
        rows = [(booking.name, self._department(booking)) for booking in _with_a_place(self.occurrence.pk)]
        return super().get_context_data(
            rows=rows, where=where(self.occurrence), empty_lines=range(EMPTY_LINES), **kwargs
        )

    def _department(self, booking: Booking) -> str:
        technician = getattr(booking.user, "technician", None)
        return str(technician.department or "") if technician else ""
