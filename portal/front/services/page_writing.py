"""Writing a page from a table of words, as it stands in a file."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page

Words = Mapping[str, Any]
_OF_THE_TABLE = {"type", "publish", "children"}


@transaction.atomic
def write_page(parent: Page, words: Words, **more: Any) -> Page:
    """Write a page below another, or over the one that has its slug there; publish it where `publish` says so.

    `words` holds `type` (the model's label), `slug`, `title` and fields by their names: of a StreamField a list of
    tables with one key, the block's name; of themes and skills a list of their names. `children`: pages below it.
    `more`: values that stand in no file. What `obstacles` finds keeps it a draft.
    """
    model = apps.get_model(words["type"])
    page = model._default_manager.child_of(parent).filter(slug=words["slug"]).first() or model(live=False)
    values = {name: value for name, value in words.items() if name not in _OF_THE_TABLE} | more
    related = {name: values.pop(name) for name in list(values) if model._meta.get_field(name).many_to_many}
    for name, value in values.items():
        is_stream = isinstance(model._meta.get_field(name), StreamField)
        setattr(page, name, _blocks(value) if is_stream else value)
    if page.pk is None:
        parent.add_child(instance=page)
    for name, names in related.items():
        wanted = model._meta.get_field(name).related_model._default_manager.filter(name__in=names)
        getattr(page, name).set(wanted)
    revision = page.save_revision()
    if words.get("publish"):
        revision.publish()
    for child in words.get("children", []):
        write_page(model._default_manager.get(pk=page.pk), child)
    return model._default_manager.get(pk=page.pk)


def _blocks(rows: list[Mapping[str, Any]]) -> str:
    """Return blocks as a StreamField stores them."""
    blocks = [{"type": kind, "value": value, "id": str(uuid4())} for row in rows for kind, value in row.items()]
    return json.dumps(blocks, default=str)
