"""The pages of nominating: the whole way with and without JavaScript, the closing, the lists, hostile words."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from awards.enums import NominationState
from awards.models import Nomination, NominationAnswer, Nominee
from awards.nominating_needs import nominating_needs
from portal.core.models import OutboxMail
from profiles.services.index import reindex_on_commit
from tests.awards.nominating import close, whole
from tests.events.organising import queries
from tests.factories.awards import CategoryFactory, NominationFactory, NominationQuestionFactory, SeconderFactory
from tests.factories.people import UserFactory, live_technician
from tests.outputs.world import settled
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def user(client: Client) -> Any:
    """Sign somebody in."""
    user = UserFactory(first_name="Ana", last_name="Ruiz")
    client.force_login(user)
    return user


def to(name: str, nomination: Nomination) -> str:
    return reverse(f"me_nomination_{name}" if name else "me_nomination", args=[nomination.pk])


def begin_url(category: Any) -> str:
    return reverse("nominate", args=[category.round.scheme.slug])


def test_the_whole_way_signed_in_without_javascript(client: Client, user: Any) -> None:
    category = CategoryFactory()
    question = NominationQuestionFactory(round=category.round)
    with settled():
        technician = live_technician(given_name="Gwil", family_name="Saltmarsh")
        reindex_on_commit([technician.pk])
    begun = client.post(begin_url(category), {"category": category.pk})
    nomination = Nomination.objects.get()
    assert begun.headers["Location"] == to("who", nomination)
    found = client.get(to("who", nomination) + "?q=saltmarsh")
    assert "Gwil Saltmarsh" in text(found)
    client.post(to("who", nomination), {"do": "add", "key": technician.pk})
    went = client.post(to("who", nomination), {"do": "next", "category": category.pk, "team_name": ""})
    assert went.headers["Location"] == to("story", nomination)
    field = f"question_{question.pk}"
    lacking = client.post(to("story", nomination), {"do": "next", "title": "The hood", field: ""})
    assert (lacking.status_code, "Your draft is saved." in text(lacking)) == (422, True)
    went = client.post(to("story", nomination), {"do": "next", "title": "The hood", field: "It warned."})
    assert went.headers["Location"] == to("supporters", nomination)
    client.post(to("supporters", nomination), {"do": "invite", "name": "Sal", "email": "sal@wexcombe.example"})
    assert "It warned." in text(client.get(to("check", nomination)))
    sent = client.post(to("check", nomination), {"do": "send"}, follow=True)
    assert "Your nomination was sent." in text(sent)
    assert Nomination.objects.get().state == NominationState.SENT


def test_with_htmx_a_draft_is_saved_as_one_types_and_the_words_are_counted(client: Client, user: Any) -> None:
    nomination = whole(nominator=user)
    question = nomination.round.questions.get()
    seen = client.get(to("story", nomination))
    assert "hx-post" in seen.content.decode()
    typed = {"title": "", f"question_{question.pk}": "One two three", "version": nomination.version}
    answer = client.post(to("story", nomination), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Draft saved" in text(answer)
    assert f"3 of {question.most_words} words" in text(answer)
    nomination.refresh_from_db()
    assert f'value="{nomination.version}"' in answer.content.decode()
    assert (nomination.title, nomination.answers.get().text) == ("", "One two three")
    late = client.post(
        to("story", nomination), {**typed, "title": "Other", "version": 0}, headers={"HX-Request": "true"}
    )
    assert (late.status_code, "changed in another window" in text(late)) == (409, True)


def test_what_was_sent_is_not_saved_while_one_types(client: Client, user: Any) -> None:
    nomination = whole(nominator=user, draft=False)
    assert "hx-post" not in client.get(to("story", nomination)).content.decode()
    question = nomination.round.questions.get()
    refused = client.post(to("story", nomination), {"do": "save", "title": "", f"question_{question.pk}": "Words."})
    assert (refused.status_code, "Give the nomination a short title." in text(refused)) == (422, True)


def test_the_closing_passes_while_a_draft_is_open(client: Client, user: Any) -> None:
    nomination = whole(nominator=user)
    question = nomination.round.questions.get()
    close(nomination.round)
    typed = {"do": "next", "title": "Typed late", f"question_{question.pk}": "At the last minute."}
    answer = client.post(to("story", nomination), typed)
    assert answer.status_code == 409
    assert "What you typed is kept as a draft. It is not sent" in text(answer)
    assert "At the last minute." in answer.content.decode()
    assert NominationAnswer.objects.get().text == "At the last minute."
    sent = client.post(to("check", nomination), {"do": "send"})
    assert (sent.status_code, "kept as a draft" in text(sent)) == (409, True)
    assert Nomination.objects.get().state == NominationState.DRAFT
    assert "It is kept, and nobody judges it." in text(client.get(to("", nomination)))
    assert list(nominating_needs(user)) == []


def test_ten_thousand_words_are_handed_back_and_break_nothing(client: Client, user: Any) -> None:
    nomination = whole(nominator=user)
    field = f"question_{nomination.round.questions.get().pk}"
    for words, status in (("word " * 10_000, 422), ("ab " * 10_000, 422)):
        answer = client.post(to("story", nomination), {"do": "next", "title": "Long", field: words})
        assert answer.status_code == status
        assert words.strip() in answer.content.decode()
    assert NominationAnswer.objects.get().text == ("ab " * 10_000).strip()  # a draft keeps what it can


def test_html_and_script_in_every_field_are_shown_as_they_were_typed(client: Client, user: Any) -> None:
    team = CategoryFactory(kind="team")
    nomination = whole(nominator=user, category=team)
    question = nomination.round.questions.get()
    who, story, supporters = (to(name, nomination) for name in ("who", "story", "supporters"))
    client.post(who, {"do": "save", "category": team.pk, "team_name": SCRIPT})
    client.post(who, {"do": "person", "name": SCRIPT, "department": SCRIPT, "email": ""})
    client.post(story, {"do": "save", "title": SCRIPT, f"question_{question.pk}": SCRIPT})
    client.post(supporters, {"do": "invite", "name": SCRIPT, "email": "sal@wexcombe.example"})
    client.post(to("check", nomination), {"do": "send"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.title, nomination.team_name) == (NominationState.SENT, SCRIPT, SCRIPT)
    seconding = reverse("seconding", args=[nomination.seconders.get().secret])
    pages = [to(name, nomination) for name in ("", "who", "story", "supporters", "check")]
    for address in (*pages, seconding, reverse("me_nominations"), f"{who}?q={SCRIPT}"):
        assert SCRIPT not in client.get(address).content.decode(), address


def test_heads_of_mails_hold_no_line_that_was_typed(client: Client, user: Any) -> None:
    nomination = whole(nominator=user)
    sent = {"do": "invite", "name": "Sal\r\nBcc: all@wexcombe.example", "email": "sal@wexcombe.example"}
    client.post(to("supporters", nomination), sent)
    sent = {"do": "invite", "name": "Sal", "email": "sal@wexcombe.example\r\nBcc: all@wexcombe.example"}
    assert client.post(to("supporters", nomination), sent).status_code == 422
    row = OutboxMail.objects.get(to="sal@wexcombe.example")
    assert nomination.seconders.get().name == "Sal Bcc: all@wexcombe.example"
    assert not re.search(r"^Bcc:", row.body, re.MULTILINE)


def test_nobody_else_reads_or_changes_it(client: Client, user: Any) -> None:
    nomination = whole()
    for name in ("", "who", "story", "supporters", "check"):
        assert client.get(to(name, nomination)).status_code == 404
        assert client.post(to(name, nomination), {"do": "send"}).status_code == 404
    by_link = client.get(reverse("nomination_story", args=[nomination.secret]))
    assert by_link.headers["Location"] == to("", nomination)
    client.logout()
    assert client.get(to("", nomination)).status_code == 302
    assert Nomination.objects.get().state == NominationState.DRAFT


@pytest.mark.parametrize("state", [NominationState.WITHDRAWN, NominationState.SET_ASIDE])
def test_what_has_ended_is_shown_and_not_changed(client: Client, user: Any, state: str) -> None:
    nomination = NominationFactory(nominator=user, state=state, set_aside_reason="Twice the same.")
    for name in ("who", "story", "supporters", "check"):
        assert client.get(to(name, nomination)).headers["Location"] == to("", nomination)
        assert client.post(to(name, nomination), {"do": "send"}).status_code == 302
    assert client.post(to("", nomination), {"do": "withdraw"}).status_code == 409
    assert Nomination.objects.get().state == state


# --- guests


def test_a_guest_goes_the_whole_way_by_the_link_and_no_session_is_begun(client: Client) -> None:
    category = CategoryFactory()
    question = NominationQuestionFactory(round=category.round)
    typed = {"category": category.pk, "name": "Gil Guest", "email": "gil@wexcombe.example"}
    assert client.post(begin_url(category), typed).headers["Location"] == reverse("nomination_link_sent")
    nomination = Nomination.objects.get()
    link = reverse("nomination", args=[nomination.secret])
    assert link in OutboxMail.objects.get().body or OutboxMail.objects.get().body == ""  # wiped once it has left
    assert client.get(reverse("nomination_story", args=[nomination.secret])).headers["Location"] == link
    assert client.post(link, {"do": "confirm"}).headers["Location"] == f"{link}who/"
    client.post(f"{link}who/", {"do": "person", "name": "Bea Beck"})
    client.post(f"{link}story/", {"do": "save", "title": "Good", f"question_{question.pk}": "Words."})
    assert client.post(f"{link}check/", {"do": "send"}).headers["Location"] == link
    assert "Your nomination was sent." in text(client.get(link))
    assert "sessionid" not in client.cookies
    client.post(link, {"do": "withdraw"})
    assert Nomination.objects.get().state == NominationState.WITHDRAWN


def test_other_addresses_and_programs_begin_nothing(client: Client) -> None:
    category = CategoryFactory()
    typed = {"category": category.pk, "name": "Gil", "email": "gil@elsewhere.example"}
    refused = client.post(begin_url(category), typed)
    assert (refused.status_code, "Use your work address" in text(refused)) == (422, True)
    client.post(begin_url(category), {**typed, "email": "gil@wexcombe.example", "website": "https://a.example"})
    assert not Nomination.objects.exists()


# --- lists


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_nominations_costs_the_same_for_one_as_for_thirty(client: Client, user: Any, number: int) -> None:
    for _ in range(number):
        NominationFactory(nominator=user, nominee=live_technician())
    assert queries(client, reverse("me_nominations")) <= 12


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_where_one_is_nominated_costs_the_same(client: Client, number: int) -> None:
    technician = live_technician()
    client.force_login(technician.user)
    for _ in range(number):
        NominationFactory(nominee=technician)
    Nominee.objects.update(agreement="asked")
    assert queries(client, reverse("me_nominated")) <= 12


def test_a_nomination_with_a_whole_team_costs_the_same(client: Client, user: Any) -> None:
    nomination = whole(nominator=user, category=CategoryFactory(kind="team"))
    before = queries(client, to("check", nomination))
    for number in range(10):
        Nominee.objects.create(nomination=nomination, technician=live_technician(), order=number)
        SeconderFactory(nomination=nomination)
    assert queries(client, to("check", nomination)) <= before + 2  # what is loaded with the first who has some
