"""What people thought of a date, for its organisers."""

from collections import Counter
from typing import Any

from events.enums import Attendance
from events.feedback_form import SCORES
from events.models import Booking, Feedback

from .screens import OneDate


class FeedbackView(OneDate):
    """The scores and the words; nothing says who gave them, nor in which order."""

    template_name = "events/admin/feedback.html"
    page_title = "What people thought"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them, the words in the order of the alphabet."""
        rows = list(Feedback.objects.filter(occurrence=self.occurrence.pk).order_by("words"))
        scores = Counter(row.score for row in rows)
        came = Booking.objects.filter(occurrence=self.occurrence.pk, attendance=Attendance.ATTENDED)
        return super().get_context_data(
            asked=came.count(),
            number=len(rows),
            average=round(sum(row.score for row in rows) / len(rows), 1) if rows else None,
            counts=[(label, scores[score]) for score, label in SCORES],
            words=[row.words for row in rows if row.words],
            **kwargs,
        )
