"""Every output answers each viewer as the list says: who may, may, and nobody else.

What it answers is sound, and where all is public it shows each what is theirs to see (see `test_canary.py`).
"""

import re
from collections.abc import Iterator

import pytest

from tests.outputs.audiences import ALL_PUBLIC
from tests.outputs.canaries import WORD
from tests.outputs.crawl import Answer, ask, ask_for, client_of, is_new
from tests.outputs.leaks import OTHERS, is_asked_for, leaks
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.soundness import FAULTS_OF, faults
from tests.outputs.viewers import ROLE_OF, Viewer
from tests.outputs.world import World

REFUSED = (302, 403, 404)
# Where those are sent who may not: the log-in, the admin's door or its first page (Wagtail's way), the way to a profile
SENT_TO = ("/account/login/", "/admin/login/", "/admin/\n", "/claim/\n")


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """Return what was found sound as somebody got it, tokens and names apart, so that it is read once."""
    return set()


@pytest.mark.parametrize("viewer", Viewer)
def test_each_gets_what_is_listed_and_it_is_sound(world: World, viewer: Viewer, looked_at: set[str]) -> None:
    ALL_PUBLIC.put(world)
    client = client_of(world, viewer)
    wrong = []
    titles: dict[str, str] = {}
    for output in OUTPUTS:
        answer = ask_for(client, world, output)
        wanted = output.statuses[viewer]
        if answer.status != wanted:
            wrong.append(f"{output.name}: {answer.address} gave {answer.status} instead of {wanted}")
        elif answer.content_type.startswith("text/html") and answer.body and is_new(answer, looked_at):
            wrong += [f"{output.name}: {answer.address} {fault}" for fault in unsound(output, answer, viewer)]
        wrong += shown_wrongly(output, viewer, answer)
        if output.kind is Kind.PAGE and answer.status == 200:
            wrong += same_title(titles, output, answer)
    assert looked_at
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


def shown_wrongly(output: Output, viewer: Viewer, answer: Answer) -> Iterator[str]:
    """Yield what an answer tells of the person whom the canaries are about and should not, or should and does not."""
    if viewer in OTHERS and output.kind is not Kind.ACTION and is_asked_for(output, ALL_PUBLIC):
        yield from leaks(output, viewer, ALL_PUBLIC, answer)


def unsound(output: Output, answer: Answer, viewer: Viewer) -> Iterator[str]:
    """Yield what is wrong with an answer of its kind."""
    if output.kind is Kind.PAGE:
        yield from faults(answer, viewer)
    elif output.kind in FAULTS_OF and answer.status == 200:
        yield from FAULTS_OF[output.kind](answer)


def same_title(titles: dict[str, str], output: Output, answer: Answer) -> Iterator[str]:
    """Yield a fault where a page of another address has the same title (WCAG 2.4.2)."""
    found = re.search(rb"<title>(.*?)</title>", answer.body, re.DOTALL)
    title = " ".join(found.group(1).decode().split()) if found else ""
    other = titles.setdefault(title, output.pattern)
    if other != output.pattern:
        yield f"{output.name}: has the title '{title}' of {other}"


@pytest.mark.parametrize("viewer", Viewer)
def test_actions_are_refused_to_others(world: World, viewer: Viewer) -> None:
    """An address that only takes POST refuses a POST of whoever may not use it, and changes nothing by it."""
    client = client_of(world, viewer)
    wrong = []
    for output in OUTPUTS:
        if output.kind is not Kind.ACTION or output.statuses[viewer] == 405:
            continue
        answer = ask(client, output.address(world), "post")
        sent_away = answer.status != 302 or any(f"Location: {place}" in answer.headers for place in SENT_TO)
        if answer.status not in REFUSED or not sent_away:
            wrong.append(f"{output.name}: {answer.address} gave {answer.status}, {answer.headers}")
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


def test_what_is_shown_wrongly_is_noticed() -> None:
    """The crawl can fail: a grade is shown to nobody, and a profile without its headline shows too little."""
    profile = next(output for output in OUTPUTS if output.name == "profile")
    answer = Answer("/technicians/somebody/", 200, "", WORD["grade"].encode(), "text/html")
    found = "\n".join(shown_wrongly(profile, Viewer.VISITOR, answer))
    assert "shows grade" in found
    assert "does not show headline" in found


def test_every_role_is_a_viewer() -> None:
    from portal.core.roles import Role  # noqa: PLC0415 (beside its use)

    assert set(ROLE_OF.values()) == set(Role)
