"""Thanks: who sends them to whom, what becomes of them, and who reads them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from awards.models import Thanks
from awards.services.thanks import (
    MOST_A_DAY,
    ThanksError,
    TooManyThanksError,
    choose_mail,
    delete_thanks,
    keep_thanks,
    let_be_shown,
    send_thanks,
    show_thanks,
    take_thanks_back,
)
from awards.thanked import thanks_cards
from awards.thanks_needs import thanks_needs
from portal.core.models import OutboxMail
from profiles.enums import Audience, ProfileState
from profiles.models import Technician
from tests.factories.awards import ThanksFactory
from tests.factories.people import TechnicianFactory, UserFactory, live_technician
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db
WORDS = "Thank you for staying until the pump ran."


@pytest.fixture
def sender(client: Client) -> Any:
    """Sign in a colleague who is no technician."""
    user = UserFactory(first_name="Ana", last_name="Ruiz")
    client.force_login(user)
    return user


@pytest.fixture
def person() -> Technician:
    return live_technician(given_name="Maud", family_name="Tern", slug="maud-tern", email="maud@wexcombe.example")


# --- sending


def test_thanks_are_kept_and_mailed_after_commit(sender: Any, person: Technician) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        thanks = send_thanks(person.pk, f" {WORDS}\r\nAnd for the tea. ", by=sender, may_be_shown=True)
    assert (thanks.technician, thanks.sender, thanks.may_be_shown) == (person, sender, True)
    assert thanks.words == f"{WORDS}\nAnd for the tea."
    assert (thanks.is_shown, thanks.is_kept, thanks.read_at) == (False, False, None)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["maud@wexcombe.example"], "Somebody thanks you")
    assert "Ana Ruiz thanks you:" in sent.body
    assert WORDS in sent.body
    assert OutboxMail.objects.get().body == "", "The words are kept in one place."


def test_who_wants_no_mail_gets_none(sender: Any, person: Technician) -> None:
    choose_mail(person, wants_mail=False)
    send_thanks(person.pk, WORDS, by=sender)
    assert not OutboxMail.objects.exists()
    choose_mail(person, wants_mail=True)
    send_thanks(person.pk, "And again.", by=sender)
    assert OutboxMail.objects.count() == 1


def test_nobody_thanks_themselves(person: Technician) -> None:
    with pytest.raises(ThanksError, match="yourself"):
        send_thanks(person.pk, WORDS, by=person.user)


@pytest.mark.parametrize("state", [state for state in ProfileState if state != ProfileState.LIVE])
def test_only_who_shows_a_live_profile_is_thanked(sender: Any, person: Technician, state: ProfileState) -> None:
    Technician.objects.filter(pk=person.pk).update(state=state)
    with pytest.raises(ThanksError, match="shows you no profile"):
        send_thanks(person.pk, WORDS, by=sender)
    assert not Thanks.objects.exists()


def test_who_shows_themselves_to_nobody_is_not_thanked(sender: Any) -> None:
    with pytest.raises(ThanksError, match="shows you no profile"):
        send_thanks(live_technician(Audience.ONLY_ME).pk, WORDS, by=sender)


@pytest.mark.parametrize("words", ["", " \n ", "x" * 601])
def test_words_that_cannot_be(sender: Any, person: Technician, words: str) -> None:
    with pytest.raises(ThanksError):
        send_thanks(person.pk, words, by=sender)


def test_the_same_words_are_sent_once(sender: Any, person: Technician) -> None:
    send_thanks(person.pk, WORDS, by=sender)
    with pytest.raises(ThanksError, match="already"):
        send_thanks(person.pk, f"{WORDS} ", by=sender)
    assert Thanks.objects.count() == 1


def test_so_many_a_day_and_no_more(sender: Any, person: Technician) -> None:
    for number in range(MOST_A_DAY):
        send_thanks(person.pk, f"Thanks, {number}", by=sender)
    with pytest.raises(TooManyThanksError, match="10 thanks within a day"):
        send_thanks(person.pk, WORDS, by=sender)
    send_thanks(person.pk, WORDS, by=UserFactory())
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        send_thanks(person.pk, WORDS, by=sender)


# --- what becomes of them


def test_keep_show_and_take_off(person: Technician) -> None:
    thanks = ThanksFactory(technician=person, may_be_shown=True)
    kept = keep_thanks(thanks.pk, by=person.user)
    assert (kept.is_kept, kept.is_shown, kept.read_at is not None) == (True, False, True)
    assert show_thanks(thanks.pk, by=person.user).is_shown
    taken_off = keep_thanks(thanks.pk, by=person.user)
    assert (taken_off.is_kept, taken_off.is_shown) == (True, False)


def test_private_thanks_are_never_shown(person: Technician) -> None:
    thanks = ThanksFactory(technician=person)
    with pytest.raises(ThanksError, match="between you"):
        show_thanks(thanks.pk, by=person.user)
    assert not Thanks.objects.shown().exists()


def test_a_sender_who_changes_their_mind_takes_them_off_the_profile(person: Technician) -> None:
    thanks = ThanksFactory(technician=person, may_be_shown=True, is_shown=True)
    let_be_shown(thanks.pk, may_be_shown=False, by=thanks.sender)
    assert thanks_cards(person.pk, "public") == []
    let_be_shown(thanks.pk, may_be_shown=True, by=thanks.sender)
    assert thanks_cards(person.pk, "public") == [], "The technician puts them there, not the sender."


def test_taking_back_deletes_them(person: Technician) -> None:
    thanks = ThanksFactory(technician=person)
    take_thanks_back(thanks.pk, by=thanks.sender)
    assert not Thanks.objects.exists()
    with pytest.raises(ThanksError, match="not here any more"):
        keep_thanks(thanks.pk, by=person.user)


@pytest.mark.parametrize("act", [keep_thanks, show_thanks, delete_thanks])
def test_only_the_technician_decides(person: Technician, act: Any) -> None:
    thanks = ThanksFactory(technician=person, may_be_shown=True)
    for by in (thanks.sender, live_technician().user, UserFactory()):
        with pytest.raises(ThanksError):
            act(thanks.pk, by=by)
    assert Thanks.objects.filter(pk=thanks.pk, is_kept=False, is_shown=False).exists()


def test_only_the_sender_takes_back(person: Technician) -> None:
    thanks = ThanksFactory(technician=person)
    for by in (person.user, UserFactory()):
        with pytest.raises(ThanksError):
            take_thanks_back(thanks.pk, by=by)
    assert Thanks.objects.exists()


def test_unread_thanks_wait_for_the_technician(person: Technician) -> None:
    assert list(thanks_needs(person.user)) == []
    ThanksFactory.create_batch(2, technician=person)
    with CaptureQueriesContext(connection) as captured:
        (need,) = thanks_needs(person.user)
    assert (need.title, len(captured)) == ("2 people thank you", 1)
    for thanks in Thanks.objects.all():
        keep_thanks(thanks.pk, by=person.user)
    assert list(thanks_needs(person.user)) == []


# --- on the profile


def test_a_profile_shows_what_both_want_shown(client: Client, person: Technician) -> None:
    sender = UserFactory(first_name="Ana", last_name="Ruiz")
    ThanksFactory(technician=person, sender=sender, words=WORDS, may_be_shown=True, is_shown=True)
    ThanksFactory(technician=person, words="Between us.", may_be_shown=True)
    page = text(client.get(f"/technicians/{person.slug}/"))
    assert "Thanks from colleagues" in page
    assert "Ana Ruiz" in page
    assert WORDS in page
    assert "Between us." not in page


def test_a_sender_with_a_profile_is_named_to_those_who_see_it(person: Technician) -> None:
    sender = live_technician(Audience.COLLEAGUES, given_name="Otto", family_name="Grebe", slug="otto-grebe")
    ThanksFactory(technician=person, sender=sender.user, may_be_shown=True, is_shown=True)
    with CaptureQueriesContext(connection) as captured:
        (public,) = thanks_cards(person.pk, "public")
    assert len(captured) == 1
    (colleagues,) = thanks_cards(person.pk, "colleagues")
    assert (public.title, public.url) == ("A colleague", "")
    assert (colleagues.title, colleagues.url) == ("Otto Grebe", "/technicians/otto-grebe/")


def test_an_address_is_no_name(person: Technician) -> None:
    ThanksFactory(technician=person, sender=UserFactory(first_name="", last_name=""), may_be_shown=True, is_shown=True)
    (card,) = thanks_cards(person.pk, "public")
    assert card.title == "A colleague"


def test_the_profile_has_the_button_for_colleagues(client: Client, person: Technician) -> None:
    address = reverse("thank", args=[person.slug])
    assert address not in client.get(f"/technicians/{person.slug}/").content.decode()
    client.force_login(UserFactory())
    assert address in client.get(f"/technicians/{person.slug}/").content.decode()
    client.force_login(person.user)
    assert address not in client.get(f"/technicians/{person.slug}/").content.decode()


# --- the screens


def test_thanking_and_taking_back_by_hand(client: Client, sender: Any, person: Technician) -> None:
    answer = client.post(reverse("thank", args=[person.slug]), {"words": WORDS, "may_be_shown": "on"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("me_thanks_sent")
    assert "Maud Tern can read it now." in text(answer)
    thanks = Thanks.objects.get()
    one = reverse("me_thanks_sent_one", args=[thanks.pk])
    assert "with your name" in text(client.get(one))
    client.post(one, {"do": "forbid"})
    thanks.refresh_from_db()
    assert not thanks.may_be_shown
    answer = client.post(one, {"do": "take-back"}, follow=True)
    assert "Taken back." in text(answer)
    assert not Thanks.objects.exists()


def test_a_technician_reads_and_shows(client: Client, person: Technician) -> None:
    thanks = ThanksFactory(technician=person, words="<b>Ta</b>", may_be_shown=True)
    client.force_login(person.user)
    page = client.get(reverse("me_thanks"))
    assert "&lt;b&gt;Ta&lt;/b&gt;" in page.content.decode()
    assert Thanks.objects.unread().exists(), "Reading a page writes nothing."
    one = reverse("me_thanks_one", args=[thanks.pk])
    answer = client.post(one, {"do": "show"}, follow=True)
    assert "It stands on your profile." in text(answer)
    client.post(one, {"do": "delete"})
    assert not Thanks.objects.exists()
    assert client.post(one, {"do": "delete"}).status_code == 404


def test_mail_is_turned_off_and_on(client: Client, person: Technician) -> None:
    client.force_login(person.user)
    assert "You get no more mail" in text(client.post(reverse("me_thanks"), {"do": "no-mail"}, follow=True))
    assert "Send me a mail about thanks" in text(client.get(reverse("me_thanks")))
    client.post(reverse("me_thanks"), {"do": "mail"})
    assert "Send me no mail about thanks" in text(client.get(reverse("me_thanks")))


def test_too_many_are_told_in_plain_words(client: Client, sender: Any, person: Technician) -> None:
    ThanksFactory.create_batch(MOST_A_DAY, sender=sender)
    answer = client.post(reverse("thank", args=[person.slug]), {"words": WORDS})
    assert answer.status_code == 429
    assert "which is the most. Send this one tomorrow." in text(answer)
    assert WORDS in answer.content.decode(), "What was typed is kept."


def test_who_cannot_be_seen_cannot_be_found(client: Client, sender: Any) -> None:
    hidden = TechnicianFactory(state=ProfileState.HIDDEN)
    assert client.get(reverse("thank", args=[hidden.slug])).status_code == 404
    assert client.post(reverse("thank", args=[hidden.slug]), {"words": WORDS}).status_code == 404


def test_visitors_are_led_to_the_sign_in(client: Client, person: Technician) -> None:
    for address in (reverse("thank", args=[person.slug]), reverse("me_thanks"), reverse("me_thanks_sent")):
        answer = client.post(address, {"words": WORDS, "do": "no-mail"})
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/account/login/") or (
            answer.status_code == 405 and address == reverse("me_thanks_sent")
        )
    assert not Thanks.objects.exists()


@pytest.mark.parametrize("name", ["me_thanks", "me_thanks_sent"])
def test_lists_cost_the_same_for_one_and_for_thirty(client: Client, person: Technician, name: str) -> None:
    client.force_login(person.user)
    costs = []
    for number in (1, 29):
        for _ in range(number):
            ThanksFactory(technician=person, sender=live_technician().user)
            ThanksFactory(technician=live_technician(), sender=person.user)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12
