"""Those in a story answer while editors change and publish it, each an OS process: no words stand but agreed ones."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.core.roles import Role
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, Subject
from portal.stories.subjects import fingerprint, has_agreed
from tests.factories.people import UserFactory
from tests.factories.stories import SubjectFactory, draft_story, publish, save_body
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
LAPS = 6
GIVEN, FAMILY = "Qxgivenkz", "Qxfamilykz"
Sent = tuple[str, dict[str, str]]


def visitor(laps: list[Sent]) -> Racer:
    """Return somebody signed out who sends one form a lap, and answers with the status of each."""

    def run(start: Start) -> list[int]:
        browser = Client()
        browser.get("/")  # what is loaded at the first request is loaded before the start
        told = []
        for address, sent in laps:
            start()
            told.append(browser.post(address, sent).status_code)
        return told

    return run


def editor(user: User, laps: list[Sent]) -> Racer:
    """Return an editor who sends one form a lap, and answers with the status of each."""
    signed = Client()
    signed.force_login(user)
    cookie = signed.cookies["sessionid"].value

    def run(start: Start) -> list[int]:
        browser = Client()
        browser.cookies["sessionid"] = cookie
        browser.get("/admin/")
        told = []
        for address, sent in laps:
            start()
            told.append(browser.post(address, sent).status_code)
        return told

    return run


def reader(addresses: list[str], words: Callable[[str], Any], looks: int = 12) -> Racer:
    """Return a visitor who looks at one page a lap, some times, and answers with what `words` makes of each look."""

    def run(start: Start) -> list[list[Any]]:
        browser = Client()
        browser.get("/")
        seen = []
        for address in addresses:
            start()
            seen.append([words(browser.get(address).content.decode()) for _ in range(looks)])
        return seen

    return run


def test_somebody_agrees_while_an_editor_changes_their_quote() -> None:
    """Whoever is second finds it changed, or voids the answer: no page shows words that were not agreed to."""
    sync_roles()
    user = UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)
    old, new = "The words that were read.", "The words that nobody read."
    subjects = []
    for lap in range(LAPS):
        subject = SubjectFactory(story=draft_story(f"Kiln {lap}"), name=f"Person {lap}", quote=old)
        publish(save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"})))
        subject.agreement, subject.agreed_to = Agreement.ASKED, ""
        subject.save()
        subjects.append(subject)
    read = [fingerprint(subject) for subject in subjects]
    pages = [StoryPage.objects.get(pk=subject.story_id).url for subject in subjects]
    links = [reverse("story_agreement", args=[subject.secret]) for subject in subjects]
    desk = [reverse("story_people:edit", args=[subject.pk]) for subject in subjects]
    typed = [
        {"name": each.name, "role": each.role, "email": each.email, "quote": new, "photo": "", "seen": seen}
        for each, seen in zip(subjects, read, strict=True)
    ]
    agreed, changed, looks = race(
        visitor([(link, {"do": "agree", "seen": seen}) for link, seen in zip(links, read, strict=True)]),
        editor(user, list(zip(desk, typed, strict=True))),
        reader(pages, lambda page: new in page),
    )
    assert set(agreed) <= {302, 409}, agreed
    assert set(changed) == {302}, changed
    assert not any(any(lap) for lap in looks)
    for subject, link, answer in zip(subjects, links, agreed, strict=True):
        now = Subject.objects.get(pk=subject.pk)
        # Either the answer was first and is void, or it came too late: they are asked about the words that stand
        assert (now.quote, now.agreement, now.agreed_to) == (new, Agreement.ASKED, "")
        assert not StoryPage.objects.showing().filter(pk=now.story_id).exists()
        log = PageLogEntry.objects.filter(page=now.story_id, action="stories.subject.agreed")
        assert log.count() == (answer == 302)
        assert OutboxMail.objects.filter(key__startswith=f"story-subject:{now.pk}:ask").count() == 1
        assert Client().post(link, {"do": "agree", "seen": fingerprint(now)}).status_code == 302
        now.refresh_from_db()
        assert has_agreed(now)
    assert new in Client().get(pages[0]).content.decode()


def _publishing(story: StoryPage, subject: Subject) -> dict[str, str]:
    """Return what the editor's button sends: a text with the name in it, from a form that was opened before."""
    body = streamfield([("subject", {"subject": str(subject.pk), "shows": "all"})])
    counts = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    sent = {"title": f"{GIVEN} {FAMILY} at the kiln", "slug": story.slug, "summary": f"By {FAMILY}", "kind": "story"}
    more = {"body": body, "withdrawn": "0", "action-publish": "1", "comments-MAX_NUM_FORMS": ""}
    return nested_form_data(sent | more) | counts


def _rows_that_hold(word: str) -> list[str]:
    """Return the tables of stories, their versions, logs and mails in which a word stands."""
    tables = ("wagtailcore_page", "stories_storypage", "stories_subject", "wagtailcore_revision", "core_outboxmail")
    found = []
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if word.lower() in str(cursor.fetchall()).lower():
                found.append(table)
    return found


@pytest.mark.parametrize("was_live", [False, True])
def test_somebody_withdraws_while_an_editor_publishes(was_live: bool) -> None:
    """Whichever is first, nothing public shows the name afterwards, and no version holds it."""
    sync_roles()
    user = UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)
    subjects = []
    for lap in range(LAPS):
        subject = SubjectFactory(story=draft_story(f"Kiln {lap}"), name=f"{GIVEN} {FAMILY}", quote=f"{GIVEN} is me.")
        story = save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"}))
        if was_live:
            publish(story)
        subjects.append(subject)
    stories = [StoryPage.objects.get(pk=subject.story_id) for subject in subjects]
    links = [reverse("story_agreement_withdraw", args=[subject.secret]) for subject in subjects]
    desk = [reverse("wagtailadmin_pages:edit", args=[story.pk]) for story in stories]
    typed = [_publishing(*each) for each in zip(stories, subjects, strict=True)]
    withdrawn, published, looks = race(
        visitor([(link, {}) for link in links]),
        editor(user, list(zip(desk, typed, strict=True))),
        reader([story.url for story in stories], lambda page: FAMILY in page),
    )
    assert set(withdrawn) == {302}, withdrawn
    assert set(published) <= {200, 302}, published
    assert {subject.agreement for subject in Subject.objects.all()} == {Agreement.WITHDRAWN}
    crowd = Client()
    public = ["/", "/stories/", "/stories/feed/", f"/search/?q={FAMILY}", "/sitemap.xml", *(s.url for s in stories)]
    for address in public:
        page = crowd.get(address).content.decode().replace(f"q={FAMILY}", "").replace(f'value="{FAMILY}"', "")
        assert GIVEN not in page, address
    assert _rows_that_hold(GIVEN) == []
    for story in StoryPage.objects.filter(pk__in=[each.pk for each in stories]):
        # Live is only what was live before, where nothing of them but their row stood in it
        assert not story.live or (was_live and "kiln" not in story.title)
    # Once it was gone it was never back, not for the moment between publishing and taking down either
    for lap in looks:
        assert not was_live or sorted(lap, reverse=True) == lap, looks
