"""Posts that are refused: each form has one listed, each answers as listed in sound HTML, and none changes anything."""

from collections import defaultdict

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.outputs.crawl import Answer, ask, client_of, is_new, send
from tests.outputs.listing import LEFT, OUTPUTS
from tests.outputs.output import Kind
from tests.outputs.refusals import NONE_NEEDED, REFUSALS, Refusal
from tests.outputs.soundness import FAULTS_OF
from tests.outputs.viewers import Viewer
from tests.outputs.walk import walk
from tests.outputs.world import World

WRITES = ("INSERT", "UPDATE", "DELETE")
# allauth starts a session for whoever types an address, so that it can go on from there
MAY_BE_WRITTEN = ("django_session",)
# Which routes take a POST, asked once: all is rolled back, so that the answer stays
TAKES: dict[str, bool] = {}


def without_refusal(world: World, listed: tuple[Refusal, ...]) -> set[str]:
    """Return the routes of ours that take a POST of anybody and list nothing that they refuse."""
    wanted = {entry.pattern: entry for entry in OUTPUTS if not entry.same_as and "admin/snippets/" not in entry.pattern}
    told = {refusal.pattern for refusal in listed} | set(NONE_NEEDED)
    return {
        pattern
        for pattern, entry in wanted.items()
        if pattern not in told and takes_a_post(world, entry.address(world), pattern)
    }


def takes_a_post(world: World, address: str, pattern: str) -> bool:
    """Say whether a POST does anything but be turned away, for a visitor, a technician or a superuser."""
    if pattern in TAKES:
        return TAKES[pattern]
    TAKES[pattern] = _takes_a_post(world, address, pattern)
    return TAKES[pattern]


def _takes_a_post(world: World, address: str, pattern: str) -> bool:
    viewers = (Viewer.SUPERUSER,) if pattern.startswith("admin/") else (Viewer.VISITOR, Viewer.OWNER)
    for viewer in viewers:
        before = transaction.savepoint()
        answer = ask(client_of(world, viewer), address, "post")
        transaction.savepoint_rollback(before)
        if answer.status != 405 and "Location: /account/login/" not in answer.headers:
            return True
    return False


def test_every_form_lists_what_it_refuses(world: World) -> None:
    missing = without_refusal(world, REFUSALS)
    assert not missing, (
        "These take a POST. Add a Refusal to tests/outputs/refusals.py, so that what follows a refused post is looked "
        f"at too: {sorted(missing)}"
    )


def test_a_form_without_one_is_found(world: World) -> None:
    """The test above can fail."""
    listed = tuple(refusal for refusal in REFUSALS if refusal.pattern != "claim/new-link/")
    assert without_refusal(world, listed) == {"claim/new-link/"}


def test_what_is_listed_is_there() -> None:
    patterns = {route.pattern for route in walk()}
    listed = {refusal.pattern for refusal in REFUSALS} | set(NONE_NEEDED)
    assert {pattern for pattern in listed - patterns if not any(rule.prefix == pattern for rule in LEFT)} == set()


@pytest.fixture(scope="module")
def looked_at() -> dict[Kind, set[str]]:
    """Return what was found sound as somebody got it, by kind, so that what several people get is read once."""
    return defaultdict(set)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_it_is_refused_soundly_and_nothing_is_written(
    world: World, refusal: Refusal, looked_at: dict[Kind, set[str]]
) -> None:
    unsound = []
    for viewer, status in refusal.statuses.items():
        client = client_of(world, viewer)
        with CaptureQueriesContext(connection) as captured:
            answer = send(client, world, refusal)
        assert answer.status == status, f"As {viewer}: {answer.status}"
        statements = [query["sql"] for query in captured.captured_queries]
        written = [
            sql for sql in statements if sql.startswith(WRITES) and not any(name in sql for name in MAY_BE_WRITTEN)
        ]
        assert written == [], f"As {viewer}"
        if status in {200, 400, 422} and refusal.kind is Kind.PAGE:
            assert b"<title>Error: " in answer.body, f"As {viewer}: the title does not say it"
        unsound += [f"As {viewer}: {fault}" for fault in faults(answer, refusal.kind, looked_at[refusal.kind])]
    assert not unsound, "\n".join(unsound)


def faults(answer: Answer, kind: Kind, looked_at: set[str]) -> list[str]:
    """Return what is wrong with the HTML that follows; nothing where it leads on, or was read before."""
    if answer.status == 302 or not is_new(answer, looked_at):
        return []
    return list(FAULTS_OF[kind](answer))


def test_what_is_unsound_is_told() -> None:
    """The test above can fail, and reads the same answer once."""
    looked_at: set[str] = set()
    answer = Answer("/", 422, "", b"<p>one<p></div>", "text/html")
    assert faults(answer, Kind.FRAGMENT, looked_at)
    assert faults(answer, Kind.FRAGMENT, looked_at) == []
