"""Choosing a technician for a page: only those whom the public may see."""

from typing import Any

from wagtail.admin.viewsets.chooser import ChooserViewSet

from profiles.enums import Audience
from profiles.models import Technician


class TechnicianChooserViewSet(ChooserViewSet):
    """The chooser of technicians, by the ORM: no person is in a search index of Wagtail's."""

    model = Technician
    icon = "user"
    choose_one_text = "Choose a technician"
    choose_another_text = "Choose another technician"
    edit_item_text = "Show this technician"

    def get_object_list(self) -> Any:
        """Return those whom the public may see, by name."""
        return Technician.objects.visible_to(Audience.PUBLIC).order_by("family_name", "given_name", "pk")


technician_chooser = TechnicianChooserViewSet("technician_chooser", url_prefix="technician-chooser")
