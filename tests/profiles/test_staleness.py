"""Whether profiles are still correct: who is asked, how often, and how they answer."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.core.models import OutboxMail
from profiles.enums import Audience, ProfileState, Section
from profiles.models import Technician
from profiles.services.leaving import release_profile
from profiles.services.profile import Edit, save_introduction, section_seen
from profiles.services.staleness import ask_whether_still_correct, sign
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
NOW = timezone.now()
YEAR = timedelta(days=365)


def aged(days: int, **fields: Any) -> Technician:
    """Return a live technician whose profile was last changed so many days ago."""
    person = live_technician(slug="nasrin-hallworthy", given_name="Nasrin", **fields)
    Technician.objects.filter(pk=person.pk).update(profile_updated_at=NOW - timedelta(days=days))
    person.refresh_from_db()
    return person


def asked(now: datetime = NOW) -> int:
    """Run the job and return how many mails there are by now."""
    ask_whether_still_correct(now)
    return OutboxMail.objects.filter(key__startswith="still-correct:").count()


def test_stale_after_a_year_and_not_a_day_before() -> None:
    person = aged(365)
    assert list(Technician.objects.stale(NOW)) == [person]
    assert not Technician.objects.stale(NOW - timedelta(seconds=1)).exists()


def test_a_confirmation_counts_as_a_change_does() -> None:
    person = aged(800, confirmed_at=NOW - timedelta(days=364))
    assert not Technician.objects.stale(NOW).exists()
    assert list(Technician.objects.stale(NOW + timedelta(days=1))) == [person]


@pytest.mark.parametrize("state", [state for state in ProfileState if state != ProfileState.LIVE])
def test_nobody_else_is_asked(state: ProfileState) -> None:
    person = aged(900)
    Technician.objects.filter(pk=person.pk).update(state=state)
    assert asked() == 0


def test_an_account_that_is_closed_is_not_asked() -> None:
    aged(900, user=UserFactory(is_active=False))
    assert asked() == 0


def test_one_mail_one_more_after_four_weeks_and_no_third() -> None:
    person = aged(400)
    weeks = [NOW + timedelta(days=days) for days in (0, 0, 1, 27, 28, 29, 56, 400)]
    assert [asked(moment) for moment in weeks] == [1, 1, 1, 1, 2, 2, 2, 2]
    person.refresh_from_db()
    assert person.stale_mails == 2
    assert set(OutboxMail.objects.values_list("to", flat=True)) == {person.email}


def test_a_save_of_any_section_begins_the_count_anew() -> None:
    person = aged(400)
    asked()
    fresh = Technician.objects.for_owner().get(pk=person.pk)
    seen = section_seen(fresh, Section.INTRODUCTION)
    edit = Edit(person.pk, person.user, Section.INTRODUCTION, seen, Audience.PUBLIC)
    save_introduction(edit, headline="Still here", about="")
    person.refresh_from_db()
    assert (person.stale_mails, person.stale_mailed_at) == (0, None)
    assert asked(NOW + timedelta(days=60)) == 1
    assert asked(timezone.now() + YEAR) == 2


@pytest.mark.parametrize("page", ["me", ""])
def test_one_click_at_ones_own_page(client: Client, page: str) -> None:
    person = aged(400, stale_mails=2)
    client.force_login(person.user)
    assert "Is your profile still correct?" in client.get("/me/").content.decode()
    assert "It is still correct" in client.get("/me/profile/").content.decode()
    answer = client.post("/me/profile/still-correct/", {"next": page})
    assert answer["Location"] == ("/me/" if page else "/me/profile/")
    person.refresh_from_db()
    assert person.confirmed_at is not None
    assert timezone.now() - person.confirmed_at < timedelta(minutes=1)
    assert (person.stale_mails, person.version) == (0, 1)
    assert "Is your profile still correct?" not in client.get("/me/").content.decode()
    assert asked() == 0


def link_of(mail: OutboxMail) -> str:
    found = re.search(r"/still-correct/\S+/", mail.body)
    assert found
    return found[0]


def test_the_link_in_the_mail_answers_signed_out(client: Client) -> None:
    person = aged(400)
    asked()
    mail = OutboxMail.objects.get()
    assert mail.secret
    link = link_of(mail)
    page = client.get(link)
    person.refresh_from_db()
    assert person.confirmed_at is None  # opening it changes nothing
    assert page.content.decode().count('method="post"') == 1
    done = client.post(link)
    assert "It is noted." in done.content.decode()
    person.refresh_from_db()
    assert person.confirmed_at is not None
    for answer in (page, done):
        assert "Nasrin" not in answer.content.decode()
        assert "nasrin" not in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex"
    assert client.post(link).status_code == 200  # a second press is no fault


@pytest.mark.parametrize("token", ["nobody-sent-this", "a:b:c"])
def test_a_link_that_nobody_sent_does_nothing(client: Client, token: str) -> None:
    person = aged(400)
    for answer in (client.get(f"/still-correct/{token}/"), client.post(f"/still-correct/{token}/")):
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    person.refresh_from_db()
    assert person.confirmed_at is None


def test_an_old_link_does_nothing(client: Client) -> None:
    person = aged(400)
    with time_machine.travel(NOW - timedelta(days=181)):
        old = sign(person.pk, person.user.pk)
    assert client.post(f"/still-correct/{old}/").status_code == 404
    person.refresh_from_db()
    assert person.confirmed_at is None


def test_the_link_dies_with_the_account_and_does_not_say_so(client: Client) -> None:
    person = aged(400)
    link = f"/still-correct/{sign(person.pk, person.user.pk)}/"
    release_profile(person)
    Technician.objects.filter(pk=person.pk).update(user=UserFactory(), state=ProfileState.LIVE)
    assert "It is noted." in client.post(link).content.decode()
    person.refresh_from_db()
    assert person.confirmed_at is None


@pytest.mark.parametrize("many", [1, 30])
def test_the_job_asks_everybody(many: int) -> None:
    for _ in range(many):
        live_technician(profile_updated_at=NOW - 2 * YEAR)
    assert ask_whether_still_correct(NOW) == f"{many} asked whether their profile is still correct"
