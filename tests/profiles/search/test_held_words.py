"""The words held for typing errors: of what an audience finds, apart, and gone with the last who has them."""

import pytest
from django.db import connection

from profiles.enums import Audience, ProfileState, Section
from profiles.models import HeldWord, Technician
from profiles.services.index import forget, index_now, repair
from profiles.vocabulary_words import change_words, commoner_words_of, near_words_of
from tests.factories.people import live_technician

PUBLIC, COLLEAGUES = Audience.PUBLIC, Audience.COLLEAGUES
pytestmark = pytest.mark.django_db


def held(audience: Audience = PUBLIC) -> dict[str, int]:
    return dict(HeldWord.objects.filter(audience=audience).values_list("word", "uses"))


def letters() -> int:
    """Return how many words the index of letters holds (SQLite has one of its own)."""
    if connection.vendor != "sqlite":
        return HeldWord.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM profiles_word_trigrams")
        return cursor.fetchone()[0]


def test_words_are_counted_by_people(world):
    assert held()["microscopy"] == 3
    assert held()["zoe"] == held()["oneill"] == 1
    assert not {"at", "qzgapqz"} & held().keys()
    assert letters() == HeldWord.objects.count()


def test_writing_again_changes_nothing(world):
    before = held()
    index_now([person.pk for person in world.everybody])
    assert held() == before
    assert letters() == HeldWord.objects.count()


def test_what_is_withdrawn_goes_at_once_for_those_from_whom_it_is(world, withdraw):
    withdraw(world.zoe, Section.INTRODUCTION, COLLEAGUES)
    assert "magnets" not in held(PUBLIC)
    assert held(COLLEAGUES)["magnets"] == 1
    assert near_words_of({"magnest": ()}, PUBLIC) == {}
    assert near_words_of({"magnest": ()}, COLLEAGUES) == {"magnest": ["magnets"]}
    withdraw(world.zoe, Section.INTRODUCTION)
    assert "magnets" not in held(COLLEAGUES)
    assert near_words_of({"magnest": ()}, COLLEAGUES) == {}


@pytest.mark.parametrize("gone", ["hidden", "deleted", "forgotten"])
def test_who_goes_takes_their_words_along(world, gone):
    if gone == "hidden":
        Technician.objects.filter(pk=world.rui.pk).update(state=ProfileState.HIDDEN)
        index_now([world.rui.pk])
    elif gone == "deleted":
        world.rui.delete()
    else:
        forget([world.rui.pk])
    assert not {"achebe", "ceramics"} & (held(PUBLIC).keys() | held(COLLEAGUES).keys())
    assert held()["kiln"] == 1  # Tom's
    assert letters() == HeldWord.objects.count()


def test_the_check_counts_them_anew(world):
    before = held()
    change_words(PUBLIC, {"ghost": 1, "kiln": 5}, {"microscopy": 3})
    repair()
    assert held() == before
    assert letters() == HeldWord.objects.count()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mircoscopy", ["microscopy"]),
        ("microscpoy", ["microscopy"]),
        ("fluoresence", ["fluorescence"]),
        ("ceramcis", ["ceramics"]),
        ("matrins", ["martins"]),
        ("klin", ["kiln"]),
        ("obreg", ["oberg"]),
    ],
)
def test_the_nearest_word_is_found(world, typed, meant):
    assert near_words_of({typed: ()}, PUBLIC) == {typed: meant}


@pytest.mark.parametrize("typed", ["microsc", "kiln", "zzzzzz", "nuclearwaste"])
def test_words_and_beginnings_that_somebody_has_are_left_and_so_is_what_is_near_to_nothing(world, typed):
    assert near_words_of({typed: ()}, PUBLIC) == {}


def test_several_words_cost_one_statement(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert near_words_of(dict.fromkeys(["klin", "mircoscopy", "kiln"], ()), PUBLIC) == {
            "klin": ["kiln"],
            "mircoscopy": ["microscopy"],
        }


def test_a_far_commoner_word_may_have_been_meant(db):
    people = [live_technician(headline="I train people.") for _ in range(12)]
    odd = live_technician(headline="By trayn.")
    index_now([person.pk for person in [*people, odd]])
    assert commoner_words_of(["trayn"], PUBLIC) == {"trayn": "train"}
    assert commoner_words_of(["train", "people"], PUBLIC) == {}
