"""What somebody could still add to their profile, and why it helps. Never a score, never a comparison."""

from collections.abc import Collection
from dataclasses import dataclass

from .enums import Section


@dataclass(frozen=True)
class Prompt:
    """One thing to do next: where, what, why, and about how many minutes it takes."""

    section: Section
    title: str
    why: str
    minutes: int


# In the order in which they help people who look for somebody
PROMPTS = (
    Prompt(
        Section.SKILLS,
        "Add your skills",
        "They are how people find you: most searches are for a technique or a machine.",
        3,
    ),
    Prompt(
        Section.ASK_ME_ABOUT,
        "Say what to ask you about",
        "A line or two in your own words gives a stranger a reason to write.",
        2,
    ),
    Prompt(
        Section.INTRODUCTION,
        "Introduce yourself in one line",
        "It stands under your name and says more than a job title.",
        2,
    ),
    Prompt(
        Section.PLACE,
        "Say where you work",
        "Nobody walks to the wrong campus, and people see who is near.",
        1,
    ),
    Prompt(
        Section.REGISTRATIONS,
        "List your professional registrations",
        "Letters after your name are set in the right order; what you work towards can stay with you.",
        2,
    ),
    Prompt(
        Section.CONTACT,
        "Check how people reach you",
        "Your work address is there already; add a number if you like to be rung.",
        1,
    ),
)


def prompts(filled: Collection[Section]) -> list[Prompt]:
    """Return what is still empty, the most useful first."""
    return [prompt for prompt in PROMPTS if prompt.section not in filled]


def minutes_to_go(filled: Collection[Section]) -> int:
    """Return about how many minutes the first three sections still take, and a minute to look and go live."""
    return 1 + sum(prompt.minutes for prompt in PROMPTS[:3] if prompt.section not in filled)
