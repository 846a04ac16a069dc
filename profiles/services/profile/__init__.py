"""What technicians do with their own profile. Each verb locks the row, refuses what was overtaken, and reindexes."""

from .audiences import go_live, hide, save_audiences, show_again
from .keeping import Edit, ProfileChangedError, ProfileGoneError, audiences_seen, section_seen
from .registrations import remove_registration, save_registration
from .skills import MOST_SKILLS, SkillRow, save_skills
from .words import (
    save_basics,
    save_contact,
    save_introduction,
    save_photo_text,
    save_place,
    save_topics,
    take_photo_away,
)

__all__ = [
    "MOST_SKILLS",
    "Edit",
    "ProfileChangedError",
    "ProfileGoneError",
    "SkillRow",
    "audiences_seen",
    "go_live",
    "hide",
    "remove_registration",
    "save_audiences",
    "save_basics",
    "save_contact",
    "save_introduction",
    "save_photo_text",
    "save_place",
    "save_registration",
    "save_skills",
    "save_topics",
    "section_seen",
    "show_again",
    "take_photo_away",
]
