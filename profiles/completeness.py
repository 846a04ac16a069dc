"""What somebody could still add to their profile, and why it helps. Never a score, never a comparison."""

from collections.abc import Collection
from dataclasses import dataclass

from .enums import Section

# What can be asked for beside a section that is still empty
HELPING = "helping"
CPD = "cpd"


@dataclass(frozen=True)
class Prompt:
    """One thing to do next: what, why, and about how many minutes it takes.

    `key` is the section that is still empty, or HELPING or CPD.
    """

    key: str
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
        Section.EQUIPMENT,
        "Say which equipment you work with",
        "Whoever needs that machine then knows who runs it, and whom to ask.",
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
        Section.OFFERS,
        "Say what you would offer others",
        "An hour’s mentoring, a morning’s shadowing, or only answers: people look for exactly that.",
        1,
    ),
    Prompt(
        Section.CONTRIBUTIONS,
        "List work that you had a part in",
        "Papers, grants, exhibitions, teaching. What nobody wrote down, nobody can thank you for.",
        3,
    ),
    Prompt(
        HELPING,
        "Say that you would help with your registration",
        "You know the way. Somebody who is about to set out can find you and ask.",
        1,
    ),
    Prompt(
        CPD,
        "Begin your CPD log",
        "You alone see it, and when your registration asks what you learned, it is written already.",
        3,
    ),
    Prompt(
        Section.ACHIEVEMENTS,
        "Add something you are proud of",
        "A rig that still works after ten years is one. Nobody else will write it down for you.",
        2,
    ),
    Prompt(
        Section.COMMITTEES,
        "Name the committees you sit on",
        "Colleagues see who speaks for technicians there, and can tell you what to say.",
        1,
    ),
    Prompt(
        Section.CONTACT,
        "Check how people reach you",
        "Your work address is there already; add a number if you like to be rung.",
        1,
    ),
)
PROMPT_KEYS = frozenset(prompt.key for prompt in PROMPTS)


def prompts(filled: Collection[str], put_away: Collection[str] = ()) -> list[Prompt]:
    """Return what is neither there nor put away by its owner, the most useful first.

    `filled` are the keys of prompts that have nothing to ask for.
    """
    return [prompt for prompt in PROMPTS if prompt.key not in filled and prompt.key not in put_away]


def minutes_to_go(filled: Collection[str], put_away: Collection[str] = ()) -> int:
    """Return about how many minutes the first three sections still take, and a minute to look and go live."""
    first = {prompt.key for prompt in PROMPTS[:3]}
    return 1 + sum(prompt.minutes for prompt in prompts(filled, put_away) if prompt.key in first)
