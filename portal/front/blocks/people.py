"""Technicians to meet."""

from typing import Any

from wagtail.blocks import CharBlock, IntegerBlock, ListBlock

from portal.front.home import MOST_PEOPLE, HomeReader
from profiles.blocks import TechnicianChooserBlock

from .sections import SectionBlock, Stored, items


class PeopleBlock(SectionBlock):
    """Some technicians, as the reader may see them; those who said what to ask them about, unless some are chosen."""

    kind = "technicians"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘People worth knowing’")
    technicians = ListBlock(
        TechnicianChooserBlock(), required=False, default=[], max_num=MOST_PEOPLE,
        help_text="None: those who kept their profile most lately.",
    )  # fmt: skip
    number = IntegerBlock(min_value=1, max_value=MOST_PEOPLE, default=4, label="How many")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return whom to meet; None where nobody is on show."""
        found = reader.people_to_meet(items(stored.get("technicians")), stored.get("number") or 4)
        return {"title": stored.get("title") or "People worth knowing", "people": found} if found else None

    class Meta:
        icon = "group"
        label = "Technicians to meet"
        description = "One to eight technicians, with what they let everybody see"
