"""What an event's own screen says of its dates."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from .permissions import may_organise


class DatesPanel(Panel):
    """Lists the next dates, and leads to the screens where dates, questions, speakers and bookings are kept."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the next dates; none of an event that was not saved yet."""
            from .organising import rows_of  # noqa: PLC0415 (it reads models, which import this module)

            context: dict[str, Any] = super().get_context_data(parent_context)
            rows = []
            if self.instance.pk:
                now = timezone.now()
                rows = rows_of(self.instance.occurrences.not_over(now).for_organisers()[:5], now)
            return {**context, "event": self.instance, "rows": rows, "may_organise": may_organise(self.request.user)}
