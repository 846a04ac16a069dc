"""/me/: the greeting, what needs somebody, and what is theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from portal.core.models import Branding
from portal.front.views.me import greeting, waiting_line
from profiles.enums import Audience, ProfileState, RegistrationStage, Section
from profiles.models import Registration, RegistrationType, Technician, TechnicianSkill
from profiles.needs import profile_needs
from tests.factories.people import SkillFactory, TechnicianFactory, UserFactory, live_technician, show


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 7, 1, 10, 59, tzinfo=UTC), "Good morning"),  # 11:59 in London
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "Good afternoon"),  # noon
        (datetime(2026, 12, 1, 17, 59, tzinfo=UTC), "Good afternoon"),
        (datetime(2026, 12, 1, 18, 0, tzinfo=UTC), "Good evening"),
    ],
)
def test_greets_by_the_hour_in_london(moment: datetime, words: str) -> None:
    assert greeting(moment) == words


def test_says_how_much_waits() -> None:
    assert waiting_line(0) == "Nothing needs you. Have a good day."
    assert waiting_line(1) == "One thing needs you."
    assert waiting_line(2) == "Two things need you."
    assert waiting_line(12) == "12 things need you."


def test_a_draft_says_how_many_minutes_are_to_go(client: Client, db: None) -> None:
    drafter = TechnicianFactory(user=UserFactory(), state=ProfileState.DRAFT, given_name="Nasrin")
    client.force_login(drafter.user)
    page = client.get("/me/").content.decode()
    assert "<bdi>Nasrin</bdi>" in page
    assert "Your profile is a draft: about 8 minutes to go" in page
    assert 'href="/me/profile/start/"' in page
    assert "They are how people find you" in page


def test_a_finished_draft_is_sent_to_go_live(db: None) -> None:
    drafter = TechnicianFactory(
        user=UserFactory(), state=ProfileState.DRAFT, headline="Here", ask_me_about=["Cold things"]
    )
    TechnicianSkill.objects.create(technician=drafter, skill=SkillFactory())
    (need,) = profile_needs(drafter.user)
    assert (need.title, need.url) == ("Your profile is ready to go live", "/me/profile/go-live/")


def test_a_live_profile_that_nobody_sees_is_said(db: None) -> None:
    technician = live_technician()
    assert list(profile_needs(technician.user)) == []
    show(technician, Audience.ONLY_ME, Section.BASICS)
    assert [need.title for need in profile_needs(technician.user)] == ["Nobody sees your profile yet"]


def test_renewals_come_with_their_date_the_soonest_first(client: Client, facts: None) -> None:
    technician = live_technician()
    today = timezone.localdate()
    types = RegistrationType.objects.order_by("pk")
    for kind, days in zip(types[:3], (50, 10, 90), strict=True):
        Registration.objects.create(
            technician=technician,
            type=kind,
            stage=RegistrationStage.HELD,
            awarded_on=date(2020, 1, 1),
            renewal_due_on=today + timedelta(days=days),
        )
    client.force_login(technician.user)
    needs = client.get("/me/").context["needs"]
    assert [need.due for need in needs] == [today + timedelta(days=10), today + timedelta(days=50)]
    assert needs[0].title == f"Renew your {types[1].post_nominals}"


def test_somebody_without_a_profile_is_told_how_to_claim_it(client: Client, user: object) -> None:
    client.force_login(user)
    page = client.get("/me/").content.decode()
    assert 'href="/claim/"' in page
    assert "Claim it with your staff number" in page
    assert "/admin/" not in page


def test_somebody_who_left_is_told_so(client: Client, live: Technician) -> None:
    Technician.objects.filter(pk=live.pk).update(state=ProfileState.LEFT)
    client.force_login(live.user)
    assert "Your profile is closed" in client.get("/me/").content.decode()


def test_who_may_edit_the_site_finds_the_admin(client: Client, db: None) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert 'href="/admin/"' in client.get("/me/").content.decode()


def test_visitors_are_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/me/")["Location"] == "/account/login/?next=/me/"
    assert client.post("/me/").status_code == 405 or client.post("/me/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", ["/me/", "/me/profile/", "/me/profile/skills/"])
def test_costs_the_same_for_1_skill_and_for_30(
    client: Client, db: None, django_assert_max_num_queries: object, path: str
) -> None:
    Branding.objects.create(site=Site.objects.get())  # as on every site in use
    technician = live_technician()
    client.force_login(technician.user)
    counts = []
    for wanted in (1, 30):
        while technician.skill_rows.count() < wanted:
            TechnicianSkill.objects.create(technician=technician, skill=SkillFactory())
        client.get(path)  # the branding is kept from the first time on
        with django_assert_max_num_queries(25) as seen:  # type: ignore[operator]
            assert client.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
