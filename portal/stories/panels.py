"""What a story's own screen says of the people it is about."""

from typing import Any

from wagtail.admin.panels import Panel

from .meanwhile import FIELD, withdrawals_from


class PeoplePanel(Panel):
    """Lists who has answered, and leads to the screens where people are added and asked."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/people_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the people, none of a story that was not saved yet; and how many withdrew when it was opened.

            A form that is shown again after it was refused keeps its number: it holds what it held.
            """
            context: dict[str, Any] = super().get_context_data(parent_context)
            form = self.form
            withdrawn = form.data.get(FIELD, "0") if form is not None and form.is_bound else None
            return {
                **context,
                "story": self.instance,
                "people": self.instance.people,
                "field": FIELD,
                "withdrawn": withdrawals_from(self.instance.pk) if withdrawn is None else withdrawn,
            }
