"""What accounts ask of people, what they hold about them, and what the settings must hold."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from portal.accounts.checks import shared_cache, someone_may_sign_up
from portal.accounts.models import Consent, User
from portal.accounts.needs import second_step
from portal.accounts.personal import PERSONAL_DATA
from portal.accounts.role_sync import sync_roles
from portal.accounts.services import AddressTakenError, open_account, record_consent
from portal.core.registries import needs_me, personal_data
from portal.core.roles import Role
from portal.settings.logging import hide_claim_links
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_those_with_work_in_the_admin_are_asked_for_a_second_step(role: Role) -> None:
    sync_roles()
    user = UserFactory(role=role.label)
    asked = [need.title for need in second_step(user)]
    working_there = {
        Role.COMMUNICATIONS_EDITOR,
        Role.STORY_WRITER,
        Role.PROFILE_STEWARD,
        Role.PLAN_OWNER,
        Role.AWARD_ORGANISER,
        Role.EVENT_ORGANISER,
        Role.SITE_MANAGER,
    }
    assert asked == (["Protect your account with a second step"] if role in working_there else [])


def test_who_has_a_second_step_is_not_asked() -> None:
    user = UserFactory(is_superuser=True)
    assert len(list(second_step(user))) == 1
    TOTP.activate(user, generate_totp_secret())
    assert list(second_step(user)) == []
    assert "second_step" in needs_me


def test_the_consent_log_is_added_to() -> None:
    user, steward = UserFactory(), UserFactory()
    record_consent(user, "photo:reuse", True, "You may print my photo.")
    record_consent(user, "photo:reuse", False, by=steward)
    last, first = Consent.objects.filter(user=user)
    assert (first.given, first.wording, first.recorded_by) == (True, "You may print my photo.", user)
    assert (last.given, last.recorded_by) == (False, steward)


def test_what_is_held_is_exported_without_secrets() -> None:
    user = live_technician().user
    TOTP.activate(user, generate_totp_secret())
    record_consent(user, "profile:claim", True, "It is mine.")
    data = personal_data.get("accounts").export(user)
    assert data["email"] == user.email
    assert data["addresses"] == [{"email": user.email, "confirmed": True, "main": True}]
    assert data["second_step"] is True
    assert data["consents"][0]["wording"] == "It is mine."
    assert user.password not in str(data)


def test_erasing_leaves_no_account_and_nothing_of_others() -> None:
    user, other = live_technician().user, live_technician().user
    record_consent(user, "profile:claim", True)
    record_consent(other, "profile:claim", True)
    assert PERSONAL_DATA.erase(user) >= 3
    assert set(User.objects.all()) == {other}
    assert Consent.objects.get().user == other
    assert PERSONAL_DATA.shown_where(other) == []


def test_an_address_has_one_account() -> None:
    user = UserFactory(email="ana@wexcombe.example")
    with pytest.raises(AddressTakenError):
        open_account("ANA@wexcombe.example")
    assert User.objects.get() == user


def test_production_needs_a_shared_cache(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert [message.id for message in shared_cache(None)] == ["portal.E010"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "c"}}
    assert shared_cache(None) == []


def test_somebody_must_be_able_to_sign_up(settings: Any) -> None:
    assert someone_may_sign_up(None) == []
    settings.SIGNUP_EMAIL_DOMAINS = []
    assert [message.id for message in someone_may_sign_up(None)] == ["portal.E011"]


def test_logs_hide_the_secret_part_of_a_link() -> None:
    event = {"event": "request_started", "request": "GET /claim/6fX3qk0cVY8Wm1dT9uQ2-aBcDeFgHiJkLmNoPqRsTuV/", "n": 1}
    assert hide_claim_links(None, "info", event) == {
        "event": "request_started",
        "request": "GET /claim/[hidden]/",
        "n": 1,
    }
    assert hide_claim_links(None, "info", {"request": "GET /claim/new-link/"}) == {"request": "GET /claim/new-link/"}
