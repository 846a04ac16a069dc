"""Headings in order and links that say where they lead; what is shared of a page; the checker in previews."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import PortalImage
from portal.core.picture_sizes import SHARE
from portal.core.pictures import picture_address
from portal.core.wording import wording_faults
from portal.stories.models import StoryPage
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, draft_story, publish

pytestmark = pytest.mark.django_db
LINK = "<p>About glass: <a href='/a/'>{}</a></p>"


def _page(*texts: str) -> StoryPage:
    return StoryPage(title="A", body=[{"type": "text", "value": text} for text in texts])


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (["<h3>Glass</h3>"], "‘Glass’ is of level 3, below level 1. Make it level 2."),
        (["<h2>A</h2>", "<h4>Glass</h4>"], "‘Glass’ is of level 4, below level 2. Make it level 3."),
        (["<h2> </h2><p>x</p>"], "There is an empty heading in the text."),
        ([LINK.format("click here")], "The link ‘click here’ does not say where it leads."),
        ([LINK.format("<b>Read more</b> …")], "The link ‘Read more …’ does not say where it leads."),
        ([LINK.format("https://a.example/x")], "The link ‘https://a.example/x’ is an address."),
        ([LINK.format("")], "There is a link without words in the text."),
    ],
)
def test_what_leads_nobody_anywhere_is_named(texts: list[str], fault: str) -> None:
    found = wording_faults(_page(*texts))
    assert len(found) == 1
    assert fault in found[0]


@pytest.mark.parametrize(
    "texts",
    [
        ["<h2>A</h2><h3>B</h3><h2>C</h2>", "<h3>D</h3>", "<p>x</p>"],
        [LINK.format("here is how a seal is blown")],
        ["<p>Write to www.a.example by hand</p>"],
        [],
    ],
)
def test_what_is_in_order_is_left_alone(texts: list[str]) -> None:
    assert wording_faults(_page(*texts)) == []


def test_links_inside_other_blocks_count_too() -> None:
    fold = {"title": "How?", "text": LINK.format("here")}
    call = {"title": "Now", "text": "", "link": {"label": "Click here", "page": None, "address": "/a/"}}
    page = StoryPage(
        title="A",
        body=[
            {"type": "accordion", "value": {"title": "", "folds": [fold]}},
            {"type": "call_to_action", "value": call},
        ],
    )
    assert [fault.partition("’")[0] for fault in wording_faults(page)] == ["The link ‘here", "The link ‘Click here"]


def test_a_page_with_a_fault_is_not_published() -> None:
    story = draft_story()
    story.body = [{"type": "text", "value": LINK.format("click here")}]
    story.save_revision()
    assert not publish(story).live
    story.body = [{"type": "text", "value": LINK.format("how a seal is blown")}]
    story.save_revision()
    assert publish(story).live


def _shared(picture: PortalImage | None) -> tuple[StoryPage, str]:
    story = draft_story("The ‘quiet’ <seal>", summary="What glass does.", picture=picture)
    story = publish(story)
    return story, Client().get(story.get_url()).content.decode()


def test_what_others_read_of_a_page_that_is_shared() -> None:
    picture = PictureFactory(alt_text="A lathe")
    story, html = _shared(picture)
    assert '<meta property="og:title" content="The ‘quiet’ &lt;seal&gt;">' in html
    assert '<meta property="og:description" content="What glass does.">' in html
    assert f'<meta property="og:url" content="http://testserver{story.get_url()}">' in html
    address = f"http://testserver{picture_address(picture, SHARE)}"
    assert f'<meta property="og:image" content="{address}">' in html
    assert 'name="twitter:card" content="summary_large_image"' in html


def test_a_picture_that_is_not_shown_any_more_is_not_shared() -> None:
    picture = PictureFactory(alt_text="A lathe")
    story, _ = _shared(picture)
    PortalImage.objects.update(consent_until=timezone.localdate() - timedelta(days=1))
    html = Client().get(story.get_url()).content.decode()
    assert "og:image" not in html
    assert "/pictures/" not in html
    assert 'name="twitter:card" content="summary"' in html


def test_the_checker_is_in_previews_and_on_no_page(client: Client) -> None:
    """Its script is inline in part: the preview has the admin's policy, the page the site's."""
    story, html = _shared(None)
    assert "wagtail-userbar" not in html
    client.force_login(UserFactory(is_superuser=True), backend="portal.accounts.backends.PasswordBackend")
    answer: Any = client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
    assert "wagtail-userbar" in answer.content.decode()
    assert "checker-axe-configuration" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    live = client.get(story.get_url())
    assert "wagtail-userbar" not in live.content.decode()
    assert "frame-ancestors 'none'" in live["Content-Security-Policy"]


# --- the picture of a page --------------------------------------------------------------------------------


WARNING = "has no alternative text, so people who cannot see it are told nothing of it."


@pytest.mark.parametrize(("alt_text", "is_warned"), [("", True), ("  ", True), ("A kiln", False), (None, False)])
def test_a_picture_without_alternative_text_is_warned_of(client: Client, alt_text: str | None, is_warned: bool) -> None:
    """While the page is edited, and when it is published, which is not refused: it may be decoration."""
    client.force_login(UserFactory(is_superuser=True))
    picture = None if alt_text is None else PictureFactory(title="Kiln", alt_text=alt_text)
    story = draft_story(picture=picture)
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    page = client.get(edit).content.decode()
    assert (WARNING in page) is is_warned
    assert ("Describe this picture in the library" in page) is is_warned
    counts = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    sent = {"title": "Kiln", "slug": "kiln", "summary": "", "kind": "story", "body-count": "0", "action-publish": "1"}
    chosen = {"picture": str(picture.pk) if picture else ""}
    answer = client.post(edit, sent | counts | chosen | {"comments-MAX_NUM_FORMS": ""}, follow=True)
    assert StoryPage.objects.get().live
    assert any(WARNING in str(message) for message in answer.context["messages"]) is is_warned
