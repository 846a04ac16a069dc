"""Whether a nomination can be sent: what is missing in it, in plain words, step by step. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .eligibility import Objection
from .enums import AskNominee, Step

if TYPE_CHECKING:
    from .models import Nomination, NominationQuestion, Nominee

MOST_CHARACTERS = 40_000  # of one answer; what a draft keeps at most


@dataclass(frozen=True)
class Fault:
    """Something that keeps a nomination from being sent, in which step, and of which question (None: of none)."""

    step: Step
    words: str
    question: int | None = None


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between white space."""
    return len(text.split())


def word_limits(question: "NominationQuestion") -> str:
    """Return between how many words a question is to be answered."""
    if question.least_words:
        return f"Between {question.least_words} and {question.most_words} words."
    return f"At most {question.most_words} words."


def answer_fault(question: "NominationQuestion", text: str) -> str:
    """Return what is wrong with an answer, for whoever gave it; nothing where it can be sent."""
    words = count_words(text)
    if not words:
        return "Answer this question." if question.is_required else ""
    if words > question.most_words:
        return f"Keep it to {question.most_words:,} words. You have {words:,}."
    if words < question.least_words:
        return f"Write at least {question.least_words:,} words. You have {words:,} so far."
    return ""


def story_faults(
    nomination: "Nomination", questions: Iterable["NominationQuestion"], answers: Mapping[int, str]
) -> list[Fault]:
    """Return what is missing in what they did."""
    faults = [] if nomination.title.strip() else [Fault(Step.STORY, "Give the nomination a short title.")]
    for question in questions:
        if fault := answer_fault(question, answers.get(question.pk, "")):
            faults.append(Fault(Step.STORY, f"{question.text} {fault}", question.pk))
    return faults


def who_faults(
    nomination: "Nomination", nominees: list["Nominee"], against: Mapping[int, list[Objection]]
) -> list[Fault]:
    """Return what is missing in who is nominated. `against`: the objections to each, by the key of their row."""
    words = []
    if nomination.category is None:
        words.append("Choose a category.")
    elif nomination.category.is_for_teams and not nomination.team_name.strip():
        words.append("Give the team a name.")
    if not nominees:
        words.append("Choose whom you nominate.")
    if nomination.category is not None and not nomination.category.is_for_teams and len(nominees) > 1:
        words.append("One person is nominated in this category. Take out the others, or choose another category.")
    if not nomination.override_reason:
        words += [one.words for nominee in nominees for one in against.get(nominee.pk, []) if not one.is_unsure]
    if nomination.round.ask_nominee == AskNominee.FIRST and any(not address_of(nominee) for nominee in nominees):
        words.append("Nominees are asked first. Give an email address at which they can be asked.")
    return [Fault(Step.WHO, text) for text in dict.fromkeys(words)]


def address_of(nominee: "Nominee") -> str:
    """Return where somebody is asked: a technician at the address of the staff list."""
    return nominee.technician.email if nominee.technician is not None else nominee.email
