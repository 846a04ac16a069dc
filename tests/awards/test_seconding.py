"""Seconders: invited, they add words, would rather not, take them back; and what is refused."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.enums import SeconderState
from awards.models import Nomination, Round, Seconder
from awards.nominating_needs import nominating_needs
from awards.services.nominating import withdraw
from awards.services.refusals import ClosedError, NominatingError
from awards.services.seconding import decline, give, invite, take_back, take_words_back
from tests.awards.nominating import close, subjects, whole
from tests.factories.awards import SeconderFactory
from tests.factories.people import UserFactory
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db


def test_somebody_is_invited_by_mail_and_an_account_is_found_by_its_address() -> None:
    nomination, user = whole(), UserFactory()
    seconder = invite(nomination.pk, name=" Sal \r\n Asked ", email=user.email.upper())
    assert (seconder.name, seconder.email, seconder.user) == ("Sal Asked", user.email, user)
    assert subjects(user.email) == [f"Will you support a nomination? {nomination.round.scheme.title}"]
    assert [need.url for need in nominating_needs(user)] == [reverse("seconding", args=[seconder.secret])]


def test_who_cannot_be_invited() -> None:
    nomination = whole()
    nominee = nomination.nominees.get().technician
    for email, words in (
        (nomination.nominator.email, "Ask somebody else"),
        (nominee.email, "Nobody supports a nomination of themselves"),
    ):
        with pytest.raises(NominatingError, match=words):
            invite(nomination.pk, name="A", email=email)
    invite(nomination.pk, name="A", email="a@wexcombe.example")
    with pytest.raises(NominatingError, match="invited already"):
        invite(nomination.pk, name="A", email="A@wexcombe.example")
    invite(nomination.pk, name="B", email="b@wexcombe.example")
    with pytest.raises(NominatingError, match="At most 2 people"):
        invite(nomination.pk, name="C", email="c@wexcombe.example")
    close(nomination.round)
    with pytest.raises(ClosedError):
        invite(nomination.pk, name="D", email="d@wexcombe.example")


def test_words_are_given_changed_and_taken_back_and_the_nominator_is_told_but_does_not_read_them() -> None:
    nomination = whole()
    seconder = invite(nomination.pk, name="Sal", email="sal@wexcombe.example")
    give(seconder.pk, "  They saved\r\nthe day. ")
    give(seconder.pk, "They saved the week.")
    seconder.refresh_from_db()
    assert (seconder.state, seconder.words) == (SeconderState.GIVEN, "They saved the week.")
    title = nomination.round.scheme.title
    assert subjects(nomination.nominator.email) == [f"A supporter answered: {title}"]
    assert subjects("sal@wexcombe.example")[-1] == f"Your words were added: {title}"
    take_words_back(seconder.pk)
    seconder.refresh_from_db()
    assert (seconder.state, seconder.words) == (SeconderState.WITHDRAWN, "")
    with pytest.raises(NominatingError):
        take_words_back(seconder.pk)


def test_no_words_too_many_words_and_a_second_no_are_refused() -> None:
    seconder = SeconderFactory(nomination=whole())
    for words in (" \n", "word " * 401, "w" * 4001):
        with pytest.raises(NominatingError):
            give(seconder.pk, words)
    decline(seconder.pk)
    with pytest.raises(NominatingError, match="answered already"):
        decline(seconder.pk)
    give(seconder.pk, "I have thought again.")
    assert Seconder.objects.get(pk=seconder.pk).state == SeconderState.GIVEN


def test_closing_and_judging_end_what_a_seconder_can_do() -> None:
    nomination = whole(draft=False)
    seconder = SeconderFactory(nomination=nomination)
    give(seconder.pk, "Good.")
    close(nomination.round)
    with pytest.raises(ClosedError):
        give(seconder.pk, "Better.")
    Round.objects.filter(pk=nomination.round_id).update(judging_opened_at=timezone.now())
    with pytest.raises(NominatingError, match="Judges read"):
        take_words_back(seconder.pk)


def test_an_invitation_is_taken_back_with_what_was_written() -> None:
    nomination = whole()
    seconder = SeconderFactory(nomination=nomination, state="given", words="Good.")
    with pytest.raises(NominatingError):
        take_back(whole().pk, seconder.pk)
    take_back(nomination.pk, seconder.pk)
    assert not nomination.seconders.exists()
    assert subjects(seconder.email)[0].startswith("Your support is no longer needed")


# --- the page


def test_the_link_used_twice_says_so(client: Client) -> None:
    seconder = SeconderFactory(nomination=whole())
    here = reverse("seconding", args=[seconder.secret])
    assert "I would rather not" in text(client.get(here))
    answer = client.post(here, {"do": "give", "words": "They <b>mended</b> it."}, follow=True)
    assert "You added your words on" in text(answer)
    assert "&lt;b&gt;mended" in answer.content.decode()
    again = client.get(here)
    assert "You added your words on" in text(again)
    assert client.post(here, {"do": "decline"}).status_code == 409
    assert not client.cookies.get("messages")


def test_a_withdrawn_nomination_takes_no_words(client: Client) -> None:
    nomination = whole(draft=False)
    seconder = SeconderFactory(nomination=nomination)
    here = reverse("seconding", args=[seconder.secret])
    withdraw(nomination.pk)
    assert "this one has ended" in text(client.get(here))
    assert client.post(here, {"do": "give", "words": "Too late."}).status_code == 409
    assert Seconder.objects.get(pk=seconder.pk).words == ""


def test_a_deleted_draft_leaves_nothing_at_the_link(client: Client) -> None:
    seconder = SeconderFactory(nomination=whole())
    withdraw(seconder.nomination_id)
    assert client.get(reverse("seconding", args=[seconder.secret])).status_code == 404
    assert not Nomination.objects.exists()


def test_nothing_is_asked_any_more_once_it_closed() -> None:
    user = UserFactory()
    seconder = SeconderFactory(nomination=whole(), user=user)
    assert len(list(nominating_needs(user))) == 1
    Round.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert list(nominating_needs(user)) == []
    assert seconder.user == user
