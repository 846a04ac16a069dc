"""Facts that are put back are those that loading leaves, to the column."""

from typing import Any

import pytest
from django.db import models
from wagtail.models import ReferenceIndex

from profiles.models import Skill, SkillGroup
from profiles.reference_data import load_facts
from tests import kept_facts
from tests.kept_facts import FILLED, put_facts

pytestmark = pytest.mark.django_db


def told() -> dict[type[models.Model], list[dict[str, Any]]]:
    """Return every row that loading leaves, but for the keys of references, which nothing points at."""
    found = {model: list(model._base_manager.order_by("pk").values()) for model in FILLED}
    references = ReferenceIndex.objects.order_by("object_id", "content_path_hash").values()
    found[ReferenceIndex] = [{name: value for name, value in row.items() if name != "id"} for row in references]
    return found


def test_what_is_put_back_is_what_loading_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_facts, "_kept", {})
    put_facts()
    loaded = told()
    assert [model for model, rows in loaded.items() if not rows] == []
    for model in (ReferenceIndex, *reversed(FILLED)):
        model._base_manager.all().delete()
    put_facts()
    assert told() == loaded


def test_loading_after_it_adds_nothing(facts: None) -> None:
    put_facts()
    assert load_facts() == {"themes": 0, "skills": 0, "registration types": 0}


def test_where_something_stands_already_they_are_loaded_in_truth(facts: None) -> None:
    skills = set(Skill.objects.values_list("name", flat=True))
    Skill.objects.all().delete()
    put_facts()
    assert set(Skill.objects.values_list("name", flat=True)) == skills


def test_new_rows_get_keys_of_their_own(facts: None) -> None:
    first = SkillGroup.objects.create(name="Canary keeping", slug="canary-keeping")
    assert first.pk > max(SkillGroup.objects.exclude(pk=first.pk).values_list("pk", flat=True))
