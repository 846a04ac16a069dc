"""Who gets what of a nomination in each of its states: every address, asked by everybody.

What is refused is compared with the same address of something that is not there: status, where it leads and every
word of the page are the same. What nobody may know stands in canary words, of which none is in what somebody gets who
may not read it.
"""

import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import URLResolver, reverse

from awards.models import HonouredPerson, Nomination, Round, SchemePage
from portal.accounts.models import User
from portal.core.enums import Agreement
from tests.awards.judged import give
from tests.awards.states import (
    ANSWER,
    CANARIES,
    FILE,
    GONE,
    NOMINATOR,
    NOMINEE,
    NOTED,
    REASONED,
    SAID,
    STATES,
    TITLE,
    Keys,
    World,
    decided,
    judged,
    world,
)
from tests.factories.awards import NominationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IN_JUDGING = frozenset({"judged", "scoring_ended"})
SEATED = IN_JUDGING | {"withdrawn_while_judged", "decided", "letters_out", "won", "lost"}  # a panel sees its round
ASKED = frozenset(state.__name__ for state in STATES) - {"draft", "late_draft", "purged"}
THERE = frozenset(state.__name__ for state in STATES) - {"purged"}
WINNING = frozenset({"letters_out", "won"})
# Whose own it is gets a reason with the refusal: who has been told that they won, that it is not announced yet
TOLD_WHY = frozenset({("me_honour_certificate", "letters_out", "nominee")})
EVER = frozenset(state.__name__ for state in STATES)
PANEL = ("judge", "chair", "judge in conflict")

# --- the addresses: name, what they are made of, in which states, for whom -------------------------------------------

Rule = tuple[str, tuple[str, ...], frozenset[str], tuple[str, ...]]
RULES: tuple[Rule, ...] = (
    *((f"me_nomination{step}", ("nomination",), THERE, ("nominator",))
      for step in ("", "_who", "_story", "_supporters", "_check")),
    ("me_nomination_file", ("nomination", "file"), THERE, ("nominator",)),
    ("me_nominated_one", ("nominee",), ASKED, ("nominee",)),
    ("me_nominated_thanks", ("nominee",), ASKED - SEATED - {"set_aside", "withdrawn", "cancelled"}, ("nominee",)),
    ("me_judging_round", ("round",), SEATED, PANEL),
    ("me_judging_pack", ("round",), SEATED, PANEL),
    ("me_judging_table", ("round",), SEATED, ("chair",)),
    ("me_judging_minutes", ("round",), SEATED, ("chair",)),
    ("me_judging_candidate", ("round", "number"), IN_JUDGING, ("judge", "chair")),
    ("me_judging_file", ("round", "number", "file_number"), IN_JUDGING, ("judge", "chair")),
    ("me_judging_decide", ("round", "number"), IN_JUDGING, ("chair",)),
    ("me_honour", ("honoured",), WINNING, ("nominee",)),
    ("me_honour_certificate", ("honoured",), frozenset({"won"}), ("nominee",)),
    ("award_rounds:round", ("round",), EVER, ("organiser",)),
    ("award_panel:panel", ("round",), EVER, ("organiser",)),
    ("award_results:result", ("round",), EVER, ("organiser",)),
    ("award_purges:round", ("round",), EVER, ("organiser",)),
    ("award_nominations:list", ("round",), EVER, ("organiser",)),
    ("award_nominations:one", ("round", "nomination"), THERE, ("organiser",)),
    ("award_nominations:change", ("round", "nomination"), THERE, ("organiser",)),
    ("award_nominations:set-aside", ("round", "nomination"), THERE, ("organiser",)),
    ("award_nominations:file", ("round", "nomination", "file"), ASKED, ("organiser",)),
)  # fmt: skip
# By a link: whoever has it, signed in or not
LINKS: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...] = (
    *((f"nomination{step}", ("secret",), THERE) for step in ("", "_who", "_story", "_supporters", "_check")),
    ("nomination_file", ("secret", "guest_file"), frozenset()),
    ("seconding", ("seconder_secret",), THERE),
    ("nominee_by_link", ("nominee_secret",), ASKED),
    ("award_honoured", ("honoured_secret",), WINNING),
)
LISTS = ("me", "me_nominations", "me_nominated", "me_judging", "me_honours", "award_board")
_READ_WHILE_JUDGED = {TITLE, ANSWER, SAID, FILE, NOTED}
# What each may read, whatever the address: in a blind round the panel reads what was written, and no name
MAY_READ = {
    "nominator": {NOMINEE, TITLE, ANSWER, FILE},
    "nominee": {NOMINATOR, NOMINEE, TITLE},
    "judge": _READ_WHILE_JUDGED,
    "chair": _READ_WHILE_JUDGED | {REASONED},
    "judge in conflict": set[str](),
    "organiser": {NOMINATOR, NOMINEE, TITLE, ANSWER, SAID, FILE},
    "colleague": set[str](),
    "signed out": set[str](),
}


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def address(name: str, keys: tuple[str, ...], values: Keys) -> str:
    return reverse(name, args=[values[key] for key in keys])


def text_of(answer: HttpResponseBase) -> str:
    streaming = getattr(answer, "streaming_content", None)
    body = b"".join(streaming) if streaming is not None else getattr(answer, "content", b"")
    return body.decode(errors="replace")


def told_by(answer: HttpResponseBase, path: str) -> tuple[int, str, str]:
    """Return all that a refusal tells: its status, where it leads, its words; less the address that was asked for."""
    text = re.sub(r'(csrf\w*"? (?:value|content)=|"csrfToken": )"[^"]*"', "", text_of(answer).replace(path, "HERE"))
    return answer.status_code, answer.get("Location", "").replace(path, "HERE"), text


