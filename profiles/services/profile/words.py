"""Saving what technicians write of themselves, section by section."""

from collections.abc import Iterable

from profiles.models import Building, Campus, Technician
from profiles.services.slugs import rename_address

from .keeping import Edit, changing


def _type(technician: Technician, values: dict[str, object], release: Iterable[str]) -> None:
    """Write fields that the staff list also fills; those changed are the technician's own from now on.

    Fields in `release` go back to the staff list, which fills them with its next import.
    """
    typed = set(technician.typed_fields)
    for name, value in values.items():
        if getattr(technician, name) != value:
            setattr(technician, name, value)
            typed.add(name)
    typed -= set(release)
    technician.typed_fields = sorted(typed)


def save_basics(edit: Edit, *, preferred_name: str, pronouns: str, release: Iterable[str] = ()) -> None:
    """Save the name somebody goes by, and their pronouns; the page's address follows the name."""
    with changing(edit) as technician:
        before = technician.display_name
        _type(technician, {"preferred_name": preferred_name}, release)
        technician.pronouns = pronouns
        technician.save()
        if technician.display_name != before:
            rename_address(technician)


def save_introduction(edit: Edit, *, headline: str, about: str) -> None:
    """Save the line under the name and the longer text."""
    with changing(edit) as technician:
        technician.headline, technician.about = headline, about


def save_topics(edit: Edit, *, topics: list[str]) -> None:
    """Save what to ask about, in the order written."""
    with changing(edit) as technician:
        technician.ask_me_about = topics


def save_place(
    edit: Edit,
    *,
    campus: Campus | None,
    building: Building | None,
    room: str,
    working_pattern: str,
    release: Iterable[str] = (),
) -> None:
    """Save where and when somebody works. A building says which campus."""
    with changing(edit) as technician:
        values: dict[str, object] = {
            "campus": building.campus if building else campus,
            "building": building,
            "room": room,
        }
        _type(technician, values, release)
        technician.working_pattern = working_pattern


def save_contact(edit: Edit, *, phone: str) -> None:
    """Save the telephone number; the address comes from the staff list."""
    with changing(edit) as technician:
        technician.phone = phone
