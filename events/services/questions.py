"""What organisers ask of those who book: questions added, changed, put in order, deleted."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from events.answers import possible_answers
from events.enums import QuestionKind
from events.models import EventPage, Question
from portal.core.ordering import move_row

FIELDS = ("text", "help_text", "kind", "choices", "is_required", "is_private", "is_asked")
_MEANING = ("text", "kind", "choices")  # what those who answered were asked


class QuestionError(Exception):
    """A step that cannot be taken as things stand; the message says why and what to do."""


@transaction.atomic
def add_question(event: EventPage, values: Mapping[str, Any], *, by: Any) -> Question:
    """Ask something more of those who book from now on. Raises ValidationError with the words at the fields."""
    last = event.questions.aggregate(last=Max("order"))["last"]
    question = Question(event=event, order=0 if last is None else last + 1, **_known(values))
    _check(question)
    question.save()
    log(instance=event, action="events.question.add", user=by, data={"question": question.pk})
    return question


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS}


def _check(question: Question) -> None:
    if question.kind == QuestionKind.CHOICE and len(possible_answers(question)) < 2:
        raise ValidationError({"choices": ["Give at least two answers to choose from, one a line."]})


@transaction.atomic
def change_question(pk: int, values: Mapping[str, Any], *, by: Any) -> Question:
    """Change a question. What was asked stays where somebody has answered, and what was private stays private.

    Raises ValidationError, QuestionError and Question.DoesNotExist.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("event").get(pk=pk)
    new = _known(values)
    if question.answers.exists():
        if any(new[name] != getattr(question, name) for name in _MEANING):
            raise QuestionError("Somebody has answered this. Stop asking it, and add another question instead.")
        if question.is_private and not new["is_private"]:
            raise QuestionError("It was answered as a private question, so it stays one.")
    for name, value in new.items():
        setattr(question, name, value)
    _check(question)
    question.save()
    log(instance=question.event, action="events.question.change", user=by, data={"question": pk})
    return question


@transaction.atomic
def remove_question(pk: int, *, by: Any) -> None:
    """Delete a question that nobody has answered. Raises QuestionError and Question.DoesNotExist."""
    question = Question.objects.select_for_update(of=("self",)).select_related("event").get(pk=pk)
    if question.answers.exists():
        raise QuestionError("Somebody has answered this, so it cannot be deleted. Stop asking it instead.")
    log(instance=question.event, action="events.question.remove", user=by, data={"question": pk})
    question.delete()


def move_question(pk: int, by: int) -> None:
    """Move a question up (-1) or down (1) in the list of its event. Raises Question.DoesNotExist."""
    event = Question.objects.values_list("event", flat=True).get(pk=pk)
    move_row(Question.objects.filter(event=event), pk, by)
