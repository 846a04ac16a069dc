"""The cleared pack: who gets it, and what is in it."""

import io
import zipfile

import pytest
from django.test import Client
from docx import Document
from wagtail.models import PageLogEntry

from portal.accounts.role_sync import sync_roles
from portal.core.enums import People
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, Subject
from portal.stories.pack import cleared_pack, pack_name
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> StoryPage:
    """Return a published story with a person, a picture and some text."""
    sync_roles()
    picture = PictureFactory(credit="Ada Thwaite", alt_text="A kiln", people=People.NOBODY)
    story = draft_story("../Kiln \x0b & fire", slug="kiln", summary="Cold.", picture=picture)
    subject = SubjectFactory(story=story, name="Ines Vale", role="Kiln keeper", quote="I sang to it.")
    text = "<h2>What was found</h2><p>A <b>wire</b>.</p><ul><li>Thin</li></ul>"
    return publish(save_body(story, ("text", text), ("subject", {"subject": subject.pk, "shows": "all"})))


def opened(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a pack, and the paragraphs of its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    return files, [paragraph.text for paragraph in Document(io.BytesIO(files["story.docx"])).paragraphs]


def test_it_holds_text_pictures_and_credits(story: StoryPage) -> None:
    files, paragraphs = opened(cleared_pack(story))
    assert paragraphs == [
        "../Kiln  & fire", "Cold.", "What was found", "A wire.", "Thin", "“I sang to it.” – Ines Vale, Kiln keeper",
    ]  # fmt: skip
    (picture,) = (name for name in files if name.startswith("pictures/"))
    assert picture.startswith("pictures/picture-1.")
    read_me = files["README.txt"].decode()
    assert "Credit: Ada Thwaite" in read_me
    assert "- Ines Vale, Kiln keeper" in read_me
    assert "/stories/kiln/" in read_me


def test_what_is_not_agreed_is_not_in_it(story: StoryPage) -> None:
    Subject.objects.update(agreement=Agreement.WITHDRAWN)
    files, paragraphs = opened(cleared_pack(StoryPage.objects.get(pk=story.pk)))
    everything = "\n".join([*paragraphs, files["README.txt"].decode()])
    assert "Ines Vale" not in everything
    assert "I sang to it." not in everything


def test_a_picture_that_may_not_be_shown_is_not_in_it(story: StoryPage) -> None:
    story.picture.people = People.NOT_SAID
    story.picture.save()
    files, _ = opened(cleared_pack(StoryPage.objects.get(pk=story.pk)))
    assert not [name for name in files if name.startswith("pictures/")]


@pytest.mark.parametrize(
    ("slug", "name"),
    [("kiln", "kiln-pack.zip"), ("été", "t-pack.zip"), ("日本", "story-pack.zip"), ("a" * 90, "a" * 60 + "-pack.zip")],
)
def test_file_names_are_plain(slug: str, name: str) -> None:
    assert pack_name(StoryPage(title='"; rm', slug=slug)) == name


@pytest.mark.parametrize("role", ["Communications editor", "Site manager"])
def test_editors_get_it_and_the_log_says_so(client: Client, story: StoryPage, role: str) -> None:
    user = UserFactory(role=role)
    client.force_login(user)
    address = f"/stories/{story.pk}/pack/"
    assert address in client.get("/stories/kiln/").content.decode()
    assert address in client.get(f"/admin/pages/{story.pk}/edit/").content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"] == 'attachment; filename="kiln-pack.zip"'
    assert PageLogEntry.objects.get(action="stories.pack").user == user


def test_nobody_else_does(client: Client, story: StoryPage) -> None:
    address = f"/stories/{story.pk}/pack/"
    assert address not in client.get("/stories/kiln/").content.decode()
    assert client.get(address)["Location"].startswith("/account/login/")
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


def test_a_draft_has_none(client: Client, story: StoryPage) -> None:
    client.force_login(UserFactory(role="Communications editor"))
    story.unpublish()
    assert client.get(f"/stories/{story.pk}/pack/").status_code == 404
