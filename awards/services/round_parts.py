"""What a round consists of: categories, questions and criteria added, changed, put in order and deleted.

All three stand still once judging has opened. What somebody has answered already keeps its meaning.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from awards.enums import BEFORE_JUDGING
from awards.models import Category, Criterion, NominationQuestion, Round
from awards.rounds import state_of
from portal.core.ordering import move_row

from .rounds import RoundError, held_round

Part = Category | NominationQuestion | Criterion

FIELDS: Mapping[type[Part], tuple[str, ...]] = {
    Category: ("name", "description", "kind"),
    NominationQuestion: ("text", "help_text", "least_words", "most_words", "is_required"),
    Criterion: ("name", "description", "weight"),
}


def _held_free(pk: int) -> Round:
    """Return a round, held, of which the parts can still be changed. Raises RoundError and Round.DoesNotExist."""
    row = held_round(pk)
    if state_of(row, timezone.now()) not in BEFORE_JUDGING:
        raise RoundError("Categories, questions and criteria stay as they are once judging has opened.")
    return row


def _rows(model: type[Part], round_: int) -> Any:
    return model._default_manager.filter(round=round_)


def _held_part(model: type[Part], pk: int) -> Any:
    """Return a part, its round held first. Raises RoundError and DoesNotExist."""
    round_ = model._default_manager.values_list("round", flat=True).get(pk=pk)
    _held_free(round_)
    return model._default_manager.select_related("round__scheme").get(pk=pk)


@transaction.atomic
def add_part(model: type[Part], round_: int, values: Mapping[str, Any], *, by: Any) -> Part:
    """Add a category, question or criterion at the end. Raises ValidationError, RoundError and Round.DoesNotExist."""
    held = _held_free(round_)
    last = _rows(model, round_).aggregate(last=Max("order"))["last"]
    part = model(round=held, order=0 if last is None else last + 1, **{name: values[name] for name in FIELDS[model]})
    _save(part)
    log(instance=held.scheme, action="awards.part.add", user=by, data=_data(part))
    return part


def _data(part: Part) -> dict[str, Any]:
    return {"round": part.round_id, "what": part._meta.model_name, "pk": part.pk}


def _save(part: Part) -> None:
    """Save what is right. Raises ValidationError with the words at the fields."""
    if isinstance(part, NominationQuestion) and part.least_words > part.most_words:
        raise ValidationError({"least_words": ["It asks for more words than there may be."]})
    if not isinstance(part, NominationQuestion):
        same = _rows(type(part), part.round_id).filter(name=part.name).exclude(pk=part.pk)
        if same.exists():
            raise ValidationError({"name": ["There is one of this name already. Choose another."]})
    part.save()


@transaction.atomic
def change_part(model: type[Part], pk: int, values: Mapping[str, Any], *, by: Any) -> Part:
    """Change one; what somebody has used already keeps its meaning.

    Raises ValidationError, RoundError and DoesNotExist of the model.
    """
    part = _held_part(model, pk)
    _KEEPS.get(model, _keeps_nothing)(part, values)
    for name in FIELDS[model]:
        setattr(part, name, values[name])
    _save(part)
    log(instance=part.round.scheme, action="awards.part.change", user=by, data=_data(part))
    return part


def _keeps_nothing(part: Any, values: Mapping[str, Any]) -> None:
    """Criteria are used by nobody before judging has opened."""


def _keep_kind(category: Category, values: Mapping[str, Any]) -> None:
    if values["kind"] != category.kind and category.nominations.exists():
        raise ValidationError({"kind": ["Somebody is nominated in it. Add another category instead."]})


def _keep_meaning(question: NominationQuestion, values: Mapping[str, Any]) -> None:
    if not question.answers.exists():
        return
    if values["text"] != question.text:
        raise ValidationError({"text": ["Somebody has answered this. Add another question instead."]})
    if values["most_words"] < question.most_words or values["least_words"] > question.least_words:
        raise ValidationError({"most_words": ["Somebody has answered this: only allow more words, or ask for fewer."]})
    if values["is_required"] and not question.is_required:
        raise ValidationError({"is_required": ["Somebody has answered the others without it."]})


_KEEPS: Mapping[type[Part], Callable[[Any, Mapping[str, Any]], None]] = {
    Category: _keep_kind,
    NominationQuestion: _keep_meaning,
}


@transaction.atomic
def remove_part(model: type[Part], pk: int, *, by: Any) -> None:
    """Delete one that nobody has used. Raises RoundError and DoesNotExist of the model."""
    part = _held_part(model, pk)
    if isinstance(part, Category) and part.nominations.exists():
        raise RoundError("Somebody is nominated in this category, so it cannot be deleted.")
    if isinstance(part, NominationQuestion) and part.answers.exists():
        raise RoundError("Somebody has answered this question, so it cannot be deleted.")
    log(instance=part.round.scheme, action="awards.part.remove", user=by, data=_data(part))
    part.delete()


@transaction.atomic
def move_part(model: type[Part], pk: int, by: int) -> None:
    """Move one up (-1) or down (1) in its round. Raises RoundError and DoesNotExist of the model."""
    part = _held_part(model, pk)
    move_row(_rows(model, part.round_id), pk, by)
