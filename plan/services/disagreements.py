"""Finding where what somebody said of an action and what is measured differ, and where they agree again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone

from plan.models import Action, Disagreement, Target, Update
from plan.standing import disagreement, standings

Said = tuple[int, int | None]  # an action and its latest update, by their primary keys


def note_disagreements(on: date | None = None) -> tuple[int, int]:
    """Keep which actions of running plans differ from their numbers on a day; return how many are new, and ended.

    What stands already stays as it is, so that running twice writes nothing.
    """
    on = on or timezone.localdate()
    found = dict(_found(on))
    with transaction.atomic():
        there = {(row.action_id, row.update_id): row for row in Disagreement.objects.all()}
        new = [said for said in found if said not in there]
        Disagreement.objects.bulk_create(
            Disagreement(action_id=action, update_id=update, words=found[action, update], since=on)
            for action, update in new
        )
        back = [row for said, row in there.items() if said in found and row.ended_on is not None]
        for row in back:  # they had agreed meanwhile: whoever looked before has not seen this
            row.since, row.ended_on, row.words = on, None, found[row.action_id, row.update_id]
        Disagreement.objects.bulk_update(back, ["since", "ended_on", "words"])
        gone = [row.pk for said, row in there.items() if said not in found and row.ended_on is None]
        ended = Disagreement.objects.filter(pk__in=gone).update(ended_on=on)
    return len(new), ended


def _found(on: date) -> list[tuple[Said, str]]:
    """Return which actions differ, by what was said of them last, with the words for it."""
    latest = Update.objects.of_action().values("pk")[:1]
    measured = Action.objects.running(on).filter(pk__in=Target.objects.values("action"))
    found: list[tuple[Said, str]] = []
    for standing in standings(measured.annotate(latest_update=Subquery(latest)), on):
        action: Any = standing.action  # with what was annotated
        if words := disagreement(standing):
            found.append(((action.pk, action.latest_update), words))
    return found
