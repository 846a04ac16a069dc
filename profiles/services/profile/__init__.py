"""What technicians do with their own profile. Each verb locks the row, refuses what was overtaken, and reindexes."""

from .achievements import add_achievement, take_achievement_away
from .audiences import go_live, hide, save_audiences, show_again
from .equipment import MOST_EQUIPMENT, EquipmentRow, NewEquipment, save_equipment, suggest_own_equipment
from .keeping import Edit, ProfileChangedError, ProfileGoneError, audiences_seen, section_seen
from .pictures import crop_own_photo, save_photo_text, take_photo_away, take_up_photo
from .prompts import UnknownPromptError, bring_prompts_back, put_prompt_away
from .registrations import StepDates, remove_registration, save_registration, take_registration_step
from .rows import remove_row, save_row
from .skills import MOST_SKILLS, NewSkill, SkillRow, save_skills, suggest_own_skill
from .words import (
    save_basics,
    save_contact,
    save_introduction,
    save_place,
    save_topics,
)

__all__ = [
    "MOST_EQUIPMENT",
    "MOST_SKILLS",
    "Edit",
    "EquipmentRow",
    "NewEquipment",
    "NewSkill",
    "ProfileChangedError",
    "ProfileGoneError",
    "SkillRow",
    "StepDates",
    "UnknownPromptError",
    "add_achievement",
    "audiences_seen",
    "bring_prompts_back",
    "crop_own_photo",
    "go_live",
    "hide",
    "put_prompt_away",
    "remove_registration",
    "remove_row",
    "save_audiences",
    "save_basics",
    "save_contact",
    "save_equipment",
    "save_introduction",
    "save_photo_text",
    "save_place",
    "save_registration",
    "save_row",
    "save_skills",
    "save_topics",
    "section_seen",
    "show_again",
    "suggest_own_equipment",
    "suggest_own_skill",
    "take_achievement_away",
    "take_photo_away",
    "take_registration_step",
    "take_up_photo",
]
