"""Nominees who are asked first, and those who are told nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.enums import AskNominee, NominationState
from awards.models import Nomination, Nominee
from awards.nominating_needs import nominating_needs
from awards.services.asking import answer, fingerprint
from awards.services.nominating import add_person, save_story, send, withdraw
from awards.services.refusals import ChangedMeanwhileError, NominatingError, NotReadyError
from portal.accounts.models import Consent
from portal.core.enums import Agreement
from tests.awards.nominating import subjects, whole
from tests.factories.awards import CategoryFactory, NomineeFactory, RoundFactory
from tests.factories.people import UserFactory, live_technician
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db


def asked_first(**fields: object) -> Nominee:
    """Return a nominee who is asked: the nomination was sent in a round that asks first."""
    nomination = whole(round=RoundFactory(ask_nominee=AskNominee.FIRST), **fields)
    send(nomination.pk)
    return nomination.nominees.select_related("technician__user", "nomination__round__scheme").get()


def test_where_the_round_asks_later_nobody_is_told_anything(client: Client) -> None:
    nomination = whole()
    send(nomination.pk)
    nominee = nomination.nominees.get()
    withdraw(nomination.pk)
    assert subjects(nominee.technician.email) == []
    assert nominee.agreement == Agreement.NOT_ASKED
    client.force_login(nominee.technician.user)
    assert "Nobody asks you at the moment" in text(client.get(reverse("me_nominated")))
    assert client.get(reverse("me_nominated_one", args=[nominee.pk])).status_code == 404
    assert client.get(reverse("nominee_by_link", args=[nominee.secret])).status_code == 404
    assert list(nominating_needs(nominee.technician.user)) == []


def test_asked_at_sending_and_not_before_they_agree_and_take_it_back(client: Client) -> None:
    nomination = whole(round=RoundFactory(ask_nominee=AskNominee.FIRST))
    nominee = nomination.nominees.get()
    user = nominee.technician.user
    assert subjects(nominee.technician.email) == []
    send(nomination.pk)
    title = nomination.round.scheme.title
    assert subjects(nominee.technician.email) == [f"You were nominated: {title}"]
    assert [need.url for need in nominating_needs(user)] == [reverse("me_nominated_one", args=[nominee.pk])]
    assert not Nomination.objects.judged().exists()
    client.force_login(user)
    here = reverse("me_nominated_one", args=[nominee.pk])
    seen = client.get(here).context["seen"]
    assert "You agreed to be nominated" in text(client.post(here, {"do": "agree", "seen": seen}, follow=True))
    assert list(Nomination.objects.judged()) == [nomination]
    assert Consent.objects.filter(user=user, given=True).exists()
    client.post(here, {"do": "refuse"})
    nominee.refresh_from_db()
    nomination.refresh_from_db()
    assert (nominee.agreement, nomination.state) == (Agreement.WITHDRAWN, NominationState.WITHDRAWN)
    assert subjects(nomination.nominator.email)[-2:] == [f"Your nominee answered: {title}"] * 2


def test_a_no_ends_the_nomination_of_one_and_not_that_of_a_team() -> None:
    nominee = asked_first()
    answer(nominee.pk, agrees=False, seen="")
    assert Nomination.objects.get().state == NominationState.WITHDRAWN
    with pytest.raises(NominatingError, match="has ended"):
        answer(nominee.pk, agrees=False, seen="")
    category = CategoryFactory(kind="team", round=RoundFactory(ask_nominee=AskNominee.FIRST))
    team = whole(category=category, team_name="The night shift")
    NomineeFactory(nomination=team, technician=live_technician())
    send(team.pk)
    first, second = team.nominees.select_related("nomination")
    answer(first.pk, agrees=False, seen="")
    second = Nominee.objects.select_related("nomination").get(pk=second.pk)
    answer(second.pk, agrees=True, seen=fingerprint(second))
    assert list(Nomination.objects.judged()) == [team]


def test_an_agreement_to_something_else_is_void_and_the_link_used_twice_says_so(client: Client) -> None:
    nominee = asked_first()
    here = reverse("nominee_by_link", args=[nominee.secret])
    seen = client.get(here).context["seen"]
    question = nominee.nomination.round.questions.get()
    save_story(nominee.nomination_id, title="Another thing", answers={question.pk: "Words."})
    with pytest.raises(ChangedMeanwhileError):
        answer(nominee.pk, agrees=True, seen=seen)
    assert client.post(here, {"do": "agree", "seen": seen}).status_code == 409
    seen = client.get(here).context["seen"]
    client.post(here, {"do": "agree", "seen": seen})
    again = client.post(here, {"do": "agree", "seen": seen})
    assert (again.status_code, "answered already" in text(again)) == (409, True)


def test_without_an_address_nobody_can_be_asked_first() -> None:
    nomination = whole(round=RoundFactory(ask_nominee=AskNominee.FIRST))
    add_person(nomination.pk, name="Nell Nowhere")
    with pytest.raises(NotReadyError, match="Give an email address"):
        send(nomination.pk)


def test_whoever_was_asked_is_told_that_it_ended() -> None:
    nominee = asked_first()
    withdraw(nominee.nomination_id)
    title = nominee.nomination.round.scheme.title
    assert subjects(nominee.technician.email)[-1] == f"A nomination of you has ended: {title}"


def test_only_the_nominee_answers_signed_in(client: Client) -> None:
    nominee = asked_first()
    client.force_login(UserFactory())
    assert client.post(reverse("me_nominated_one", args=[nominee.pk]), {"do": "agree"}).status_code == 404
