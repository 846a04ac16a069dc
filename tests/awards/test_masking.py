"""Names taken out of what people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.masking import Mask, words_of

ONE = "[nominee]"


def masked(text: str, *names: str, whole: tuple[str, ...] = ()) -> str:
    return Mask([(ONE, names, whole)])(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orla O'Brien-Marsh", "orla o’brien-marsh", "ORLA OBRIEN MARSH", "Orla  O‘Brien–Marsh", "OrlaO'BrienMarsh",
        "O'Brien-Marsh", "O’Brien", "Marsh", "Orla", "Orla O'Brien\u2010Marsh", "Orla\nO'Brien-Marsh",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert masked(f"We asked {text}, who came.", "Orla O'Brien-Marsh", "O'Brien", "O'Brien-Marsh") in (
        f"We asked {ONE}, who came.",
        f"We asked {ONE} {ONE}, who came.",
    )


@pytest.mark.parametrize(
    ("name", "text"), [("José", "Jose"), ("Jose", "José"), ("Zoë", "ZOE"), ("Ångström", "angstrom")]
)
def test_accents_make_no_difference(name: str, text: str) -> None:
    assert masked(f"{text} helped.", name) == f"{ONE} helped."


def test_what_follows_a_name_stays() -> None:
    assert masked("Wren's bench, Wren: ‘Wren’, (wren) Wren_2.", "Wren") == (
        f"{ONE}'s bench, {ONE}: ‘{ONE}’, ({ONE}) {ONE}_2."
    )


def test_a_longer_word_is_no_name() -> None:
    assert masked("The Wrentham lathe and a wrench.", "Wren") == "The Wrentham lathe and a wrench."


def test_titles_and_single_letters_stand_for_nobody() -> None:
    assert words_of("Dr J. Wren of the Team") == ["Wren"]
    assert masked("The doctor and J went.", "Dr J. Wren") == "The doctor and J went."


def test_a_team_and_an_address_go_as_a_whole() -> None:
    text = "The Kiln Crew keep the kiln. Write to kiln.crew@wexcombe.example or kilncrew."
    told = masked(text, whole=("Kiln Crew", "kiln.crew@wexcombe.example", "kiln.crew"))
    assert told == f"The {ONE} keep the kiln. Write to {ONE} or {ONE}."


def test_each_is_told_as_what_they_are() -> None:
    mask = Mask([("[nominee]", ["Nell Tarn"], []), ("[nominator]", ["Wren Hale"], [])])
    assert mask("Wren says: Nell Tarn is good.") == "[nominator] says: [nominee] is good."


def test_nothing_to_hide_changes_nothing() -> None:
    assert masked("Café au lait", "", "  ") == "Café au lait"


def test_characters_of_patterns_in_a_name_are_characters() -> None:
    assert masked("a.* b", ".*", "[x") == "a.* b"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_name_and_any_text_go_through(text: str, name: str) -> None:
    assert isinstance(masked(text, name), str)
