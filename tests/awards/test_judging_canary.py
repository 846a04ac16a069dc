"""In a blind round no judge learns a name: every address of judges is crawled, and every mail read."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from awards.enums import Blind, FileKind, Outcome, SeconderState
from awards.models import Attachment, Judge, LateWords, Nomination, NominationAnswer, NominationChange, Round
from awards.services.judging.assigning import assign_balanced
from awards.services.judging.deciding import decide
from awards.services.judging.opening import open_judging
from awards.services.judging.panel import add_judge
from awards.services.judging.reviewing import declare
from awards.views import judging_urls
from portal.accounts.models import User
from portal.core.models import OutboxMail
from tests.awards.judged import candidates_of, closed_round, read, scored
from tests.factories.awards import (
    NominationFactory,
    NominationQuestionFactory,
    NomineeFactory,
    SeconderFactory,
    ThanksFactory,
)
from tests.factories.people import UserFactory, live_technician
from tests.outputs.walk import walk

pytestmark = pytest.mark.django_db

NOMINATOR = ("Ottoline", "Vexbury", "ovexbury")
SECONDER = ("Bryndis", "Sallowfield", "bsallow")
NOMINEE = ("Tamsinda", "Tammie", "O'Quaylen-Marsh", "tquaylen")
HYPHENATED = ("O’Quaylen", "oquaylen", "Quaylen‐Marsh", "QUAYLEN", "Marsh")
TEAM = "Kilnfolk"
PDF = b"%PDF-1.4\n%%EOF\n"
ALL_NAMES = (*NOMINATOR, *SECONDER, *NOMINEE, *HYPHENATED, TEAM)
EVERY_NAME = " ".join(f"{name}, {name.upper()}’s, ({name.lower()})." for name in ALL_NAMES)


def blind_round(blind: Blind) -> Round:
    """Return a round whose every text holds every name."""
    round_ = closed_round(blind=blind)
    nominee = live_technician(
        given_name=NOMINEE[0], preferred_name=NOMINEE[1], family_name=NOMINEE[2],
        email=f"{NOMINEE[3]}@wexcombe.example", slug="tamsinda-oquaylen",
    )  # fmt: skip
    nominator = UserFactory(first_name=NOMINATOR[0], last_name=NOMINATOR[1], email=f"{NOMINATOR[2]}@wexcombe.example")
    nomination = NominationFactory(
        category=round_.categories.get(), nominee=nominee, nominator=nominator, title=EVERY_NAME[:120],
        team_name=TEAM, entered_note=EVERY_NAME[:300], override_reason=EVERY_NAME[:300],
    )  # fmt: skip
    NomineeFactory(nomination=nomination, technician=None, name=f"{NOMINEE[0]} {NOMINEE[2]}", email="")
    question = NominationQuestionFactory(round=round_, text="What did they do?")
    NominationAnswer.objects.create(nomination=nomination, question=question, text=f"WELLKEPT {EVERY_NAME}")
    SeconderFactory(
        nomination=nomination, name=" ".join(SECONDER[:2]), email=f"{SECONDER[2]}@wexcombe.example",
        state=SeconderState.GIVEN, words=f"WELLSAID {EVERY_NAME}",
    )  # fmt: skip
    thanks = ThanksFactory(technician=nominee, sender=nominator, words=f"WELLTHANKED {EVERY_NAME}"[:600])
    nomination.released_thanks.create(thanks=thanks)
    NominationChange.objects.create(nomination=nomination, what="x", before=EVERY_NAME, reason=EVERY_NAME[:300])
    LateWords.objects.create(nomination=nomination, title=f"TYPEDLATE {NOMINEE[0]}", answers={"1": "TYPEDLATE"})
    for label in (f"SHOWNFILE {EVERY_NAME}"[:120], "HIDDENFILE"):
        attachment = Attachment(nomination=nomination, kind=FileKind.PDF, label=label, size=len(PDF))
        attachment.is_released = label != "HIDDENFILE"
        attachment.file.save(f"{NOMINEE[0]}.pdf", ContentFile(PDF))
    return round_


def panel_of(round_: Round) -> list[User]:
    """Open judging, and have judges, of whom one declared a conflict, and a chair go through it all.

    What the last one wrote holds names; of the others, who are returned, nobody wrote one that they could read again.
    """
    organiser = UserFactory()
    users = [UserFactory(email=f"panel{n}@wexcombe.example", first_name="Sam", last_name="Harrow") for n in range(4)]
    for user, seat in zip(users, ("judge", "judge", "chair", "judge"), strict=True):
        add_judge(round_.pk, user.email, seat, by=organiser)  # type: ignore[arg-type]
    open_judging(round_.pk, by=organiser)
    assign_balanced(round_.pk, by=organiser)
    candidate = candidates_of(round_)[0]
    judge, biased, head, guessing = (Judge.objects.get(user=user) for user in users)
    scored(judge, candidate, 4, 4)
    scored(guessing, candidate, 4, 5, notes=f"WELLNOTED {EVERY_NAME}"[:4000])
    declare(round_.pk, 1, user=biased.user, has_conflict=True, words=EVERY_NAME[:500])
    read(head, candidate)
    decide(round_.pk, 1, user=head.user, outcome=Outcome.WINNER, reason=f"WELLREASONED {EVERY_NAME}", seen=0)
    return users[:3]


def addresses(round_: Round) -> Iterator[str]:
    """Yield every address of those who judge, from the list of them."""
    known = {"pk": round_.pk, "number": 1}
    for pattern in judging_urls.urlpatterns:
        wanted = {name: known.get(name, 1) for name in pattern.pattern.converters}
        yield reverse(str(pattern.name), kwargs=wanted)
    yield reverse("me")


def text_of(answer: HttpResponseBase) -> str:
    """Return all that an answer says: headers, body, and what is in an archive."""
    streaming = getattr(answer, "streaming_content", None)
    body = b"".join(streaming) if streaming is not None else getattr(answer, "content", b"")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    head = "\n".join(f"{key}: {value}" for key, value in answer.items())
    return f"{head}\n{body.decode(errors='replace')}"


def crawled(round_: Round, user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {address: text_of(client.get(address)) for address in addresses(round_)}


def leaks(text: str, names: tuple[str, ...]) -> list[str]:
    bare = re.sub(r"csrfmiddlewaretoken\S*|value=\"[A-Za-z0-9]{64}\"", "", text).casefold().replace("&#x27;", "'")
    return [name for name in names if name.casefold() in bare]


@pytest.mark.parametrize(
    ("blind", "names"), [(Blind.BOTH, ALL_NAMES), (Blind.NOMINATOR, (*NOMINATOR, *SECONDER))], ids=["both", "nominator"]
)
def test_no_judge_learns_a_name(blind: Blind, names: tuple[str, ...]) -> None:
    round_ = blind_round(blind)
    users = panel_of(round_)
    seen = ""
    for user in users:
        for address, text in crawled(round_, user).items():
            assert leaks(text, names) == [], f"{user.email} at {address}"
            assert leaks(address, names) == []
            assert "HIDDENFILE" not in text
            seen += text
    for mail in OutboxMail.objects.filter(to__in=[user.email for user in users]):
        assert leaks(f"{mail.subject} {mail.body} {mail.key}", names) == []
    for word in ("WELLKEPT", "WELLSAID", "WELLTHANKED", "SHOWNFILE", "WELLNOTED", "WELLREASONED"):
        assert word in seen, "the crawl reaches it"


def test_where_all_names_are_shown_the_same_crawl_finds_them() -> None:
    """The test above can fail."""
    round_ = blind_round(Blind.NOBODY)
    users = panel_of(round_)
    text = "".join(crawled(round_, users[0]).values())
    assert leaks(text, (*NOMINATOR[:2], *SECONDER[:2], *NOMINEE[1:3], TEAM)) == [
        *NOMINATOR[:2], *SECONDER[:2], *NOMINEE[1:3], TEAM,
    ]  # fmt: skip
    assert "HIDDENFILE" in text


def test_numbers_and_keys_tell_no_name() -> None:
    round_ = blind_round(Blind.BOTH)
    panel_of(round_)
    assert Nomination.objects.get().candidate == candidates_of(round_)[0]
    assert str(candidates_of(round_)[0]) == "Candidate 1"


def test_every_address_of_judges_is_crawled() -> None:
    """What begins with /me/judging/ is in the list that is crawled, wherever it was added."""
    listed = {str(pattern.pattern) for pattern in judging_urls.urlpatterns}
    found = {route.pattern for route in walk() if route.pattern.startswith("me/judging/")}
    assert found == listed
