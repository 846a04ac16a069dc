"""What the lists of a story's people cost: the same for one person as for thirty."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.models import PortalImage
from portal.stories.enums import Agreement
from tests.factories.people import UserFactory, live_technician
from tests.factories.stories import SubjectFactory, draft_story
from tests.test_queries_signed_in import assert_same_cost

pytestmark = pytest.mark.django_db


def _picture(n: int) -> PortalImage:
    return PortalImage.objects.create(title=f"Photo {n}", width=5, height=6, people="seen", consent="On paper")


def test_stories_about_me(client: Client) -> None:
    """Each part of the page has as many rows as there are numbers, and shows the last of them."""
    technician = live_technician()
    client.force_login(technician.user)
    parts = (Agreement.ASKED, Agreement.AGREED, Agreement.REFUSED)

    def address(numbers: range) -> str:
        for n in numbers:
            for part in parts:
                SubjectFactory(
                    story=draft_story(f"{part.label} {n:02}."), technician=technician, agreement=part,
                    photo=_picture(n), asked_at=timezone.now() - timedelta(n), answered_at=timezone.now(),
                )  # fmt: skip
        page = client.get("/me/stories/").content.decode()
        assert [f"{part.label} {numbers[-1]:02}." in page for part in parts] == [True] * 3
        return "/me/stories/"

    assert_same_cost(client, address, f"{Agreement.ASKED.label} {{:02}}.")


def test_the_people_of_a_story(client: Client) -> None:
    """Technicians and others, with a photo and without, in every state, and withdrawals above twenty of them."""
    client.force_login(UserFactory(is_superuser=True))
    story = draft_story()
    log(instance=story, action="stories.subject.withdrawn", data={"subject": 0, "unpublished": False, "parts": []})

    def address(numbers: range) -> str:
        for n in numbers:
            state = list(Agreement)[n % len(Agreement)]
            SubjectFactory(story=story, name=f"Person {n:02}.", agreement=state, photo=_picture(n))
            SubjectFactory(story=story, technician=live_technician(), email="", quote="")
            log(instance=story, action="stories.subject.withdrawn", data={"subject": n, "parts": ["title"]})
        return reverse("story_people:index", args=[story.pk])

    assert_same_cost(client, address, "Person {:02}.")
