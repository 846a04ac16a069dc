"""Keeping the text of live pages for the site's search."""

from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page, get_page_models

from portal.core.blocks.reading import plain_words
from portal.core.pages import BasePage
from portal.front.models import HomePage, PageText
from portal.stories.models import StoryPage
from profiles.words import joined_words_of, words_of

# The first page says what the others say; stories are found by what their app offers, for which people must agree
LEFT_OUT = (HomePage, StoryPage)


def text_of(page: Any) -> str:
    """Return what a page says besides its title: by its own `search_text()` where it has one, else summary and body.

    `also_found_by`: what a page says in fields of its own besides.
    """
    if hasattr(page, "search_text"):
        return " ".join(str(page.search_text()).split())
    parts = [page.summary, getattr(page, "introduction", ""), *getattr(page, "also_found_by", ())]
    body = getattr(page, "body", None)
    if isinstance(body, StreamValue):
        parts += plain_words(body)
    return " ".join(" ".join(str(part).split()) for part in parts if part)


def keep_text(page: Any) -> bool:
    """Let the search hold the text of a page just saved, while it is live; return whether that changed anything."""
    if isinstance(page, LEFT_OUT) or not page.live or page.alias_of_id:
        return bool(PageText.objects.filter(pk=page.pk).delete()[0])
    text = text_of(page)
    title_words, words = _folded(page.title), _folded(f"{page.title}\n{text}")
    said = {"text": text, "words": words, "title_words": title_words}
    if PageText.objects.filter(pk=page.pk, **said).exists():
        return False
    PageText.objects.update_or_create(pk=page.pk, defaults=said)
    return True


def _folded(text: str) -> str:
    return f" {' '.join([*words_of(text), *joined_words_of(text)])} "


@transaction.atomic
def keep_all_texts() -> str:
    """Look at every page anew, for whatever changed without being saved as a page is; say how many differed."""
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    changed = sum(keep_text(page) for model in kinds for page in model._default_manager.order_by("pk"))
    changed += PageText.objects.exclude(page__in=Page.objects.live()).delete()[0]
    return f"{changed} texts of pages brought up to date"
