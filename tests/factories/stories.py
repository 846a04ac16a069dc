"""Stories and the people they are about."""

import json
from typing import Any

import factory
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from portal.core.enums import People
from portal.core.models import PortalImage
from portal.stories.enums import Agreement
from portal.stories.models import StoryIndexPage, StoryPage, Subject
from portal.stories.subjects import fingerprint


def stories_index() -> StoryIndexPage:
    """Return the page of all stories, made where there is none."""
    found = StoryIndexPage.objects.first()
    home = Site.objects.get(is_default_site=True).root_page
    return found or home.add_child(instance=StoryIndexPage(title="Stories", slug="stories"))


def draft_story(title: str = "A day in the glass workshop", **fields: Any) -> StoryPage:
    """Return a story that was saved as a draft and never published."""
    story: StoryPage = stories_index().add_child(instance=StoryPage(title=title, **fields))
    story.save_revision()
    story.refresh_from_db()
    return story


def publish(story: StoryPage, user: Any = None) -> StoryPage:
    """Publish the latest version, as the workflow does, and return the story as it is then."""
    story = StoryPage.objects.get(pk=story.pk)
    story.get_latest_revision().publish(user=user)
    return StoryPage.objects.get(pk=story.pk)


def save_body(story: StoryPage, *blocks: tuple[str, Any], **fields: Any) -> StoryPage:
    """Save a new version with these blocks (as they are stored) and fields, and return the story."""
    story = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    story.body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    for name, value in fields.items():
        setattr(story, name, value)
    story.save_revision()
    return StoryPage.objects.get(pk=story.pk)


class PictureFactory(factory.django.DjangoModelFactory):
    """A picture of the library that may be shown."""

    class Meta:
        model = PortalImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.LazyFunction(get_test_image_file)
    people = People.SEEN
    consent = "On paper, in the office"


class SubjectFactory(factory.django.DjangoModelFactory):
    """Somebody whom a story is about; agreed to what their row says, unless told otherwise."""

    class Meta:
        model = Subject

    story = factory.LazyFunction(draft_story)
    name = factory.Sequence(lambda n: f"Person Number{n}")
    role = "Glassblower, Chemistry"
    email = factory.Sequence(lambda n: f"subject{n}@elsewhere.example")
    quote = "I make what nobody sells."
    agreement = Agreement.AGREED

    @classmethod
    def _create(cls, model_class: type[Subject], *args: Any, **kwargs: Any) -> Subject:
        subject = Subject(**kwargs)
        if subject.agreement == Agreement.AGREED and not subject.agreed_to:
            subject.agreed_to = fingerprint(subject)
        subject.save()
        return subject
