"""Thanks released as evidence: offered to colleagues who nominate, ticked in, read by judges without names, and gone
from everywhere when they are taken back.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from awards.enums import Blind
from awards.evidence import evidence_of
from awards.judging_view import view_candidate
from awards.models import Candidate, Nomination, ReleasedThanks, Thanks
from awards.services.judging.opening import open_judging
from awards.services.nominating import add_technician, remove_nominee, save_story
from awards.services.releasing_thanks import release_thanks
from awards.services.thanks import delete_thanks, release_as_evidence, take_evidence_back, take_thanks_back
from portal.core.enums import Agreement
from profiles.enums import Audience
from tests.awards.judged import candidates_of, closed_round
from tests.awards.nominating import close, whole
from tests.factories.awards import CategoryFactory, NominationFactory, ThanksFactory
from tests.factories.people import UserFactory, live_technician
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db
COLLEAGUES = Audience.COLLEAGUES


def released(nomination: Nomination, **fields: Any) -> Thanks:
    """Return thanks that the one who is nominated released."""
    person = nomination.nominees.get().technician
    assert person is not None
    thanks = ThanksFactory(technician=person, **fields)
    return release_as_evidence(thanks.pk, by=person.user)


def choose(nomination: Nomination, *thanks: Thanks) -> None:
    save_story(nomination.pk, title=nomination.title, answers={}, evidence=[row.pk for row in thanks])


def chosen() -> list[int]:
    return list(ReleasedThanks.objects.values_list("thanks", flat=True).order_by("thanks"))


def story(nomination: Nomination) -> str:
    return reverse("me_nomination_story", args=[nomination.pk])


# --- what is offered


def test_what_was_released_is_offered_and_nothing_else_without_who_sent_it() -> None:
    nomination = whole()
    sender = UserFactory(first_name="Ottoline", last_name="Vexbury")
    one = released(nomination, sender=sender, words="You mended it. Ottoline")
    ThanksFactory(technician=one.technician, words="Private.")
    ThanksFactory(is_evidence=True, words="To somebody else.")
    [offered] = evidence_of(nomination, COLLEAGUES)
    assert (offered.pk, offered.words, offered.is_chosen) == (one.pk, "You mended it. [a colleague]", False)


def test_guests_are_offered_none() -> None:
    nomination = whole()
    released(nomination)
    assert evidence_of(nomination, Audience.PUBLIC) == []


def test_nothing_is_offered_of_who_does_not_want_to_be_nominated() -> None:
    nomination = whole()
    released(nomination)
    nomination.nominees.update(agreement=Agreement.REFUSED)
    assert evidence_of(nomination, COLLEAGUES) == []


# --- what stands in the nomination


def test_only_what_is_offered_can_be_chosen() -> None:
    nomination = whole()
    one, other = released(nomination), ThanksFactory(is_evidence=True)
    private = ThanksFactory(technician=one.technician)
    choose(nomination, one, other, private)
    assert chosen() == [one.pk]
    save_story(nomination.pk, title="Saved again", answers={})
    assert chosen() == [one.pk], "A step that does not ask leaves them as they are."
    choose(nomination)
    assert chosen() == []


@pytest.mark.parametrize("how", ["not released any more", "deleted by the technician", "taken back by its sender"])
def test_what_is_taken_back_vanishes_from_every_nomination(how: str) -> None:
    nomination = whole()
    thanks = released(nomination)
    again = NominationFactory(category=CategoryFactory(round=nomination.round), nominee=thanks.technician, draft=True)
    for one in (nomination, again):
        choose(one, thanks)
    assert len(chosen()) == 2
    user = thanks.technician.user
    if how == "not released any more":
        take_evidence_back(thanks.pk, by=user)
    elif how == "deleted by the technician":
        delete_thanks(thanks.pk, by=user)
    else:
        take_thanks_back(thanks.pk, by=thanks.sender)
    assert chosen() == []
    assert evidence_of(nomination, COLLEAGUES) == []


def test_who_is_taken_out_of_the_nomination_takes_their_thanks_along() -> None:
    nomination = whole()
    thanks = released(nomination)
    choose(nomination, thanks)
    add_technician(nomination.pk, live_technician().pk, audience=COLLEAGUES)
    assert chosen() == []
    again = whole()
    choose(again, released(again))
    remove_nominee(again.pk, again.nominees.get().pk)
    assert chosen() == []


def test_what_the_nominee_gave_is_not_the_nominators_to_take_out() -> None:
    nomination = whole(draft=False)
    nomination.nominees.update(agreement=Agreement.AGREED)
    thanks = released(nomination)
    release_thanks(nomination.nominees.get().pk, [thanks.pk], by=thanks.technician.user)
    choose(nomination)
    assert chosen() == [thanks.pk]
    assert [row.is_chosen for row in evidence_of(nomination, COLLEAGUES)] == [False]


# --- the pages


def test_it_is_ticked_where_the_words_are_written(client: Client) -> None:
    user = UserFactory()
    nomination = whole(nominator=user)
    thanks = released(nomination, words="You saved the <b>beam</b>.")
    client.force_login(user)
    page = client.get(story(nomination)).content.decode()
    assert "‘You saved the &lt;b&gt;beam&lt;/b&gt;.’" in page
    client.post(story(nomination), {"do": "save", "title": "A title", "thanks": [thanks.pk]})
    assert chosen() == [thanks.pk]
    for step in ("me_nomination", "me_nomination_check"):
        assert "Thanks as evidence" in text(client.get(reverse(step, args=[nomination.pk])))
    take_evidence_back(thanks.pk, by=thanks.technician.user)
    assert "You saved the" not in client.get(story(nomination)).content.decode()
    kept = client.post(story(nomination), {"do": "save", "title": "Words are kept", "thanks": [thanks.pk]})
    assert (kept.status_code, chosen()) == (302, [])
    nomination.refresh_from_db()
    assert nomination.title == "Words are kept"


def test_what_comes_after_the_closing_changes_no_tick(client: Client) -> None:
    user = UserFactory()
    nomination = whole(nominator=user, draft=False)
    thanks = released(nomination)
    choose(nomination, thanks)
    close(nomination.round)
    client.force_login(user)
    assert client.post(story(nomination), {"title": "Late"}).status_code == 409
    assert chosen() == [thanks.pk]


def test_the_technician_releases_it_and_takes_it_back_by_hand(client: Client) -> None:
    thanks = ThanksFactory(technician=live_technician())
    here = reverse("me_thanks_one", args=[thanks.pk])
    client.force_login(thanks.technician.user)
    assert "Release it as evidence" in text(client.get(here))
    assert "You released it as evidence" in text(client.post(here, {"do": "release"}, follow=True))
    assert "Release it no longer" in text(client.get(here))
    assert "stands in no nomination" in text(client.post(here, {"do": "hold-back"}, follow=True))
    thanks.refresh_from_db()
    assert (thanks.is_evidence, thanks.is_kept, thanks.is_shown) == (False, True, False)
    client.force_login(UserFactory())
    assert client.post(here, {"do": "release"}).status_code == 404


# --- judges


def judged_view(blind: Blind) -> str:
    """Return what a judge reads of thanks that a nominator ticked in, whose words name everybody."""
    round_ = closed_round(blind=blind)
    person = live_technician(given_name="Tamsinda", family_name="Quaylen")
    sender = UserFactory(first_name="Bryndis", last_name="Sallowfield")
    nomination = NominationFactory(category=round_.categories.get(), nominee=person)
    thanks = ThanksFactory(technician=person, sender=sender, words="Tamsinda, WELLTHANKED. BRYNDIS sallowfield")
    release_as_evidence(thanks.pk, by=person.user)
    ReleasedThanks.objects.create(nomination=nomination, thanks=thanks, is_by_nominee=False)
    open_judging(round_.pk, by=UserFactory())
    candidate = Candidate.objects.with_nominations().get(pk=candidates_of(round_)[0].pk)
    [shown] = view_candidate(candidate, UserFactory()).nominations[0].thanks
    return f"{shown.name}{' '.join(shown.paragraphs)}"


def test_no_judge_of_a_blind_round_learns_a_name_from_them() -> None:
    assert judged_view(Blind.BOTH) == "[nominee], WELLTHANKED. [supporter]"
    assert judged_view(Blind.NOBODY) == "Tamsinda, WELLTHANKED. BRYNDIS sallowfield"
