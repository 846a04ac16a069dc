"""What ends the use of a photo: its last day, its owner removing it, leaving or being erased, the editor going."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Consent, User
from portal.core.models import OutboxMail, PortalImage
from portal.core.registries import jobs, personal_data
from profiles.enums import ProfileState, ReuseState, Section
from profiles.models import Photo, PhotoReuse, Technician
from profiles.services.leaving import forget_words
from profiles.services.photo_copies import copy_title
from profiles.services.photos import set_photo
from profiles.services.profile import section_seen
from profiles.services.reuse import (
    end_what_ran_out,
    forget_old_uses,
    take_request_back,
    withdraw_use,
)
from tests.factories.people import UserFactory, live_technician
from tests.profiles.roster.conftest import applied, csv_bytes, row
from tests.profiles.test_photos import jpeg

from .conftest import LIST, MINE, UNTIL, agree, ask, copy_files, mailed, page

pytestmark = pytest.mark.django_db


# --- what ends a use ------------------------------------------------------------------------------------


def test_an_editor_takes_a_request_back(client: Client, editor: User, person: Technician) -> None:
    use = ask(person, editor)
    client.force_login(editor)
    assert client.post(f"{LIST}{use.pk}/take-back/")["Location"] == LIST
    again = client.post(f"{LIST}{use.pk}/take-back/", follow=True).content.decode()
    assert "It was answered meanwhile, or taken back already." in again
    use.refresh_from_db()
    assert use.state == ReuseState.CANCELLED
    client.force_login(person.user)
    assert "asks to use your photo" not in page(client, "/me/")
    assert not take_request_back(0)


def test_it_runs_out(client: Client, editor: User, person: Technician, django_capture_on_commit_callbacks: Any) -> None:
    agreed, asked = agree(ask(person, editor)), ask(person, UserFactory())
    files = copy_files(agreed)
    client.force_login(editor)
    assert "Prospectus 2027" not in page(client, f"{LIST}?show=soon")
    PhotoReuse.objects.update(until=timezone.localdate())
    assert "Prospectus 2027" in page(client, f"{LIST}?show=soon")
    assert end_what_ran_out() == "0 uses of photos ended"
    PhotoReuse.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "end_photo_uses" in jobs
    with django_capture_on_commit_callbacks(execute=True):
        assert end_what_ran_out() == "2 uses of photos ended"
    assert end_what_ran_out() == "0 uses of photos ended"
    assert not any(default_storage.exists(name) for name in files)
    assert set(PhotoReuse.objects.values_list("state", "copy")) == {(ReuseState.EXPIRED, None)}
    assert copy_title(agreed) in mailed(agreed, "expired").body
    assert "Nobody answered" in mailed(asked, "expired").body


@pytest.mark.parametrize("everywhere", [False, True])
def test_removing_the_photo_takes_the_copies_where_its_owner_says_so(
    client: Client, editor: User, person: Technician, everywhere: bool
) -> None:
    use = agree(ask(person, editor))
    client.force_login(person.user)
    assert "Remove it and the copy that editors have" in page(client, "/me/profile/photo/")
    seen = section_seen(Technician.objects.for_owner().get(pk=person.pk), Section.PHOTO)
    sent = {"seen": seen, "audience": "public", "remove": "everywhere" if everywhere else "on"}
    assert client.post("/me/profile/photo/", sent).status_code == 302
    use.refresh_from_db()
    assert not Photo.objects.exists()
    assert (use.state, use.copy is None) == ((ReuseState.WITHDRAWN, True) if everywhere else (ReuseState.AGREED, False))
    assert Consent.objects.filter(use="photo:reuse", given=False).count() == int(everywhere)


def erase(person: Technician) -> None:
    forget_words(person)


def delete_account(person: Technician) -> None:
    person.user.delete()


@pytest.mark.parametrize("go", [erase, delete_account])
def test_erased_with_its_copies(
    editor: User, person: Technician, go: Any, django_capture_on_commit_callbacks: Any
) -> None:
    use = agree(ask(person, editor))
    files = copy_files(use)
    with django_capture_on_commit_callbacks(execute=True):
        go(person)
    assert not PhotoReuse.objects.exists()
    assert not PortalImage.objects.exists()
    assert not any(default_storage.exists(name) for name in files)
    assert "no longer here to agree" in mailed(use, "left").body


def test_an_editor_whose_account_goes(client: Client, editor: User, person: Technician) -> None:
    agreed, asked = agree(ask(person, UserFactory())), ask(person, editor)
    editor.delete()
    asked.refresh_from_db()
    assert (asked.state, asked.editor) == (ReuseState.CANCELLED, None)
    agreed.editor.delete()
    client.force_login(person.user)
    assert "Somebody who is no longer here" in page(client, MINE)
    assert withdraw_use(person.pk, person.user, agreed.pk)
    assert not OutboxMail.objects.filter(key=f"photo_use:{agreed.pk}:withdrawn").exists()


def test_what_is_over_is_forgotten_after_a_year(editor: User, person: Technician) -> None:
    refused, ended, kept = ask(person, editor), ask(person, UserFactory()), ask(person, UserFactory())
    long_ago = timezone.now() - timedelta(days=366)
    PhotoReuse.objects.filter(pk=refused.pk).update(state=ReuseState.REFUSED, decided_at=long_ago)
    PhotoReuse.objects.filter(pk=ended.pk).update(state=ReuseState.WITHDRAWN, ended_at=long_ago)
    PhotoReuse.objects.filter(pk=kept.pk).update(state=ReuseState.AGREED, decided_at=long_ago)
    assert forget_old_uses() == 2
    assert PhotoReuse.objects.get() == kept


def test_a_person_gets_what_was_asked_and_where_a_copy_is(editor: User, person: Technician) -> None:
    use = agree(ask(person, editor))
    entry = personal_data.get("profile")
    (held,) = entry.export(person.user)["uses of your photo"]
    assert (held["what for"], held["asked by"], held["credit"], held["until"]) == (
        "Prospectus 2027", "Orla Fenwright", "Kit Moss", UNTIL
    )  # fmt: skip
    assert ("A copy of your photo, for ‘Prospectus 2027’", f"{MINE}{use.pk}/") in entry.shown_where(person.user)
    requests = personal_data.get("profile_requests")
    assert requests.export(editor)["photos asked for"][0]["what for"] == "Prospectus 2027"
    ask(live_with_photo(), editor)
    requests.erase(editor)
    assert set(PhotoReuse.objects.values_list("state", flat=True)) == {ReuseState.AGREED, ReuseState.CANCELLED}


def live_with_photo() -> Technician:
    other = live_technician()
    set_photo(other, jpeg(size=(250, 300)), "")
    return other


def test_it_ends_when_its_owner_leaves_the_staff_list(
    editor: User, person: Technician, django_capture_on_commit_callbacks: Any
) -> None:
    agreed, asked = agree(ask(person, editor)), ask(person, UserFactory())
    files = copy_files(agreed)
    with django_capture_on_commit_callbacks(execute=True):
        applied(csv_bytes([row("W9")]))
    person.refresh_from_db()
    assert person.state == ProfileState.LEFT
    assert set(PhotoReuse.objects.values_list("state", "copy")) == {(ReuseState.LEFT, None)}
    assert not any(default_storage.exists(name) for name in files)
    assert copy_title(agreed) in mailed(agreed, "left").body
    assert copy_title(asked) not in mailed(asked, "left").body
