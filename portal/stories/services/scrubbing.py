"""Taking a name out of everything that holds a story: versions, page, log, comments, redirects, suggestions, mails."""

import json
from typing import Any

from django.db import connection
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision, TaskState
from wagtail.search import index

from portal.core.models import OutboxMail, PortalImage
from portal.core.publishing import pictures_of
from portal.stories.models import StoryPage, StorySuggestion
from portal.stories.names import Name, removed_everywhere

_FIELDS = ("title", "draft_title", "seo_title", "summary", "search_description")


def scrub_story(story: StoryPage, name: Name) -> int:
    """Take a name out of a story and of all that Wagtail and we keep about it; return from how many versions.

    Nothing brings it back. Call inside a transaction that holds the story's row.
    """
    story = StoryPage.objects.get(pk=story.pk)
    address = f"story-{story.pk}"
    pictures = pictures_of(story)
    versions = _scrub_versions(story, name, address)
    _scrub_page(story, name, address)
    _scrub_log(story, name, address)
    _scrub_talk(story, name)
    for redirect in Redirect.objects.filter(redirect_page=story.pk):
        if name.stands_in_address(redirect.old_path):
            redirect.delete()
    for suggestion in StorySuggestion.objects.filter(story=story.pk):
        _scrub_row(suggestion, name, "title", "text", "about", "link", "answer")
    for revision in story.revisions.values_list("pk", flat=True):
        for mail in OutboxMail.objects.filter(key__startswith=f"publish-refused:{revision}:"):
            _scrub_row(mail, name, "subject", "body")
    for picture in PortalImage.objects.filter(pk__in=[each.pk for each in pictures]):
        _scrub_row(picture, name, "title", "alt_text", "credit", "description")
    return versions


def _scrub_versions(story: StoryPage, name: Name, address: str) -> int:
    changed = 0
    for revision in Revision.objects.for_instance(story).order_by("pk").iterator():
        content = removed_everywhere(revision.content, name, address)
        words = name.removed_from(revision.object_str)
        if content != revision.content or words != revision.object_str:
            # Not `save`, which would do to other versions what follows on a new one
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=words)
            changed += 1
    return changed


def _scrub_page(story: StoryPage, name: Name, address: str) -> None:
    """Save the page without the name, which also takes it out of the index of the admin's search."""
    for field in _FIELDS:
        longest = StoryPage._meta.get_field(field).max_length
        setattr(story, field, name.removed_from(getattr(story, field))[:longest])
    before = json.loads(json.dumps(story.body.get_prep_value()))
    body = removed_everywhere(before, name, address)
    if body != before:
        story.body = json.dumps(body)
    if name.stands_in_address(story.slug):
        # Past Wagtail, which would keep the old address as a redirect; a story has no pages below it
        story.slug = address
        story.set_url_path(story.get_parent())
        Page.objects.filter(pk=story.pk).update(slug=story.slug, url_path=story.url_path)
    story.save(clean=False)
    index.insert_or_update_object(story)  # at once: Wagtail leaves it to a task, which may be waiting


def _scrub_log(story: StoryPage, name: Name, address: str) -> None:
    for entry in PageLogEntry.objects.filter(page=story.pk):
        data, label = removed_everywhere(entry.data, name, address), name.removed_from(entry.label)
        if data != entry.data or label != entry.label:
            PageLogEntry.objects.filter(pk=entry.pk).update(data=data, label=label)


def _scrub_talk(story: StoryPage, name: Name) -> None:
    """Take it out of what editors wrote to each other: comments on the page, and words with a workflow's steps."""
    page = Page.objects.get(pk=story.pk)
    for state in TaskState.objects.for_instance(page):
        _scrub_row(state, name, "comment")
    for comment in Comment.objects.filter(page=story.pk):
        _scrub_row(comment, name, "text")
    for reply in CommentReply.objects.filter(comment__page=story.pk):
        _scrub_row(reply, name, "text")


def _scrub_row(row: Model, name: Name, *fields: str) -> None:
    changed: dict[str, Any] = {}
    for field in fields:
        words = getattr(row, field) or ""
        if name.stands_in(words):
            longest = getattr(row._meta.get_field(field), "max_length", None)
            changed[field] = name.removed_from(words)[:longest]
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


def forget_index_remains() -> None:
    """Clear the words of rows that are gone out of the full-text index of the admin's search.

    SQLite's index keeps them in its pages, though nothing finds them, until its parts are merged.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO wagtailsearch_indexentry_fts (wagtailsearch_indexentry_fts) VALUES ('optimize')"
            )


def forget_mails(keys: str) -> None:
    """Delete the mails about somebody, those that wait too: their address may say who they are.

    `keys`: how the mails' keys begin.
    """
    OutboxMail.objects.filter(key__startswith=keys).delete()
