"""What awards offer to other pages: the honours of a technician."""

from portal.core.registries import Panel, panels

from .honour_list import honour_cards


def register_offers() -> None:
    """Fill in the registries."""
    panels.register(Panel("awards", "Awards", "technician", honour_cards))
