"""All that waits for stewards, in one place in the admin: what it is, how much of it, and where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Screen, shown_to
from profiles.enums import ProblemState
from profiles.models import CertificateCheck, ProblemReport, Technician
from profiles.permissions import (
    may_check_certificates,
    may_close_reports,
    may_decide_all_words,
    may_invite,
    may_view_staff_list,
)
from profiles.services.suggestions import waiting_words


@dataclass(frozen=True)
class Queue:
    """One queue: `number` is how much a user finds there, in one query."""

    label: str
    detail: str
    view: str
    may: Callable[[Any], bool]
    number: Callable[[Any], int]
    query: str = ""

    @property
    def url(self) -> str:
        """Return where it is worked on."""
        return reverse(self.view) + self.query


QUEUES = (
    Queue(
        "Certificates",
        "Technicians ask that somebody look at one.",
        "certificates:index",
        may_check_certificates,
        lambda user: int(CertificateCheck.objects.waiting().not_of(user).count()),
    ),
    Queue(
        "Suggestions",
        "Names that technicians miss on the lists of skills and equipment.",
        "suggestions:index",
        may_decide_all_words,
        lambda user: waiting_words(),
    ),
    Queue(
        "Problems reported",
        "What readers of profiles say is wrong, out of date or upsetting.",
        "problems:index",
        may_close_reports,
        lambda user: int(ProblemReport.objects.filter(state=ProblemState.OPEN).count()),
    ),
    Queue(
        "Stale profiles",
        "Their owners were asked twice whether they are still correct, and did not answer.",
        "technicians_admin:index",
        may_view_staff_list,
        lambda user: int(Technician.objects.stale_for_stewards().count()),
        "?stale=yes",
    ),
    Queue(
        "Not yet claimed",
        "People on the staff list whose profile has no owner yet.",
        "unclaimed:index",
        may_invite,
        lambda user: int(Technician.objects.unclaimed().count()),
    ),
)


def may_see_queues(user: Any) -> bool:
    """Say whether any of them is this user's work, beside the words that editors keep."""
    return may_check_certificates(user) or may_invite(user)


class QueuesView(Screen):
    """The queues that are this user's to work on."""

    may = may_see_queues
    template_name = "profiles/admin/queues.html"
    page_title = "Queues"
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each queue with its number."""
        user = self.request.user
        queues = [(queue, queue.number(user)) for queue in QUEUES if queue.may(user)]
        return super().get_context_data(queues=queues, **kwargs)


class QueuesViewSet(ViewSet):
    """The screen at /admin/queues/."""

    name = "queues"
    icon = "tasks"
    menu_label = "Queues"
    menu_order = 190
    add_to_admin_menu = True
    menu_item_class = shown_to(may_see_queues)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address."""
        return [path("", QueuesView.as_view(), name="index")]
