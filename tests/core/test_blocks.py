"""Blocks: each has a preview that the admin shows, draws what it is given, and nothing that nobody may see."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.blocks import StreamBlock

from portal.core.blocks import FiguresBlock, LinkBlock, TextBlock, VideoBlock, body_blocks
from portal.core.enums import People
from portal.core.models import PortalImage
from profiles.blocks import TechniciansBlock
from profiles.enums import Audience
from profiles.models import Technician
from tests.factories.people import UserFactory, live_technician, show
from tests.factories.stories import PictureFactory

pytestmark = pytest.mark.django_db
STREAM = StreamBlock([*body_blocks(), ("technicians", TechniciansBlock())])


def _draw(name: str, value: Any, context: dict[str, Any] | None = None) -> str:
    block = STREAM.child_blocks[name]
    return block.render(block.to_python(value), context)


@pytest.fixture
def preview(client: Client) -> Any:
    """Return a function that asks for the preview of a block, as the editor's list of blocks does."""
    client.force_login(UserFactory(is_superuser=True), backend="portal.accounts.backends.PasswordBackend")

    def ask(name: str) -> Any:
        block = STREAM.child_blocks[name]
        return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    return ask


@pytest.mark.parametrize("name", STREAM.child_blocks)
def test_each_block_says_what_it_is_and_has_a_preview(name: str, preview: Any) -> None:
    """With the site's own stylesheet, no script, no inline style, and within the policy of the admin."""
    PictureFactory(alt_text="A lathe")
    live_technician(given_name="Nasrin", family_name="Vale")
    block = STREAM.child_blocks[name]
    assert block.is_previewable
    assert block.get_description()
    answer = preview(name)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "core/portal.css" in html
    assert not any(part in html for part in ("<script", "style=", "<style"))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    if name in ("picture", "gallery"):
        assert "/pictures/" in html
    if name == "technicians":
        assert "Nasrin" in html


@pytest.mark.parametrize("name", STREAM.child_blocks)
def test_a_site_without_pictures_files_and_people_has_previews_too(name: str, preview: Any) -> None:
    assert preview(name).status_code == 200


def test_a_picture_without_consent_draws_nothing() -> None:
    picture = PictureFactory(alt_text="The crowd", people=People.SEEN, consent="")
    part = {"image": picture.pk, "alt_text": "The crowd", "decorative": False}
    assert "<img" not in _draw("picture", {"picture": part, "caption": "Us"})
    video = {"title": "V", "still": part, "address": "https://videos.example.org/1", "has_captions": True}
    html = _draw("video", video | {"length": "", "transcript": ""})
    assert "<img" not in html
    assert 'class="blank"' in html


def test_the_words_for_a_place_come_before_those_of_the_library() -> None:
    picture = PictureFactory(alt_text="A lathe")
    part = {"image": picture.pk, "alt_text": "What Ida turned on it", "decorative": False}
    assert 'alt="What Ida turned on it"' in _draw("picture", {"picture": part, "caption": ""})
    assert 'alt=""' in _draw("picture", {"picture": part | {"decorative": True}, "caption": ""})


def test_a_picture_needs_words_or_is_decoration() -> None:
    block = STREAM.child_blocks["picture"]
    value = block.to_python({"picture": {"image": PictureFactory().pk, "alt_text": "", "decorative": False}})
    with pytest.raises(ValidationError):
        block.clean(value)


def test_a_picture_that_was_deleted_draws_nothing() -> None:
    picture = PictureFactory()
    part = {"image": picture.pk, "alt_text": "A lathe", "decorative": False}
    PortalImage.objects.all().delete()
    assert "<img" not in _draw("picture", {"picture": part, "caption": ""})


def test_a_video_asks_nothing_of_its_host_and_says_where_it_opens() -> None:
    video = {"title": "A seal", "still": None, "address": "https://videos.example.org/1", "length": "4 minutes"}
    html = _draw("video", video | {"has_captions": True, "transcript": "<p>Turn it.</p>"})
    assert html.count("videos.example.org") == 2  # the link, and its name in words
    assert "Play: A seal (4 minutes)" in html
    assert "Opens at videos.example.org, with captions" in html
    assert not any(tag in html for tag in ("<iframe", "<video", "<img"))


def test_a_video_without_captions_needs_its_words() -> None:
    block = VideoBlock()
    value = {"title": "A", "still": None, "address": "https://videos.example.org/1", "length": "", "transcript": ""}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value | {"has_captions": False}))
    block.clean(block.to_python(value | {"has_captions": False, "transcript": "<p>Turn it.</p>"}))


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("/technicians/", True),
        ("https://a.example/", True),
        ("//a.example/", False),
        ("javascript:1", False),
        ("", False),
    ],
)
def test_a_link_leads_somewhere(address: str, is_good: bool) -> None:
    block = LinkBlock()
    value = block.to_python({"label": "Find a technician", "page": None, "address": address})
    if is_good:
        block.clean(value)
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_figures_are_read_with_what_they_count() -> None:
    html = FiguresBlock().render(
        FiguresBlock().to_python({"title": "", "figures": [{"number": "38", "label": "parts"}]})
    )
    assert "<dt>parts</dt><dd>38</dd>" in html


def _people(people: list[Technician], context: dict[str, Any] | None = None) -> str:
    return _draw("technicians", {"title": "Meet them", "technicians": [person.pk for person in people]}, context)


def test_technicians_are_shown_in_the_editors_order_and_left_out_when_they_hide() -> None:
    first = live_technician(given_name="Nasrin", family_name="Vale")
    second = live_technician(given_name="Idris", family_name="Marsh")
    html = _people([second, first])
    assert html.index("Idris") < html.index("Nasrin")
    show(second, Audience.ONLY_ME)
    html = _people([second, first])
    assert "Nasrin" in html
    assert not any(word in html for word in ("Idris", "Marsh", second.slug))
    show(first, Audience.ONLY_ME)
    assert _people([second, first]).strip() == ""


def test_colleagues_see_those_who_show_themselves_to_colleagues() -> None:
    person = live_technician(given_name="Nasrin")
    show(person, Audience.COLLEAGUES)
    request = RequestFactory().get("/")
    request.user = UserFactory()
    assert "Nasrin" not in _people([person])
    assert "Nasrin" in _people([person], {"request": request})


def test_text_is_only_what_the_block_allows() -> None:
    assert "image" not in TextBlock().features
    assert "embed" not in TextBlock().features
