"""What a story's own screen says of the people it is about."""

from typing import Any

from wagtail.admin.panels import Panel


class PeoplePanel(Panel):
    """Lists who has answered, and leads to the screens where people are added and asked."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/people_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the people; none of a story that was not saved yet."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "story": self.instance, "people": self.instance.people}
