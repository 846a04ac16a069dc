"""Whether a leak would be noticed: made-up changes and answers, and what is said of them."""

import pytest

from tests.profiles.search.leaks import NEVER, Answer, Change, beyond, compare, summary

# A word is shown at 10, withdrawn at 20, shown again at 30
CHANGES = [
    Change("kestrel", "public", True, 9.9, 10),
    Change("kestrel", "public", False, 19.9, 20),
    Change("kestrel", "public", True, 29.9, 30),
    Change("kestrel", "colleagues", True, 9.9, 10),
    Change("heron", "colleagues", True, 9.9, 10),
]


def answer(found: bool, asked: float, word: str = "kestrel", audience: str = "public") -> Answer:
    return Answer(word, audience, asked, asked + 0.01, found)


@pytest.mark.parametrize(
    "right",
    [
        answer(False, 5),
        answer(True, 15),
        answer(False, 25),
        answer(True, 31),
        answer(True, 25, audience="colleagues"),
        answer(True, 9.95),  # the commit may have come while it was asked
        answer(False, 19.95),  # likewise
        answer(False, 15, word="heron"),
        answer(True, 15, word="heron", audience="colleagues"),
    ],
)
def test_what_is_as_it_was_committed_is_no_fault(right):
    assert compare(CHANGES, [right]) == []


@pytest.mark.parametrize(
    ("wrong", "kind", "seconds"),
    [
        (answer(True, 15, word="heron"), "private", NEVER),  # for colleagues only
        (answer(True, 15, word="osprey", audience="colleagues"), "private", NEVER),  # shown to nobody
        (answer(True, 5), "private", NEVER),  # before it was shown
        (answer(True, 21.5), "stale", 1.5),
        (answer(True, 20.25), "stale", 0.25),
        (answer(False, 12), "late", 2),
        (answer(False, 30.5), "late", 0.5),
    ],
)
def test_a_leak_is_noticed_and_how_old_it_is(wrong, kind, seconds):
    [fault] = compare(CHANGES, [answer(True, 15), wrong, answer(False, 25)])
    assert (fault.kind, fault.seconds, fault.answer) == (kind, seconds, wrong)


def test_what_is_allowed_is_a_time_and_never_a_private_word():
    faults = compare(CHANGES, [answer(True, 20.5), answer(True, 22), answer(True, 15, word="heron")])
    assert [fault.kind for fault in beyond(faults, 1)] == ["stale", "private"]
    assert [fault.kind for fault in beyond(faults, 1_000_000)] == ["private"]


def test_changes_count_in_the_order_of_their_commits_whoever_told_them_first():
    assert compare(reversed(CHANGES), [answer(True, 15), answer(False, 25), answer(True, 31)]) == []


def test_what_is_said_of_it_all():
    assert summary([], 7) == "7 answers, none behind a commit"
    faults = compare(CHANGES, [answer(True, 20.25), answer(True, 21.5), answer(False, 30.5)])
    assert summary(faults, 9) == "9 answers, 3 behind a commit, by 0.50 s in the middle and 1.50 s at most"
