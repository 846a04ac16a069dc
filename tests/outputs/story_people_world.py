"""The people of a story in the world that is crawled."""

from typing import Any

from django.utils import timezone

from portal.stories.enums import Agreement
from portal.stories.models import StoryIndexPage, StoryPage, Subject
from portal.stories.subjects import fingerprint
from profiles.models import Technician
from tests.outputs.canaries import WORD

SECRET, AGREED_SECRET = "a-link-to-a-story-sent-to-one", "a-link-to-a-story-sent-to-another"


def add_story_people(technician: Technician, writer: Any) -> dict[str, Any]:
    """Add a draft with two people: one asked, whose words nobody but they and editors may read, and one who agreed."""
    index = StoryIndexPage.objects.get()
    story: StoryPage = index.add_child(instance=StoryPage(title="Two at the lathe", slug="two-at-the-lathe"))
    StoryPage.objects.filter(pk=story.pk).update(owner=writer)
    asked = Subject.objects.create(
        story=story, technician=technician, name=WORD["story.name"], role=WORD["story.role"],
        quote=WORD["story.quote"], secret=SECRET, agreement=Agreement.ASKED, asked_at=timezone.now(),
    )  # fmt: skip
    agreed = Subject(
        story=story, name="Somebody Plain", email="plain@elsewhere.example", quote="I only oil it.", order=1,
        secret=AGREED_SECRET, agreement=Agreement.AGREED, asked_at=timezone.now(), answered_at=timezone.now(),
    )  # fmt: skip
    agreed.agreed_to = fingerprint(agreed)
    agreed.save()
    story.body = [("subject", {"subject": row.pk, "shows": "all"}) for row in (asked, agreed)]
    story.save_revision()
    return {"people_story": story.pk, "story_subject": asked.pk, "agreed_story_subject": agreed.pk}
