"""Speakers: put down by organisers, asked, named when they agree, and not any more when they take it back."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage, Speaker
from events.needs import speaker_needs
from events.services.speaking import fingerprint
from portal.accounts.models import Consent, User
from portal.accounts.role_sync import sync_roles
from portal.core.enums import Agreement
from portal.core.models import OutboxMail
from portal.core.roles import Role
from profiles.enums import ProfileState
from profiles.models import Technician
from tests.events.organising import page, queries, said
from tests.factories.events import EventFactory, SpeakerFactory
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.EVENT_ORGANISER.label)


@pytest.fixture
def as_organiser(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def to(name: str, speaker: Speaker) -> str:
    return reverse(f"organise:{name}_speaker", args=[speaker.pk])


def link_of(speaker: Speaker) -> str:
    return reverse("event_speaking_by_link", args=[speaker.secret])


def mails_to(address: str) -> list[str]:
    return list(OutboxMail.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))


def is_named(event: EventPage, name: str) -> bool:
    return name in Client().get(event.url).content.decode()


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    speaker = SpeakerFactory()
    lists = ("speakers", "add_speaker", "add_outside_speaker")
    addresses = [
        *(reverse(f"organise:{name}", args=[speaker.event_id]) for name in lists),
        *(to(name, speaker) for name in ("change", "record")),
    ]  # fmt: skip
    may = {Role.EVENT_ORGANISER, Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER}
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        assert {client.get(address).status_code for address in addresses} == {200 if role in may else 302}, role
    client.force_login(UserFactory())
    client.post(to("remove", speaker))
    client.post(to("ask", speaker))
    speaker.refresh_from_db()
    assert speaker.agreement == Agreement.NOT_ASKED


def test_somebody_is_named_once_they_agreed_and_not_after_they_took_it_back(
    as_organiser: Client, organiser: User
) -> None:
    event = EventFactory()
    sent = {"name": "Bea Beck", "role": "Glassblower", "topic": "Kilns", "email": "bea@elsewhere.example"}
    as_organiser.post(reverse("organise:add_outside_speaker", args=[event.pk]), sent, follow=True)
    speaker = Speaker.objects.get()
    assert Client().get(link_of(speaker)).status_code == 404
    assert said(as_organiser.post(to("ask", speaker), follow=True)) == ["Asked by mail. You are told when they answer."]
    assert mails_to("bea@elsewhere.example") == ["May you be named as a speaker?"]
    assert not is_named(event, "Bea Beck")
    guest = Client()
    guest.post(link_of(speaker), {"do": "agree", "seen": fingerprint(speaker)})
    assert is_named(event, "Bea Beck")
    assert mails_to(organiser.email) == ["A speaker agreed to be named"]
    guest.post(link_of(speaker), {"do": "withdraw"})
    assert not is_named(event, "Bea Beck")
    assert mails_to(organiser.email)[1:] == ["A speaker took their agreement back"]
    assert guest.post(link_of(speaker), {"do": "withdraw"}).status_code == 409
    assert said(as_organiser.post(to("change", speaker), sent, follow=True)) == [
        "This person took their agreement back: nothing may be said of them here."
    ]


def test_other_words_ask_anew(as_organiser: Client) -> None:
    speaker = SpeakerFactory(name="Bea Beck", agreement=Agreement.AGREED)
    seen = fingerprint(speaker)
    sent = {"name": "Bea Beck", "role": "Head of glass", "topic": "", "email": speaker.email}
    assert said(as_organiser.post(to("change", speaker), sent, follow=True)) == ["Saved, and asked anew."]
    assert not is_named(speaker.event, "Bea Beck")
    assert Client().post(link_of(speaker), {"do": "agree", "seen": seen}).status_code == 409
    speaker.refresh_from_db()
    assert speaker.agreement == Agreement.ASKED


def test_a_technician_is_chosen_once_and_answers_signed_in(as_organiser: Client) -> None:
    person = live_technician(given_name="Ada", family_name="Tarn")
    event = EventFactory()
    address = reverse("organise:add_speaker", args=[event.pk])
    assert as_organiser.post(address, {"technician": str(person.pk), "topic": "Kilns"}).status_code == 302
    again = as_organiser.post(address, {"technician": str(person.pk)})
    assert (again.status_code, "in the list already" in again.content.decode()) == (409, True)
    speaker = Speaker.objects.get()
    as_organiser.post(to("ask", speaker))
    assert mails_to(person.email) == ["May you be named as a speaker?"]
    own, theirs = Client(), reverse("me_speaking_one", args=[speaker.pk])
    own.force_login(person.user)
    assert event.title in page(own, reverse("me_speaking"))
    assert [need.url for need in speaker_needs(person.user)] == [theirs]
    assert own.post(theirs, {"do": "agree", "seen": fingerprint(speaker)}).status_code == 302
    speaker.refresh_from_db()
    assert speaker.agreement == Agreement.AGREED
    assert list(speaker_needs(person.user)) == []
    assert [row.given for row in Consent.objects.filter(user=person.user, use="event:speaker")] == [True]
    other = Client()
    other.force_login(UserFactory())
    assert other.get(theirs).status_code == 404


def test_an_agreement_that_was_given_elsewhere_is_noted_with_a_reason(as_organiser: Client, organiser: User) -> None:
    speaker = SpeakerFactory(name="Bea Beck")
    assert as_organiser.post(to("record", speaker), {"reason": " "}).status_code == 422
    assert "Noted." in said(as_organiser.post(to("record", speaker), {"reason": "By telephone."}, follow=True))[0]
    speaker.refresh_from_db()
    assert (speaker.agreement, speaker.recorded_by, speaker.recorded_reason) == (
        Agreement.AGREED, organiser, "By telephone."
    )  # fmt: skip
    assert mails_to(speaker.email) == ["It was noted that you agree to be named as a speaker"]
    assert said(as_organiser.post(to("ask", speaker), follow=True)) == ["They have answered already: agreed."]


def test_nobody_is_asked_without_an_address(as_organiser: Client) -> None:
    speaker = SpeakerFactory(email="")
    assert said(as_organiser.post(to("ask", speaker), follow=True)) == [
        "There is no email address to ask them at. Add one first."
    ]


def test_speakers_are_named_in_the_order_that_they_are_moved_to(as_organiser: Client) -> None:
    event = EventFactory()
    first, second, third = (
        SpeakerFactory(event=event, name=name, order=place, agreement=Agreement.AGREED)
        for place, name in enumerate(("Ana Ash", "Bea Beck", "Cy Crow"))
    )

    def order() -> list[str]:
        html = Client().get(event.url).content.decode()
        return sorted(("Ana Ash", "Bea Beck", "Cy Crow"), key=html.index)

    def move(speaker: Speaker, way: str) -> list[str]:
        return said(as_organiser.post(reverse(f"organise:speaker_{way}", args=[speaker.pk]), follow=True))

    assert move(third, "up") == ["The order is saved."]
    assert order() == ["Ana Ash", "Cy Crow", "Bea Beck"]
    move(first, "down")
    assert order() == ["Cy Crow", "Ana Ash", "Bea Beck"]
    move(third, "up")  # it is first already
    move(second, "down")
    assert order() == ["Cy Crow", "Ana Ash", "Bea Beck"]
    html = page(as_organiser, reverse("organise:speakers", args=[event.pk]))
    buttons = re.findall(r">(Move up|Move down)<span[^>]*>: ([^<]*)<", html)
    assert buttons == [
        ("Move down", "Cy Crow"), ("Move up", "Ana Ash"), ("Move down", "Ana Ash"), ("Move up", "Bea Beck"),
    ]  # fmt: skip
    gone = reverse("organise:speaker_up", args=[third.pk + 999])
    assert as_organiser.post(gone).status_code == 404


def test_nobody_else_puts_speakers_in_order(client: Client) -> None:
    sync_roles()
    event = EventFactory()
    speakers = [SpeakerFactory(event=event, order=place) for place in range(2)]
    for user in (UserFactory(), UserFactory(role=Role.PROFILE_STEWARD.label)):
        client.force_login(user)
        client.post(reverse("organise:speaker_down", args=[speakers[0].pk]))
        assert list(event.speakers.all()) == speakers


def test_nothing_is_left_of_a_speaker_who_is_gone() -> None:
    """With the profile goes where they speak; of who left the university nothing shows, while they may come back."""
    event = EventFactory()
    left, gone = live_technician(), live_technician()
    for person, topic in ((left, "Kilns"), (gone, "Wire")):
        SpeakerFactory(event=event, technician=person, topic=topic, agreement=Agreement.AGREED)
    Technician.objects.filter(pk=left.pk).update(state=ProfileState.LEFT, left_at=timezone.now())
    gone.delete()
    html = Client().get(event.url).content.decode()
    assert "Who speaks" not in html
    assert not any(words in html for words in ("Kilns", "Wire", "A technician"))
    assert [row.technician for row in Speaker.objects.all()] == [left]


@pytest.mark.parametrize("has_both", [True, False])
def test_a_speaker_is_a_technician_or_a_name_and_not_both(has_both: bool) -> None:
    """A name beside the profile would be shown to those who may not see the profile."""
    person = live_technician() if has_both else None
    with pytest.raises(IntegrityError, match="events_speaker_is_somebody"):
        SpeakerFactory(technician=person, name="Bea Beck" if has_both else "")


def test_a_speaker_is_taken_out(as_organiser: Client) -> None:
    assert said(as_organiser.post(to("remove", SpeakerFactory()), follow=True)) == ["Taken out of the speakers."]
    assert not Speaker.objects.exists()


def test_no_event_takes_the_address_of_the_question() -> None:
    event = EventFactory()
    event.slug = "speaking"
    with pytest.raises(ValidationError, match="another page here"):
        event.full_clean()


def test_what_the_list_costs_does_not_grow(as_organiser: Client) -> None:
    event = EventFactory()
    address = reverse("organise:speakers", args=[event.pk])
    SpeakerFactory(event=event, technician=live_technician())
    for_one = queries(as_organiser, address)
    for _ in range(29):
        SpeakerFactory(event=event, technician=live_technician())
    assert queries(as_organiser, address) == for_one
