"""'Tell me when it opens': asked for, confirmed, told once of each opening, stopped."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.alert_jobs import forget_alerts
from awards.models import SchemeAlert, SchemePage
from awards.services.alerts import (
    AlertError,
    ask_as_guest,
    ask_to_be_told,
    confirm_alert,
    stop_by_link,
    tell_of_openings,
)
from portal.core.models import OutboxMail
from portal.core.times import moment_words
from tests.events.organising import page, queries
from tests.factories.awards import RoundFactory, SchemeFactory, in_days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
GUEST = "guest@elsewhere.example"


def at(scheme: SchemePage) -> str:
    return reverse("award_alert", args=[scheme.slug])


def mails() -> list[tuple[str, str]]:
    return list(OutboxMail.objects.order_by("pk").values_list("to", "subject"))


def test_somebody_signed_in_asks_by_one_button_and_stops_by_another(client: Client) -> None:
    scheme, user = SchemeFactory(), UserFactory()
    client.force_login(user)
    assert "Tell me when it opens</button>" in page(client, at(scheme))
    for _ in range(2):
        client.post(at(scheme), {"do": "tell"})
    assert SchemeAlert.objects.get().user == user
    assert "Do not tell me any more" in page(client, at(scheme))
    client.post(at(scheme), {"do": "stop"})
    assert not SchemeAlert.objects.exists()
    assert client.post(at(scheme), {"do": "shout"}).status_code == 422


def test_a_guest_is_told_only_once_the_address_is_confirmed(client: Client) -> None:
    row = RoundFactory(scheme__title="The Steady Hand", coming=True)
    answer = client.post(at(row.scheme), {"email": GUEST.upper(), "website": ""}, follow=True)
    assert "Look into your mail" in answer.content.decode()
    assert mails() == [(GUEST, "Confirm: tell me when ‘The Steady Hand’ opens")]
    alert = SchemeAlert.objects.get()
    link = reverse("award_alert_by_link", args=[alert.secret])
    assert link in OutboxMail.objects.get().body
    with time_machine.travel(in_days(6), tick=False):
        assert tell_of_openings() == "0 told"
        client.post(link, {"do": "confirm"})
        assert "We write to you when it opens." in page(client, link)
        assert tell_of_openings() == "1 told"
        assert tell_of_openings() == "0 told"
    assert mails()[1:] == [(GUEST, "Open now: The Steady Hand")]


def test_what_a_program_sends_is_not_kept(client: Client) -> None:
    answer = client.post(at(SchemeFactory()), {"email": GUEST, "website": "https://x.example"})
    assert answer["Location"] == reverse("award_alert_sent")
    assert not SchemeAlert.objects.exists()


def test_an_address_that_is_asked_for_again_tells_nobody_that_it_was(client: Client) -> None:
    scheme = SchemeFactory()
    ask_as_guest(scheme, GUEST)
    confirm_alert(SchemeAlert.objects.get().secret)
    first = client.post(at(scheme), {"email": GUEST})
    second = client.post(at(scheme), {"email": "new@elsewhere.example"})
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert SchemeAlert.objects.filter(email=GUEST).count() == 1


def test_a_confirmed_address_of_an_account_becomes_the_accounts() -> None:
    scheme, user = SchemeFactory(), UserFactory()
    EmailAddress.objects.create(user=user, email="mine@elsewhere.example", verified=True)
    ask_as_guest(scheme, "mine@elsewhere.example")
    assert list(SchemeAlert.objects.of(user)) == [SchemeAlert.objects.get()]
    confirmed = confirm_alert(SchemeAlert.objects.get().secret)
    assert (confirmed.user, confirmed.email) == (user, "")
    assert list(SchemeAlert.objects.of(user)) == [confirmed]


def test_each_opening_is_told_once(client: Client) -> None:
    scheme, user = SchemeFactory(title="The Steady Hand"), UserFactory(first_name="Oriel")
    ask_to_be_told(scheme, user=user)
    RoundFactory(scheme=scheme)
    assert [tell_of_openings(), tell_of_openings()] == ["1 told", "0 told"]
    later = {"opens_at": in_days(100), "closes_at": in_days(110), "judging_ends_at": in_days(120)}
    RoundFactory(scheme=scheme, **later, letters_at=in_days(130), announce_at=in_days(140))
    with time_machine.travel(in_days(105), tick=False):
        assert [tell_of_openings(), tell_of_openings()] == ["1 told", "0 told"]
    assert [to for to, _ in mails()] == [user.email] * 2


def test_the_mail_says_until_when_and_how_to_stop_it() -> None:
    row = RoundFactory(scheme__title="The Steady Hand")
    alert = ask_to_be_told(row.scheme, user=UserFactory(first_name="Oriel"))
    tell_of_openings()
    body = OutboxMail.objects.get().body
    stop = reverse("award_alert_by_link", args=[alert.secret])
    for words in ("Hello Oriel", moment_words(row.closes_at), f"/awards/{row.scheme.slug}/nominate/", stop):
        assert words in body


def test_nobody_is_told_of_what_is_closed_cancelled_or_hidden_or_when_they_left() -> None:
    user = UserFactory()
    for row in (RoundFactory(coming=True), RoundFactory(closed=True),
                RoundFactory(cancelled_at=timezone.now(), cancelled_reason="No")):  # fmt: skip
        ask_to_be_told(row.scheme, user=user)
    hidden = RoundFactory()
    ask_to_be_told(hidden.scheme, user=user)
    hidden.scheme.unpublish()
    ask_to_be_told(RoundFactory().scheme, user=UserFactory(is_active=False))
    assert tell_of_openings() == "0 told"


def test_an_award_of_another_body_is_told_by_the_days_that_editors_know() -> None:
    today = timezone.localdate()
    scheme = SchemeFactory(external=True, title="Bench Prize", next_opens_on=today + timedelta(days=2),
                           next_closes_on=today + timedelta(days=9))  # fmt: skip
    ask_to_be_told(scheme, user=UserFactory())
    assert tell_of_openings() == "0 told"
    with time_machine.travel(in_days(3), tick=False):
        assert [tell_of_openings(), tell_of_openings()] == ["1 told", "0 told"]
    assert mails()[0][1] == "Open now: Bench Prize"


def test_a_link_stops_it_without_signing_in_and_works_once(client: Client) -> None:
    alert = ask_to_be_told(SchemeFactory(), user=UserFactory())
    link = reverse("award_alert_by_link", args=[alert.secret])
    assert "Do not tell me any more" in page(client, link)
    assert client.get(link).status_code == 200  # opening it, as mail programs do, stops nothing
    answer = client.post(link, {"do": "stop"}, follow=True)
    assert "We do not write to you" in answer.content.decode()
    assert client.post(link, {"do": "stop"}).status_code == 404
    stop_by_link(alert.secret)
    assert not SchemeAlert.objects.exists()


def test_an_address_that_nobody_confirms_is_forgotten() -> None:
    scheme = SchemeFactory()
    ask_as_guest(scheme, GUEST)
    ask_to_be_told(scheme, user=UserFactory())
    assert forget_alerts() == "0 not confirmed in time"
    with time_machine.travel(timezone.now() + timedelta(hours=48), tick=False):
        assert forget_alerts() == "1 not confirmed in time"
    assert SchemeAlert.objects.get().email == ""


def test_what_is_no_longer_given_is_not_told(client: Client) -> None:
    scheme = SchemeFactory(has_ended=True)
    assert client.get(at(scheme)).status_code == 404
    assert client.get(reverse("award_alert", args=["no-such-award"])).status_code == 404
    with pytest.raises(AlertError):
        ask_to_be_told(scheme, user=UserFactory())


@pytest.mark.parametrize("email", ["", "the porter", f"{'x' * 250}@y.example", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(client: Client, email: str) -> None:
    assert client.post(at(SchemeFactory()), {"email": email}).status_code == 422
    assert not SchemeAlert.objects.exists()
    assert not OutboxMail.objects.exists()


# --- one's own, in a list


def own_address(user: object, email: str) -> None:
    EmailAddress.objects.create(user=user, email=email, verified=True)


def test_ones_own_are_listed_and_stopped_one_by_one(client: Client) -> None:
    user = UserFactory()
    own_address(user, "other@wexcombe.example")
    coming = RoundFactory(coming=True).scheme
    elsewhere = SchemeFactory(external=True)
    ask_to_be_told(coming, user=user)
    SchemeAlert.objects.create(scheme=elsewhere, email="other@wexcombe.example", confirmed_at=timezone.now())
    SchemeAlert.objects.create(scheme=SchemeFactory(), email=GUEST, confirmed_at=timezone.now())
    client.force_login(user)
    shown = page(client, "/me/award-alerts/")
    assert coming.title in shown
    assert moment_words(coming.rounds.get().opens_at) in shown
    assert elsewhere.title in shown
    assert "other@wexcombe.example" in shown
    assert shown.count("Do not tell me any more") == 2
    [own] = SchemeAlert.objects.filter(user=user)
    stopped = client.post("/me/award-alerts/", {"do": "stop", "key": own.pk}, follow=True).content.decode()
    assert f"We will not write to you about ‘{coming.title}’." in stopped
    assert client.post("/me/award-alerts/", {"do": "stop", "key": own.pk}).status_code == 409
    [others] = SchemeAlert.objects.filter(email=GUEST)
    assert client.post("/me/award-alerts/", {"do": "stop", "key": others.pk}).status_code == 409
    assert SchemeAlert.objects.count() == 2


def test_who_asked_for_nothing_is_told_how(client: Client) -> None:
    client.force_login(UserFactory())
    shown = page(client, "/me/award-alerts/")
    assert "You are told of no award" in shown
    assert "/me/award-alerts/" in page(client, "/me/")


def test_thirty_cost_no_more_queries_than_one(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    ask_to_be_told(RoundFactory(coming=True).scheme, user=user)
    one = queries(client, "/me/award-alerts/")
    for _ in range(29):
        ask_to_be_told(RoundFactory(coming=True).scheme, user=user)
    assert queries(client, "/me/award-alerts/") == one
