"""What was answered to an organiser's question, checked against it."""

from .enums import QuestionKind
from .models import Question

MOST_WORDS = 1000  # characters
YES, NO = "Yes", "No"


def possible_answers(question: Question) -> list[str]:
    """Return the answers to choose from; none where the question is answered in words."""
    if question.kind == QuestionKind.YES_NO:
        return [YES, NO]
    if question.kind == QuestionKind.CHOICE:
        return [line.strip() for line in question.choices.splitlines() if line.strip()]
    return []


def fault_of(question: Question, text: str) -> str:
    """Return what is wrong with an answer, for whoever gave it; nothing where it can be kept."""
    if not text.strip():
        return "Answer this question." if question.is_required else ""
    if len(text) > MOST_WORDS:
        return f"Keep the answer to {MOST_WORDS:,} characters."
    if question.kind != QuestionKind.TEXT and text not in possible_answers(question):
        return "Choose one of the answers."
    return ""
