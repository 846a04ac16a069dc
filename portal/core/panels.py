"""What the editor says beside the fields of every page."""

from typing import Any

from wagtail.admin.panels import Panel

from .wording import undescribed_picture


class UndescribedPicturePanel(Panel):
    """Warns while the picture of the page has no alternative text: some pictures are decoration, and may have none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/undescribed_picture.html"

        def is_shown(self) -> bool:
            """Leave it out where there is nothing to warn of."""
            return bool(super().is_shown() and undescribed_picture(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the warning, and the picture that it is about."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "warning": undescribed_picture(self.instance), "picture": self.instance.picture}
