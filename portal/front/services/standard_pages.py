"""The pages that every portal has, with a text to begin with."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Page

from portal.front.models import HomePage

from .page_writing import Words, write_page

DATA = Path(__file__).parents[1] / "data" / "pages.toml"


def starting_pages() -> list[dict[str, Any]]:
    """Return the pages with their first words, as the file has them."""
    pages: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["pages"]
    return pages


@transaction.atomic
def make_pages() -> list[Page]:
    """Make the standard pages that are missing and return these; what is there is left as it is.

    Published is what is true as it stands. The rest are drafts, which wait for what only the university can say.
    """
    home = HomePage.objects.order_by("pk").first()
    if home is None:
        return []
    return [write_page(home, words) for words in starting_pages() if not _is_there(home, words)]


def _is_there(home: HomePage, words: Words) -> bool:
    """Say whether the address is taken, or the one page of a type stands elsewhere; of lists of events, of a shelf."""
    model = apps.get_model(words["type"])
    alike = {name: words[name] for name in ("shelf",) if name in words}
    is_elsewhere = (model.max_count == 1 or bool(alike)) and model._default_manager.filter(**alike).exists()
    return is_elsewhere or home.get_children().filter(slug=words["slug"]).exists()
