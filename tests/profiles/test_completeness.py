"""What to do next, and why."""

from profiles.completeness import CPD, HELPING, PROMPT_KEYS, minutes_to_go, prompts
from profiles.enums import Section


def test_asks_for_what_is_empty_the_most_useful_first() -> None:
    assert [prompt.key for prompt in prompts(set())][:3] == [
        Section.SKILLS,
        Section.ASK_ME_ABOUT,
        Section.INTRODUCTION,
    ]
    assert [prompt.key for prompt in prompts(PROMPT_KEYS - {Section.PLACE})] == [Section.PLACE]
    assert prompts(PROMPT_KEYS) == []


def test_what_was_put_away_is_not_asked_for() -> None:
    empty = {Section.SKILLS, Section.OFFERS}
    assert [prompt.key for prompt in prompts(PROMPT_KEYS - empty, [Section.SKILLS])] == [Section.OFFERS]
    assert minutes_to_go(set(), [Section.SKILLS]) == 5


def test_every_section_that_is_its_owners_to_fill_is_asked_for() -> None:
    assert {*Section, HELPING, CPD} - PROMPT_KEYS == {Section.BASICS, Section.PHOTO}


def test_every_prompt_says_what_to_do_and_why_in_a_line() -> None:
    for prompt in prompts(set()):
        assert len(prompt.title) <= 50, prompt.title
        assert 40 <= len(prompt.why) <= 100, prompt.why
        assert 1 <= prompt.minutes <= 3


def test_a_photo_is_never_asked_for() -> None:
    assert Section.PHOTO not in PROMPT_KEYS


def test_counts_the_minutes_of_what_matters_most() -> None:
    assert minutes_to_go(set()) == 8
    assert minutes_to_go({Section.SKILLS}) == 5
    assert minutes_to_go(set(Section)) == 1
