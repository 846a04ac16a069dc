"""An editor, a technician whose photo they see, and short ways of asking and answering."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.core.roles import Role
from profiles.models import Photo, PhotoReuse, Technician
from profiles.services.index import reindex_on_commit
from profiles.services.photos import set_photo
from profiles.services.reuse import (
    agree_to_use,
    ask_for_photo,
)
from tests.factories.people import UserFactory, live_technician
from tests.profiles.test_photos import jpeg

LIST, FIND = "/admin/photo-uses/", "/admin/photo-uses/find/"
MINE = "/me/profile/photo/uses/"
UNTIL = timezone.localdate() + timedelta(days=200)


@pytest.fixture
def editor() -> User:
    sync_roles()
    return UserFactory(role=Role.COMMUNICATIONS_EDITOR.label, first_name="Orla", last_name="Fenwright")


@pytest.fixture
def person(django_capture_on_commit_callbacks: Any) -> Technician:
    technician = live_technician(given_name="Nasrin", family_name="Ali")
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(technician, jpeg(size=(250, 300)), "Nasrin at the microscope")
        reindex_on_commit([technician.pk])
    technician.refresh_from_db()
    return technician


def ask(person: Technician, editor: User, purpose: str = "Prospectus 2027", until: date = UNTIL) -> PhotoReuse:
    return ask_for_photo(person.pk, editor, purpose=purpose, until=until)


def agree(use: PhotoReuse, **fields: str) -> PhotoReuse:
    person = use.technician
    token = Photo.objects.get(technician=person).token
    words = {"token": token, "credit": "Kit Moss", "alt_text": "At the microscope", **fields}
    return agree_to_use(person.pk, person.user, use.pk, **words)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def mailed(use: PhotoReuse, state: str) -> OutboxMail:
    return OutboxMail.objects.get(key=f"photo_use:{use.pk}:{state}")


def copy_files(use: PhotoReuse) -> list[str]:
    """Make a size of the copy, and return the names of all its files."""
    use.refresh_from_db()
    return [use.copy.file.name, use.copy.get_rendition("width-200").file.name]
