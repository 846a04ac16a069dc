"""What to do next, and why."""

from profiles.completeness import minutes_to_go, prompts
from profiles.enums import Section


def test_asks_for_what_is_empty_the_most_useful_first() -> None:
    assert [prompt.section for prompt in prompts(set())][:3] == [
        Section.SKILLS,
        Section.ASK_ME_ABOUT,
        Section.INTRODUCTION,
    ]
    assert [prompt.section for prompt in prompts(set(Section) - {Section.PLACE})] == [Section.PLACE]
    assert prompts(set(Section)) == []


def test_a_photo_is_never_asked_for() -> None:
    assert Section.PHOTO not in {prompt.section for prompt in prompts(set())}


def test_counts_the_minutes_of_what_matters_most() -> None:
    assert minutes_to_go(set()) == 8
    assert minutes_to_go({Section.SKILLS}) == 5
    assert minutes_to_go(set(Section)) == 1
