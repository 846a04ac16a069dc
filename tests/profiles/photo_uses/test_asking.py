"""Editors use a technician's photo only as a copy its owner agreed to: asked, agreed, refused, taken back."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from portal.accounts.models import Consent, User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail, PortalImage
from portal.core.roles import Role
from profiles.enums import Audience, ProfileState, ReuseState, Section
from profiles.models import Photo, PhotoReuse, Technician
from profiles.services.photo_copies import copy_title
from profiles.services.photos import Frame, crop_photo, set_photo
from profiles.services.profile import ProfileChangedError
from profiles.services.reuse import (
    LONGEST_USE,
    ReuseClosedError,
    ReuseRefusedError,
    refuse_use,
    withdraw_use,
)
from tests.factories.people import UserFactory, live_technician, show
from tests.profiles.test_photos import jpeg

from .conftest import FIND, LIST, MINE, UNTIL, agree, ask, copy_files, mailed, page

pytestmark = pytest.mark.django_db


# --- the whole way, in the browser ----------------------------------------------------------------------


def test_asked_agreed_used_and_taken_back(
    client: Client, editor: User, person: Technician, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    assert "Nasrin Ali" in page(client, f"{FIND}?q=nasrin")
    assert "Nobody of that name" in page(client, f"{FIND}?q=somebody")
    form = {"purpose": "  Prospectus\n2027 ", "until": UNTIL.isoformat()}
    assert client.post(f"{LIST}ask/{person.pk}/", form)["Location"] == LIST
    use = PhotoReuse.objects.get()
    assert (use.purpose, use.until, use.editor, use.state) == ("Prospectus 2027", UNTIL, editor, ReuseState.ASKED)
    assert "Prospectus 2027" in page(client, LIST)
    mail = mailed(use, "asked")
    assert (mail.to, mail.subject) == (person.email, "Orla Fenwright asks to use your photo")
    assert f"http://testserver{MINE}{use.pk}/" in mail.body

    client.force_login(person.user)
    assert "Orla Fenwright asks to use your photo" in page(client, "/me/")
    assert f"{MINE}{use.pk}/" in page(client, MINE)
    shown = page(client, f"{MINE}{use.pk}/")
    assert "I agree that editors use a copy of my photo, as pages show it, for ‘Prospectus 2027’ until" in shown
    assert 'value="Nasrin at the microscope"' in shown
    sent = {"do": "agree", "token": person.photo.token, "credit": "Kit Moss", "alt_text": "At the microscope"}
    assert client.post(f"{MINE}{use.pk}/", sent)["Location"] == MINE
    assert "asks to use your photo" not in page(client, "/me/")
    assert "Agreed, and in use" in page(client, MINE)

    use.refresh_from_db()
    copy = use.copy
    assert (copy.credit, copy.alt_text, copy.title) == ("Kit Moss", "At the microscope", copy_title(use))
    assert "Nasrin Ali has agreed" in mailed(use, "agreed").body
    assert mailed(use, "agreed").to == editor.email
    files = copy_files(use)
    client.force_login(editor)
    assert copy.title in page(client, f"{LIST}?show=agreed")

    client.force_login(person.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{MINE}{use.pk}/withdraw/")["Location"] == MINE
    use.refresh_from_db()
    assert (use.state, use.copy) == (ReuseState.WITHDRAWN, None)
    assert not PortalImage.objects.exists()
    assert not any(default_storage.exists(name) for name in files)
    assert "Withdrawn on" in page(client, MINE)
    told = mailed(use, "withdrawn")
    assert (told.to, copy_title(use) in told.body) == (editor.email, True)
    assert "Nasrin" not in told.body
    assert [(row.use, row.given) for row in Consent.objects.filter(user=person.user)] == [
        ("photo:reuse", False),
        ("photo:reuse", True),
    ]
    assert "for ‘Prospectus 2027’ until" in Consent.objects.get(given=True).wording
    client.force_login(editor)
    assert "Withdrawn" in page(client, f"{LIST}?show=ended")


@pytest.mark.parametrize("words", ["", "I would rather not be on posters."])
def test_refused_with_words_or_without(client: Client, editor: User, person: Technician, words: str) -> None:
    use = ask(person, editor)
    client.force_login(person.user)
    assert client.post(f"{MINE}{use.pk}/", {"do": "refuse", "answer": words})["Location"] == MINE
    use.refresh_from_db()
    assert (use.state, use.answer, use.copy) == (ReuseState.REFUSED, words, None)
    body = mailed(use, "refused").body
    assert "Nasrin Ali would rather not" in body
    assert words in body
    assert not Consent.objects.filter(use="photo:reuse").exists()
    client.force_login(editor)
    assert f'Refused: <span dir="auto">{words}' in page(client, f"{LIST}?show=refused") or not words


def test_the_copy_is_what_pages_show_and_nothing_of_the_person_is_in_its_name(editor: User, person: Technician) -> None:
    crop_photo(person.photo, Frame(50, 0, 200, 240))
    use = agree(ask(person, editor))
    assert use.copy is not None
    name = use.copy.file.name
    assert name.startswith("original_images/")
    assert "nasrin" not in f"{name}{use.copy.title}".lower()
    data = use.copy.file.open("rb").read()
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (200, 240))
        assert not picture.getexif()
    assert b"CANARY" not in data


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER)])
def test_other_roles_neither_see_nor_ask(client: Client, person: Technician, role: Role) -> None:
    sync_roles()
    client.force_login(UserFactory(role=role.label))
    for address in (LIST, FIND, f"{LIST}ask/{person.pk}/"):
        assert client.get(address).status_code == 302
        assert client.post(address, {"purpose": "Poster", "until": UNTIL.isoformat()}).status_code in (302, 405)
    assert not PhotoReuse.objects.exists()


def hide_photo(person: Technician) -> None:
    show(person, Audience.ONLY_ME, Section.PHOTO)


def hide_name(person: Technician) -> None:
    show(person, Audience.ONLY_ME, Section.BASICS)


def hide_all(person: Technician) -> None:
    Technician.objects.filter(pk=person.pk).update(state=ProfileState.HIDDEN)


def remove(person: Technician) -> None:
    Photo.objects.all().delete()


@pytest.mark.parametrize("hide", [hide_photo, hide_name, hide_all, remove])
def test_nobody_is_asked_for_what_the_editor_does_not_see(
    client: Client, editor: User, person: Technician, hide: Any
) -> None:
    hide(person)
    client.force_login(editor)
    assert "Nasrin" not in page(client, FIND)
    for answer in (
        client.get(f"{LIST}ask/{person.pk}/", follow=True),
        client.post(f"{LIST}ask/{person.pk}/", {"purpose": "Poster", "until": UNTIL.isoformat()}, follow=True),
    ):
        assert "No photo of this person is shown to you now" in answer.content.decode()
        assert "Nasrin" not in answer.content.decode()
    assert not PhotoReuse.objects.exists()


def test_the_name_of_somebody_who_hides_goes_from_the_list(client: Client, editor: User, person: Technician) -> None:
    ask(person, editor)
    client.force_login(editor)
    assert "Nasrin" in page(client, LIST)
    hide_name(person)
    assert "Nasrin" not in page(client, LIST)
    assert "Not shown to you now" in page(client, LIST)


def test_nobody_asks_themselves(client: Client, editor: User, person: Technician) -> None:
    Technician.objects.filter(pk=person.pk).update(user=editor)
    with pytest.raises(ReuseRefusedError, match="your own photo"):
        ask(person, editor)
    client.force_login(editor)
    assert "Nobody shows a photo to you yet." in page(client, FIND)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (timezone.localdate(), "Choose a day after today."),
        (timezone.localdate() + LONGEST_USE + timedelta(days=1), "Choose a day within three years."),
    ],
)
def test_a_day_that_will_not_do(client: Client, editor: User, person: Technician, until: date, words: str) -> None:
    client.force_login(editor)
    answer = client.post(f"{LIST}ask/{person.pk}/", {"purpose": "Poster", "until": until.isoformat()})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with pytest.raises(ReuseRefusedError, match=words):
        ask(person, editor, until=until)


def test_asking_twice_is_refused_and_a_second_editor_may_ask(client: Client, editor: User, person: Technician) -> None:
    ask(person, editor)
    client.force_login(editor)
    again = client.post(f"{LIST}ask/{person.pk}/", {"purpose": "Poster", "until": UNTIL.isoformat()})
    assert again.status_code == 409
    assert "and wait for the answer" in again.content.decode()
    assert OutboxMail.objects.filter(key__startswith="photo_use:").count() == 1
    ask(person, UserFactory())
    assert PhotoReuse.objects.count() == 2


@pytest.mark.parametrize("withdrawn", [False, True])
def test_after_a_no_the_same_editor_leaves_it(editor: User, person: Technician, withdrawn: bool) -> None:
    use = ask(person, editor)
    if withdrawn:
        agree(use)
        withdraw_use(person.pk, person.user, use.pk)
    else:
        refuse_use(person.pk, person.user, use.pk, "")
    with pytest.raises(ReuseRefusedError, match="said no to you lately"):
        ask(person, editor, "Something else")
    long_ago = timezone.now() - timedelta(days=91)
    PhotoReuse.objects.update(decided_at=long_ago, ended_at=long_ago if withdrawn else None)
    assert ask(person, editor, "Something else").state == ReuseState.ASKED


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReuseState.AGREED, "You agreed to this already."),
        (ReuseState.REFUSED, "You said no to this already."),
        (ReuseState.WITHDRAWN, "You took your agreement back."),
        (ReuseState.CANCELLED, "Whoever asked has taken the request back."),
        (ReuseState.EXPIRED, "The time for which it was asked is over."),
        (ReuseState.LEFT, "It ended when you were no longer on the staff list."),
    ],
)
@pytest.mark.parametrize("do", ["agree", "refuse"])
def test_what_is_no_longer_open_is_not_answered(
    client: Client, editor: User, person: Technician, state: ReuseState, words: str, do: str
) -> None:
    use = ask(person, editor)
    PhotoReuse.objects.update(state=state)
    client.force_login(person.user)
    sent = {"do": do, "token": person.photo.token, "credit": "Kit Moss", "alt_text": "At the microscope"}
    answer = client.post(f"{MINE}{use.pk}/", sent)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert words in page(client, f"{MINE}{use.pk}/")
    assert not PortalImage.objects.exists()
    use.refresh_from_db()
    assert use.state == state


def test_withdrawing_what_was_never_agreed_or_twice(client: Client, editor: User, person: Technician) -> None:
    use = agree(ask(person, editor))
    client.force_login(person.user)
    client.post(f"{MINE}{use.pk}/withdraw/")
    again = client.post(f"{MINE}{use.pk}/withdraw/", follow=True).content.decode()
    assert "There was nothing to take back. You took your agreement back." in again
    assert Consent.objects.filter(use="photo:reuse", given=False).count() == 1


def test_agreeing_to_another_photo_than_the_one_looked_at(client: Client, editor: User, person: Technician) -> None:
    use = ask(person, editor)
    former = person.photo.token
    set_photo(person, jpeg(size=(250, 300)), "Another")
    with pytest.raises(ProfileChangedError):
        agree(use, token=former)
    client.force_login(person.user)
    sent = {"do": "agree", "token": former, "credit": "Kit", "alt_text": "x"}
    answer = client.post(f"{MINE}{use.pk}/", sent)
    assert answer.status_code == 409
    assert "Your photo was changed in another window." in answer.content.decode()
    assert Photo.objects.get().token in answer.content.decode()
    assert not PortalImage.objects.exists()


def test_agreeing_without_a_photo(client: Client, editor: User, person: Technician) -> None:
    use = ask(person, editor)
    remove(person)
    client.force_login(person.user)
    assert "You have no photo now" in page(client, f"{MINE}{use.pk}/")
    assert client.post(f"{MINE}{use.pk}/", {"do": "agree", "token": ""}).status_code == 409
    assert client.post(f"{MINE}{use.pk}/", {"do": "refuse"}).status_code == 302


def test_credit_and_words_are_needed(client: Client, editor: User, person: Technician) -> None:
    use = ask(person, editor)
    client.force_login(person.user)
    sent = {"do": "agree", "token": person.photo.token, "credit": " ", "alt_text": ""}
    answer = client.post(f"{MINE}{use.pk}/", sent)
    assert answer.status_code == 422
    assert "Say how it is to be credited." in answer.content.decode()
    assert "Say what it shows, for people who cannot see it." in answer.content.decode()


def test_somebody_elses_is_not_found(client: Client, editor: User, person: Technician) -> None:
    use = agree(ask(person, editor))
    client.force_login(live_technician().user)
    assert client.get(f"{MINE}{use.pk}/").status_code == 404
    assert client.post(f"{MINE}{use.pk}/", {"do": "refuse"}).status_code == 404
    assert client.post(f"{MINE}{use.pk}/withdraw/").status_code == 404
    assert PortalImage.objects.exists()


def test_after_the_last_day_nothing_is_agreed(editor: User, person: Technician) -> None:
    use = ask(person, editor)
    PhotoReuse.objects.update(until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ReuseClosedError, match="is over"):
        agree(use)
