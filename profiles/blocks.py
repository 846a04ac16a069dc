"""Blocks that name technicians; what they show of them is what `visibility` lets the reader see."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StructBlock

from profiles.models import Technician
from profiles.viewsets.chooser import technician_chooser
from profiles.visibility import Audience, audience_of, view_hits

TechnicianChooserBlock = technician_chooser.get_block_class(
    name="TechnicianChooserBlock", module_path="profiles.blocks"
)


class TechniciansBlock(StructBlock):
    """Some technicians to meet; those whom the reader may not see are left out, and with them an empty block."""

    title = CharBlock(max_length=120, default="Meet the technicians")
    technicians = ListBlock(TechnicianChooserBlock(), min_num=1, max_num=8)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add `people`, as the reader may see them, in the editor's order."""
        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        audience = audience_of(request.user) if request is not None else Audience.PUBLIC
        wanted = [technician.pk for technician in value["technicians"] if technician is not None]
        rows = Technician.objects.filter(pk__in=wanted).visible_to(audience).for_hits()
        people = sorted(view_hits(rows, audience), key=lambda person: wanted.index(person.pk))
        return {**context, "people": people}

    def get_preview_value(self) -> Any:
        """Show two whom the public sees, where there are any."""
        some = list(Technician.objects.visible_to(Audience.PUBLIC).order_by("-profile_updated_at", "pk")[:2])
        return self.normalize({"title": "Meet the technicians", "technicians": some})

    class Meta:
        icon = "group"
        template = "blocks/technicians.html"
        description = "Technicians to meet, with what they let everybody see"
