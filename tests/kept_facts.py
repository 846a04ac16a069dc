"""The facts that every portal starts with: loaded once in a process, and put back as rows for each test that asks.

Loading saves each skill by itself and has Wagtail note what it refers to, which takes a hundred times as long.
"""

from django.core.management.color import no_style
from django.db import connection, models
from wagtail.models import ReferenceIndex

from portal.core.models import Theme
from profiles.models import RegistrationType, Skill, SkillAlias, SkillGroup
from profiles.reference_data import load_facts

# What loading fills, each before those that point to it
FILLED: tuple[type[models.Model], ...] = (Theme, SkillGroup, Skill, SkillAlias, RegistrationType)

_kept: dict[type[models.Model], list[models.Model]] = {}


def put_facts() -> None:
    """Load the facts: in truth the first time, and wherever some stand there already, else by their rows."""
    if any(model._base_manager.exists() for model in FILLED):
        load_facts()
    elif _kept:
        _put_back()
    else:
        load_facts()
        _kept.update({model: list(model._base_manager.order_by("pk")) for model in FILLED})
        names = [model._meta.model_name for model in FILLED]
        _kept[ReferenceIndex] = list(ReferenceIndex.objects.filter(base_content_type__model__in=names))


def _put_back() -> None:
    for reference in _kept[ReferenceIndex]:
        reference.pk = None  # other rows may have been noted before; nothing points at these
    for model, rows in _kept.items():
        model._base_manager.bulk_create(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FILLED)):
            cursor.execute(statement)
