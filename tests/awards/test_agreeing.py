"""Those who are honoured: asked, named when they agree, and gone from everywhere when they take it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from awards.honour_needs import honour_needs
from awards.models import Honour, HonouredPerson
from awards.services.agreeing import ask_anew, ask_person, fingerprint, record_agreement
from awards.services.announcing import announce_awards, send_letters
from awards.services.honouring import HonourError, finish_round
from portal.accounts.models import Consent
from portal.core.enums import Agreement
from portal.core.models import Branding, OutboxMail
from portal.core.registries import filled_panels
from profiles.enums import Audience, ProfileState, Section
from profiles.models import Achievement, SectionAudience, Technician
from tests.awards.test_honouring import at, candidate
from tests.events.organising import queries
from tests.factories.awards import HonouredPersonFactory, HonourFactory, RoundFactory, SchemeFactory
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
BOARD = "/awards/honours/"


def asked(**fields: Any) -> HonouredPerson:
    person: HonouredPerson = HonouredPersonFactory(
        agreement=Agreement.ASKED, technician=fields.pop("technician", None) or live_technician(), **fields
    )
    return person


def link_of(person: HonouredPerson) -> str:
    return reverse("award_honoured", args=[person.secret])


def says(client: Client, person: HonouredPerson, do: str, **sent: str) -> int:
    return client.post(link_of(person), {"do": do, "seen": fingerprint(person), **sent}).status_code


def board(client: Client | None = None) -> str:
    return (client or Client()).get(BOARD).content.decode()


def test_somebody_is_named_once_they_agreed_and_nowhere_after_they_took_it_back(client: Client) -> None:
    person = asked()
    technician = person.technician
    assert technician is not None
    assert technician.display_name not in board()
    assert not filled_panels("technician", technician.pk, Audience.PUBLIC)
    assert says(client, person, "agree", on_profile="yes") == 302
    assert technician.display_name in board()
    (panel,) = filled_panels("technician", technician.pk, Audience.PUBLIC)
    assert (panel.title, panel.cards[0].title) == ("Awards", person.honour.scheme.title)
    profile = Client().get(technician.get_absolute_url()).content.decode()
    assert profile.count(person.honour.scheme.title) >= 2  # in the panel, and among the achievements
    assert says(client, person, "withdraw") == 302
    assert technician.display_name not in board()
    assert "Name not published" in board()
    assert person.honour.scheme.title not in Client().get(technician.get_absolute_url()).content.decode()
    assert not Achievement.objects.exists()
    assert list(Consent.objects.order_by("pk").values_list("use", "given")) == [
        ("award:honour", True), ("award:honour", False),
    ]  # fmt: skip


def test_who_says_no_is_not_named_and_may_change_their_mind(client: Client) -> None:
    person = asked()
    assert says(client, person, "refuse") == 302
    assert "Name not published" in board()
    assert says(client, person, "agree") == 302
    person.refresh_from_db()
    assert person.agreement == Agreement.AGREED
    assert says(client, person, "agree") == 409
    assert not Achievement.objects.exists()


def test_other_words_than_were_read_are_not_agreed_to(client: Client) -> None:
    person = asked()
    seen = fingerprint(person)
    Honour.objects.update(citation="Something else.")
    assert client.post(link_of(person), {"do": "agree", "seen": seen}).status_code == 409
    person.refresh_from_db()
    assert person.agreement == Agreement.ASKED


def test_what_it_was_for_waits_until_all_agreed_and_the_team_until_one_did(client: Client) -> None:
    honour = HonourFactory(team_name="The Kiln Room", citation="For Bea’s patience.")
    first, second = asked(honour=honour), asked(honour=honour)
    assert "The Kiln Room" not in board()
    says(client, first, "agree")
    assert "The Kiln Room" in board()
    assert "patience" not in board()
    assert "One name not published" in board()
    says(client, second, "agree")
    assert "patience" in board()
    says(client, first, "withdraw")
    assert "patience" not in board()


def test_the_achievement_comes_with_the_announcement_and_not_before(client: Client) -> None:
    round_, winner = RoundFactory(judging=True), live_technician()
    candidate(round_, "winner", winner)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at):
        send_letters()
        person = HonouredPerson.objects.get()
        assert client.get(link_of(person) + "certificate/").status_code == 404
        says(client, person, "agree", on_profile="yes")
        assert not Achievement.objects.exists()
        assert winner.display_name not in board()
    with at(round_.announce_at):
        announce_awards()
        achievement = Achievement.objects.get(technician=winner)
        assert winner.display_name in board()
        assert winner.display_name in client.get(link_of(person) + "certificate/").content.decode()
    assert achievement.title == f"{round_.scheme.title}: winner"
    with at(round_.announce_at + timedelta(days=1)):
        assert says(client, person, "hide") == 302
        assert not Achievement.objects.exists()
        assert says(client, person, "show") == 302
        assert Achievement.objects.count() == 1


def test_nobody_is_asked_before_the_letters_are_out() -> None:
    round_ = RoundFactory(judging=True)
    candidate(round_, "winner")
    finish_round(round_.pk, by=None)
    person = HonouredPerson.objects.get()
    for step in (lambda: ask_person(person.pk, by=None), lambda: record_agreement(person.pk, by=None, reason="Said.")):
        with pytest.raises(HonourError, match="when the letters go out"):
            step()
    user = person.technician.user  # type: ignore[union-attr]
    assert not HonouredPerson.objects.of(user).exists()


def test_a_name_is_shown_to_those_alone_who_see_the_profile() -> None:
    person = asked(technician=live_technician(Audience.COLLEAGUES))
    HonouredPerson.objects.update(agreement=Agreement.AGREED)
    colleague = Client()
    colleague.force_login(UserFactory())
    name = person.technician.display_name  # type: ignore[union-attr]
    assert (name in board(), name in board(colleague)) == (False, True)
    Technician.objects.filter(pk=person.technician_id).update(state=ProfileState.HIDDEN)
    assert name not in board(colleague)


def test_somebody_without_a_profile_is_named_by_the_link_alone(client: Client) -> None:
    person = HonouredPersonFactory(
        technician=None, name="Bea Beck", email="bea@elsewhere.example", department_name="Glass"
    )  # fmt: skip
    assert client.get(link_of(person)).status_code == 404  # nobody asked them yet
    ask_person(person.pk, by=UserFactory())
    assert OutboxMail.objects.get().to == "bea@elsewhere.example"
    person.refresh_from_db()
    assert says(client, person, "agree", on_profile="yes") == 302
    assert "Bea Beck, Glass" in board()
    person.refresh_from_db()
    assert not person.wants_achievement
    assert says(client, person, "show") == 409


def test_what_an_organiser_notes_is_told_and_can_be_taken_back(client: Client) -> None:
    person, organiser = asked(), UserFactory()
    with pytest.raises(HonourError, match="Say how"):
        record_agreement(person.pk, by=organiser, reason=" ")
    record_agreement(person.pk, by=organiser, reason="By telephone.")
    assert OutboxMail.objects.get().subject == "It was noted that you agree to be named for an award"
    with pytest.raises(HonourError, match="answered already"):
        record_agreement(person.pk, by=organiser, reason="Again.")
    assert says(client, person, "withdraw") == 302
    person.refresh_from_db()
    assert (person.agreement, person.recorded_reason) == (Agreement.WITHDRAWN, "")
    with pytest.raises(HonourError, match="answered already"):
        ask_person(person.pk, by=organiser)


def test_new_words_void_an_answer_and_ask_anew(client: Client) -> None:
    person = asked()
    says(client, person, "agree", on_profile="yes")
    assert ask_anew(person.honour, by=None) == 1
    person.refresh_from_db()
    assert (person.agreement, person.achievement) == (Agreement.ASKED, None)
    assert not Achievement.objects.exists()


def test_whoever_entered_it_is_told_what_was_answered(client: Client) -> None:
    organiser = UserFactory()
    person = asked(honour=HonourFactory(made_by=organiser))
    says(client, person, "agree")
    says(client, person, "withdraw")
    told = list(OutboxMail.objects.filter(to=organiser.email).order_by("pk").values_list("subject", flat=True))
    assert told == [
        "Somebody agreed to be named for an award", "Somebody took back their agreement to be named for an award",
    ]  # fmt: skip


def test_it_waits_at_me_until_it_is_answered_and_is_nobody_elses(client: Client) -> None:
    person = asked()
    user = person.technician.user  # type: ignore[union-attr]
    (need,) = honour_needs(user)
    assert need.url == reverse("me_honour", args=[person.pk])
    client.force_login(user)
    assert person.honour.scheme.title in client.get("/me/honours/").content.decode()
    assert client.post(need.url, {"do": "agree", "seen": fingerprint(person)}).status_code == 302
    assert not list(honour_needs(user))
    client.force_login(UserFactory())
    assert client.get(need.url).status_code == 404
    assert client.get(f"{need.url}certificate/").status_code == 404
    assert client.post(need.url, {"do": "withdraw"}).status_code == 404


def test_an_achievement_is_seen_by_whom_the_section_is(client: Client) -> None:
    person = asked()
    SectionAudience.objects.filter(technician=person.technician, section=Section.ACHIEVEMENTS).update(
        audience=Audience.ONLY_ME
    )
    says(client, person, "agree", on_profile="yes")
    (row,) = Achievement.objects.all()
    assert row.title not in Client().get(person.technician.get_absolute_url()).content.decode()  # type: ignore[union-attr]


def test_the_board_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    HonouredPersonFactory(technician=live_technician(), agreement=Agreement.AGREED)
    few = queries(client, BOARD)
    for year in range(29):
        honour = HonourFactory(year=1990 + year)
        HonouredPersonFactory(honour=honour, technician=live_technician(), agreement=Agreement.AGREED)
    assert queries(client, BOARD) == few
    assert few <= 12
    assert board().count('class="plate stack"') == 30
    assert not any(mark in board() for mark in ("csrfmiddlewaretoken", "sessionid"))


def test_the_board_is_narrowed_by_what_stands_in_the_address(client: Client) -> None:
    old, new = HonourFactory(year=1999, category_name="Old"), HonourFactory(year=2020, category_name="New")
    HonourFactory(category_name="Coming", announced_at=timezone.now() + timedelta(hours=1))
    HonourFactory(category_name="Never", announced_at=None)

    def found(query: str) -> set[str]:
        lines = client.get(BOARD + query).context["lines"]
        return {line.category for line in lines}

    assert found("") == {"Old", "New"}
    assert found("?year=1999") == {"Old"}
    assert found(f"?scheme={new.scheme.slug}") == {"New"}
    assert found("?kind=commended") == set()
    assert found("?year=soon&kind=all&page=x") == {"Old", "New"}
    assert old.scheme.title in board()


def test_a_profile_stays_cheap_with_awards(client: Client) -> None:
    technician = live_technician()
    Branding.objects.create(site=Site.objects.get(is_default_site=True))
    for year in range(8):
        HonouredPersonFactory(
            honour=HonourFactory(year=2000 + year), technician=technician, agreement=Agreement.AGREED
        )  # fmt: skip
    assert queries(client, technician.get_absolute_url()) <= 12
    (panel,) = filled_panels("technician", technician.pk, Audience.PUBLIC)
    assert len(panel.cards) == 6


def test_the_page_of_an_award_names_its_latest_winners_as_the_board_does(client: Client) -> None:
    scheme, winner = SchemeFactory(), live_technician()
    honour = HonourFactory(scheme=scheme, year=2024)
    HonouredPersonFactory(honour=honour, technician=winner, agreement=Agreement.AGREED)
    for year in range(2010, 2018):
        HonouredPersonFactory(honour=HonourFactory(scheme=scheme, year=year), technician=live_technician())
    HonourFactory(scheme=scheme, year=2025, category_name="Coming", announced_at=timezone.now() + timedelta(hours=1))
    text = client.get(scheme.url).content.decode()
    assert winner.display_name in text
    assert "Coming" not in text
    assert text.count("Name not published") == 5
    assert f"/awards/honours/?scheme={scheme.slug}" in text
