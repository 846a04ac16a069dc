"""Making a profile step by step, and the photo that is there."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Photo, PhotoRendition, Technician
from profiles.services.photos import set_photo
from profiles.services.profile import section_seen
from profiles.visibility import view_profile
from tests.factories.people import SkillFactory, show


def sent(technician: Technician, section: Section, **fields: object) -> dict[str, object]:
    now = Technician.objects.for_owner().get(pk=technician.pk)
    return {"seen": section_seen(now, section), "audience": "only_me", "then": "done", **fields}


def test_five_steps_lead_from_nothing_to_a_live_profile(own: Client, drafter: Technician) -> None:
    skill = SkillFactory(name="Glass blowing")
    start = "/me/profile/start/"
    assert own.get(start)["Location"] == f"{start}basics/"
    page = own.get(f"{start}basics/").content.decode()
    assert 'aria-current="step"' in page
    answer = own.post(f"{start}basics/", sent(drafter, Section.BASICS, preferred_name="", pronouns="she/her"))
    assert answer["Location"] == f"{start}introduction/"
    answer = own.post(answer["Location"], sent(drafter, Section.INTRODUCTION, headline="Blows glass"))
    assert answer["Location"] == f"{start}ask-me-about/"
    answer = own.post(answer["Location"], sent(drafter, Section.ASK_ME_ABOUT, topics="Odd shapes"))
    assert answer["Location"] == f"{start}skills/"
    stay = own.post(answer["Location"], sent(drafter, Section.SKILLS, add="glass blowing", then="stay"))
    assert stay["Location"] == f"{start}skills/#rows"
    rows = {"row": [skill.pk], f"level-{skill.pk}": 3, f"since-{skill.pk}": ""}
    answer = own.post(f"{start}skills/", sent(drafter, Section.SKILLS, **rows))
    assert answer["Location"] == "/me/profile/go-live/"
    own.post(answer["Location"], {"agreed": "on", "offer": "words"})
    view = view_profile(Technician.objects.for_views().get(pk=drafter.pk), Audience.PUBLIC)
    assert view is not None
    assert (view.headline, view.ask_me_about) == ("Blows glass", ("Odd shapes",))
    assert [row.name for row in view.skills] == ["Glass blowing"]
    assert (view.email, view.photo) == ("", None)


def test_a_step_with_a_mistake_stays(own: Client, drafter: Technician) -> None:
    answer = own.post(
        "/me/profile/start/introduction/", sent(drafter, Section.INTRODUCTION, headline="x" * 141, about="Kept")
    )
    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()
    assert own.get("/me/profile/start/contact/").status_code == 404


@pytest.fixture
def pictured(drafter: Technician, settings: object, tmp_path: object) -> Technician:
    data = BytesIO()
    Image.new("RGB", (50, 60), "teal").save(data, "PNG")
    set_photo(drafter, data.getvalue(), "At the lathe")
    return drafter


def test_the_photo_is_described_and_removed_with_its_files(
    own: Client, pictured: Technician, django_capture_on_commit_callbacks: object
) -> None:
    url = "/me/profile/photo/"
    assert "At the lathe" in own.get(url).content.decode()
    own.post(url, sent(pictured, Section.PHOTO, alt_text="At the mill", audience="colleagues"))
    photo = Photo.objects.get()
    assert photo.alt_text == "At the mill"
    storage, name = photo.file.storage, photo.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post(url, sent(pictured, Section.PHOTO, alt_text="At the mill", remove="on"))
    assert not Photo.objects.exists()
    assert not storage.exists(name)


def test_a_photo_that_nobody_else_sees_keeps_no_sizes(
    own: Client, pictured: Technician, django_capture_on_commit_callbacks: object
) -> None:
    show(pictured, Audience.PUBLIC)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post("/me/profile/go-live/", {"agreed": "on"})
    made = list(PhotoRendition.objects.all())
    assert len(made) == 4
    files = [(rendition.file.storage, rendition.file.name) for rendition in made]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post("/me/profile/photo/", sent(pictured, Section.PHOTO, alt_text="At the lathe"))
    assert not PhotoRendition.objects.exists()
    assert not any(storage.exists(name) for storage, name in files)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post("/me/profile/photo/", sent(pictured, Section.PHOTO, alt_text="At the lathe", audience="public"))
    assert PhotoRendition.objects.count() == 4


def test_without_a_photo_only_the_audience_is_set(own: Client, drafter: Technician) -> None:
    own.post("/me/profile/photo/", sent(drafter, Section.PHOTO, audience="public", alt_text="Nothing"))
    now = Technician.objects.for_owner().get(pk=drafter.pk)
    assert [(row.section, row.audience) for row in now.audiences.all()] == [("photo", "public")]
    assert now.state == ProfileState.DRAFT
