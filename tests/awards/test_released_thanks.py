"""Thanks as evidence: given by whoever is nominated and agreed, until judging opens, and by nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from awards.enums import AskNominee, NominationState
from awards.models import Nominee, ReleasedThanks, Thanks
from awards.services.asking import answer
from awards.services.refusals import NominatingError
from awards.services.releasing_thanks import release_thanks
from portal.core.enums import Agreement
from profiles.models import Technician
from tests.factories.awards import CategoryFactory, NominationFactory, NomineeFactory, RoundFactory, ThanksFactory
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Technician:
    return live_technician()


def agreed(person: Technician, agreement: str = Agreement.AGREED, **round_: Any) -> Nominee:
    category = CategoryFactory(round=RoundFactory(ask_nominee=AskNominee.FIRST, **round_))
    nominee: Nominee = NomineeFactory(
        nomination=NominationFactory(category=category, nominee=False), technician=person, agreement=agreement
    )
    return nominee


def given() -> set[int]:
    return set(ReleasedThanks.objects.values_list("thanks", flat=True))


def test_what_is_chosen_is_given_and_nothing_else(person: Technician) -> None:
    nominee, others = agreed(person), ThanksFactory()
    one, two = ThanksFactory(technician=person), ThanksFactory(technician=person)
    assert release_thanks(nominee.pk, [one.pk, others.pk], by=person.user) == 1
    assert given() == {one.pk}
    release_thanks(nominee.pk, [one.pk, two.pk], by=person.user)
    assert given() == {one.pk, two.pk}
    release_thanks(nominee.pk, [two.pk], by=person.user)
    assert given() == {two.pk}
    one.refresh_from_db()
    assert not one.is_shown, "Given to judges is not shown to everybody."


@pytest.mark.parametrize("agreement", [Agreement.ASKED, Agreement.REFUSED, Agreement.WITHDRAWN])
def test_nobody_gives_who_did_not_agree(person: Technician, agreement: str) -> None:
    nominee, thanks = agreed(person, agreement), ThanksFactory(technician=person)
    with pytest.raises(NominatingError):
        release_thanks(nominee.pk, [thanks.pk], by=person.user)


@pytest.mark.parametrize("state", ["judging", "decided", "announced"])
def test_nothing_is_given_once_judging_opened(person: Technician, state: str) -> None:
    nominee, thanks = agreed(person, **{state: True}), ThanksFactory(technician=person)
    with pytest.raises(NominatingError):
        release_thanks(nominee.pk, [thanks.pk], by=person.user)
    assert given() == set()


def test_nobody_gives_for_somebody_else(person: Technician) -> None:
    nominee, other = agreed(person), live_technician()
    with pytest.raises(Nominee.DoesNotExist):
        release_thanks(nominee.pk, [ThanksFactory(technician=other).pk], by=other.user)


def test_whoever_takes_the_agreement_back_takes_them_back(person: Technician) -> None:
    nominee, thanks = agreed(person), ThanksFactory(technician=person)
    release_thanks(nominee.pk, [thanks.pk], by=person.user)
    answer(nominee.pk, agrees=False, seen="")
    assert given() == set()
    assert Thanks.objects.exists()


def test_by_hand(client: Client, person: Technician) -> None:
    nominee, thanks = agreed(person), ThanksFactory(technician=person, words="For the pump.")
    client.force_login(person.user)
    address = reverse("me_nominated_thanks", args=[nominee.pk])
    assert address in client.get(reverse("me_nominated_one", args=[nominee.pk])).content.decode()
    assert "For the pump." in client.get(address).content.decode()
    answered = client.post(address, {"thanks": [thanks.pk]}, follow=True).content.decode()
    assert "The judges may read 1 of your thanks." in answered
    assert "checked" in client.get(address).content.decode()
    assert client.post(address, {"thanks": [0]}).status_code == 422
    assert "The judges read none of your thanks." in client.post(address, {}, follow=True).content.decode()
    assert given() == set()


def test_it_is_nobody_elses_page_and_ends_with_the_nomination(client: Client, person: Technician) -> None:
    nominee = agreed(person)
    address = reverse("me_nominated_thanks", args=[nominee.pk])
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(person.user)
    assert client.get(address).status_code == 200
    nominee.nomination.state = NominationState.WITHDRAWN
    nominee.nomination.save()
    assert client.get(address).status_code == 404