def plain(_resolver: URLResolver, _status: int) -> Callable[..., HttpResponse]:
    """Return a handler of 404 that says what the page of the site says of its own, without drawing the page."""

    def said(_request: HttpRequest, exception: Exception) -> HttpResponse:
        words = str(exception)
        return HttpResponse("" if "matches the given" in words else words, status=404)

    return said


@pytest.fixture(autouse=True)
def _refused_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(URLResolver, "resolve_error_handler", plain)


@pytest.mark.parametrize("state", STATES, ids=[state.__name__ for state in STATES])
def test_everybody_gets_what_is_theirs_and_nothing_else(state: Callable[[World], None]) -> None:
    made = world()
    state(made)
    name, keys = state.__name__, made.keys()
    clients = {role: client_of(user) for role, user in made.people.items()}
    for role, client in clients.items():
        opens_to_those_alone(name, role, client, keys)
    opens_by_link(name, keys)
    reads_nothing_of_others(name, made, clients, keys)


def opens_to_those_alone(state: str, role: str, client: Client, keys: Keys) -> None:
    """Ask for each address: whoever may gets it, and of everybody else the refusal tells nothing."""
    for url, parts, states, who in RULES:
        path, nowhere = address(url, parts, keys), address(url, parts, GONE)
        answer = client.get(path)
        if state in states and role in who:
            is_own = answer.status_code == 200 or (answer.status_code == 302 and "/login" not in answer["Location"])
            assert is_own, f"{role} at {url}: {answer.status_code}"
            continue
        if (url, state, role) in TOLD_WHY:
            assert answer.status_code == 404
            continue
        for refused, there in ((answer, client.get(nowhere)), (client.post(path), client.post(nowhere))):
            assert refused.status_code in (302, 403, 404, 405), f"{role} at {url}: {refused.status_code}"
            assert told_by(refused, path) == told_by(there, nowhere), f"{role} at {url}"


def opens_by_link(state: str, keys: Keys) -> None:
    """Ask for each address that has a link: it opens what it was sent for, and in no other state."""
    client = Client()
    for url, parts, states in LINKS:
        path, nowhere = address(url, parts, keys), address(url, parts, GONE)
        answer = client.get(path)
        if state in states:
            is_own = answer.status_code in (200, 302) and "/login" not in answer.get("Location", "")
            assert is_own, f"{url}: {answer.status_code}"
        else:
            assert answer.status_code == 404, f"{url}: {answer.status_code}"
            assert "_file" in url or told_by(answer, path) == told_by(client.get(nowhere), nowhere), url


def reads_nothing_of_others(state: str, made: World, clients: dict[str, Client], keys: Keys) -> None:
    """Look for the canary words, and for the secrets of links, in all that each gets."""
    secrets = [str(keys[key]) for key in ("secret", "nominee_secret", "seconder_secret") if keys[key] != "gone"]
    paths = [*every_path(keys), SchemePage.objects.get(pk=made.round.scheme_id).url]
    announced = {NOMINEE, TITLE} if state == "won" else set[str]()  # the board says for what it was given
    HonouredPerson.objects.update(agreement=Agreement.AGREED)
    for role, client in clients.items():
        for path in paths:
            text = text_of(client.get(path))
            found = {word for word in CANARIES if word in text} - announced
            assert found <= MAY_READ[role], f"{role} at {path}: {found - MAY_READ[role]}"
            assert [one for one in secrets if one in text] == [], f"{role} at {path}"


def every_path(keys: Keys) -> list[str]:
    return [reverse(one) for one in LISTS] + [address(url, parts, keys) for url, parts, _, _ in RULES]


def test_what_is_looked_for_is_there_for_those_who_may() -> None:
    """The tests above can fail."""
    made = world()
    decided(made)
    Round.objects.filter(pk=made.round.pk).update(finished_at=None)
    keys = made.keys()
    for role, may_read in MAY_READ.items():
        client = client_of(made.people[role])
        text = "".join(text_of(client.get(path)) for path in every_path(keys))
        wanted = may_read - {NOMINEE} if role == "nominee" else may_read  # nobody is told their own family name
        assert {word for word in CANARIES if word in text} == wanted, role


def test_who_left_the_panel_is_a_colleague_again() -> None:
    made = world()
    judged(made)
    made.round.judges.filter(user=made.people["judge"]).update(is_active=False)
    client, keys = client_of(made.people["judge"]), made.keys()
    for url, parts, _, who in RULES:
        if "judge" in who:
            path, nowhere = address(url, parts, keys), address(url, parts, GONE)
            assert told_by(client.get(path), path) == told_by(client.get(nowhere), nowhere), url


def test_a_candidate_of_somebody_else_is_as_one_who_is_not_there() -> None:
    made = world()
    other = NominationFactory(category=made.round.categories.get())
    other.nominees.update(agreement=Agreement.AGREED)
    judged(made)
    candidate = Nomination.objects.get(pk=other.pk).candidate
    assert candidate is not None
    client = client_of(made.people["judge"])
    for name in ("me_judging_candidate", "me_judging_decide"):
        path, nowhere = (reverse(name, args=[made.round.pk, number]) for number in (candidate.number, 999))
        assert told_by(client.get(path), path) == told_by(client.get(nowhere), nowhere), name
    give(made.round.judges.get(user=made.people["judge"]), candidate)
    assert client.get(reverse("me_judging_candidate", args=[made.round.pk, candidate.number])).status_code == 200
