"""Pages of other bodies' awards, made from a file where they are missing."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from awards.enums import SchemeKind
from awards.models import AwardIndexPage, SchemePage

DATA = Path(__file__).parents[1] / "data" / "external_awards.toml"

# The file's short name -> the field
_FIELDS = {
    "title": "title", "slug": "slug", "awarding_body": "awarding_body", "summary": "summary",
    "categories": "categories_in_words", "who": "who_may_enter", "dates": "usual_dates", "link": "outside_link",
    "has_ended": "has_ended",
}  # fmt: skip


class NoListError(Exception):
    """There is no list of awards under which they could stand; the message says how to make one."""


def external_awards() -> list[Mapping[str, Any]]:
    """Return the awards as the file has them."""
    rows: list[Mapping[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["awards"]
    return rows


@transaction.atomic
def load_external_awards() -> list[SchemePage]:
    """Make and publish the pages that are missing, and return these; what is there is left as editors have it.

    A page is there when one has its address, be it a draft. Raises NoListError.
    """
    index = AwardIndexPage.objects.order_by("pk").first()
    if index is None:
        raise NoListError("There is no list of awards. Make it first: manage.py make_pages")
    there = set(SchemePage.objects.child_of(index).values_list("slug", flat=True))
    return [_make(index, row) for row in external_awards() if row["slug"] not in there]


def _make(index: AwardIndexPage, row: Mapping[str, Any]) -> SchemePage:
    values = {_FIELDS[name]: value for name, value in row.items()}
    # the tree's numbers are in the row of the list, which grows with each page
    parent = AwardIndexPage.objects.get(pk=index.pk)
    page: SchemePage = parent.add_child(instance=SchemePage(kind=SchemeKind.EXTERNAL, live=False, **values))
    page.save_revision().publish()
    return SchemePage.objects.get(pk=page.pk)
