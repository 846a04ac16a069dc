"""A communications editor is told that consent to a picture ends, finds where it is used, and replaces it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from portal.accounts.role_sync import sync_roles
from portal.core.jobs import run_due_jobs
from portal.core.pictures import picture_address
from portal.core.roles import Role
from portal.stories.models import StoryPage
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, draft_story, publish


def _run(key: str) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        run_due_jobs(only=key)


@pytest.mark.django_db
def test_consent_runs_out_and_the_picture_is_replaced(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-11-22 09:00:00+00:00", tick=False)
    sync_roles()
    editor = UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)
    with TestCase.captureOnCommitCallbacks(execute=True):
        old = PictureFactory(title="The crowd", alt_text="A crowd", consent_until=timezone.localdate())
        new = PictureFactory(title="The lathe", alt_text="A lathe")
        story = publish(draft_story(picture=old))
    address = story.get_url()
    assert 'alt="A crowd"' in Client().get(address).content.decode()

    # The last day: a mail with where it is used, and a line at /me/
    _run("warn_of_consent")
    (told,) = [each for each in mail.outbox if each.to == [editor.email]]
    assert "Today is the last day" in told.body
    edit = re.search(r"http://testserver(/admin/pages/\d+/edit/)", told.body)
    assert edit is not None
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert "Consent to 1 picture runs out" in client.get(reverse("me")).content.decode()

    # The day after: neither page nor file shows it any more; the page itself stays
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    _run("draw_pictures")
    page = Client().get(address)
    assert page.status_code == 200
    assert "A crowd" not in page.content.decode()
    assert Client().get(picture_address(old, "wide-800.webp")).status_code == 404
    assert old.renditions.count() == 0

    # The list leads to the page; with the old picture it is not published again, with another it is
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    report = client.get(reverse("picture_consent:index")).content.decode()
    assert edit.group(1) in report
    sent = {"title": story.title, "slug": story.slug, "summary": "", "kind": "story", "body-count": "0"}
    sent |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1"}
    refused = client.post(edit.group(1), sent | {"picture": str(old.pk)}, follow=True).content.decode()
    assert "The picture ‘The crowd’ cannot be published" in refused
    client.post(edit.group(1), sent | {"picture": str(new.pk)})
    assert StoryPage.objects.get(pk=story.pk).picture_id == new.pk
    assert 'alt="A lathe"' in Client().get(address).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        StoryPage.objects.get(pk=story.pk).save()
    assert "Nowhere" in client.get(reverse("picture_consent:index")).content.decode()
