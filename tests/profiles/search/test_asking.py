"""What is understood of what people type, before any engine is asked."""

import pytest

from profiles.asking import understand
from profiles.enums import Audience, WordState
from profiles.models import Equipment, EquipmentAlias, RegistrationType, SkillAlias
from profiles.other_names import names_known, singulars
from profiles.words import Term
from tests.factories.people import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(db):
    """Two skills with other names, equipment that shares one of them, a registration."""
    nmr = SkillFactory(name="Nuclear magnetic resonance")
    SkillAlias.objects.create(skill=nmr, name="NMR")
    sem = SkillFactory(name="Scanning electron microscopy")
    SkillAlias.objects.create(skill=sem, name="SEM")
    gas = SkillFactory(name="Gas chromatography")
    SkillAlias.objects.create(skill=gas, name="GC-MS")
    scope = Equipment.objects.create(name="Scanning electron microscope", slug="sem", state=WordState.APPROVED)
    EquipmentAlias.objects.create(equipment=scope, name="SEM")
    RegistrationType.objects.create(post_nominals="RSci", name="Registered Scientist", kind="registration")
    return nmr


def terms(text: str) -> tuple[Term, ...]:
    return understand(text, Audience.PUBLIC).terms


def test_names_are_known_both_ways_and_of_several_words(words):
    assert terms("NMR") == (Term(("nmr",), False, (("nuclear", "magnetic", "resonance"),)),)
    assert terms("nuclear Magnetic resonance") == (Term(("nuclear", "magnetic", "resonance"), True, (("nmr",),)),)
    assert terms("rsci") == (Term(("rsci",), True, (("registered", "scientist"),)),)
    assert terms("registered scientist") == (Term(("registered", "scientist"), True, (("rsci",),)),)


def test_a_name_of_several_things_has_the_names_of_all(words):
    (term,) = terms("sem")
    assert set(term.also) == {("scanning", "electron", "microscopy"), ("scanning", "electron", "microscope")}


def test_a_name_is_known_joined_up_and_in_the_plural(words):
    assert terms("GCMS")[0].also == (("gas", "chromatography"), ("gc", "ms"))
    assert ("gas", "chromatography") in terms("gc-ms")[0].also
    plural = terms("scanning electron microscopes")[0]
    assert plural.also == (("scanning", "electron", "microscope"), ("sem",))


def test_the_beginning_of_a_name_is_no_name(words):
    assert terms("nuclear magnetic") == (Term(("nuclear",), True), Term(("magnetic",), True))


def test_the_longest_run_counts_and_the_rest_stays(words):
    found = terms("nuclear magnetic resonance chemistry")
    assert [term.words for term in found] == [("nuclear", "magnetic", "resonance"), ("chemistry",)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("who can run the SEM in Chemistry", ["sem", "chemistry"]),
        ("someone who knows about laser cutting", ["laser", "cutting"]),
        ("I need help with NMR", ["nmr"]),
        ("technician for glassblowing at Harbourside?", ["glassblowing", "harbourside"]),
        ("Who is here", ["here"]),
        ("who can help", ["who", "can", "help"]),
        ("technicians", ["technicians"]),
    ],
)
def test_little_words_and_words_of_asking_fall_away_where_others_are_left(words, text, wanted):
    assert [" ".join(term.words) for term in terms(text)] == wanted


def test_it_says_whether_it_was_a_question(words):
    assert understand("who knows NMR", Audience.PUBLIC).is_question
    assert not understand("NMR chemistry", Audience.PUBLIC).is_question
    assert not understand("who", Audience.PUBLIC).is_question


def test_quotes_keep_a_phrase_whole_and_as_it_is(words):
    assert terms('"the NMR" lasers') == (Term(("the", "nmr"), False), Term(("lasers",), True, (("laser",),)))
    assert terms('"nuclear magnetic resonance"') == (Term(("nuclear", "magnetic", "resonance"), False),)


def test_possessives_strokes_and_commas_part_words(words):
    assert terms("Nasrin’s microscopes") == (Term(("nasrin",), True), Term(("microscopes",), True, (("microscope",),)))
    assert [term.words for term in terms("NMR/SEM, lathe")] == [("nmr",), ("sem",), ("lathe",)]
    assert [term.words for term in terms("O'Neill")] == [("o", "neill")]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("lasers", ["laser"]),
        ("boxes", ["box", "boxe"]),
        ("batteries", ["battery", "batterie"]),
        ("lathes", ["lathe"]),
        ("glass", []),
        ("analysis", []),
        ("apparatus", []),
        ("gas", []),
    ],
)
def test_plurals_in_the_plain_cases(word, wanted):
    assert singulars(word) == wanted


# --- names that change


def test_a_new_or_changed_or_deleted_name_is_known_at_once(words):
    assert terms("spins")[0].also == (("spin",),)
    alias = SkillAlias.objects.create(skill=words, name="Spins")
    assert ("nmr",) in terms("spins")[0].also
    SkillAlias.objects.filter(pk=alias.pk).update(name="Spans")
    assert terms("spins")[0].also == (("spin",),)
    assert ("nmr",) in terms("spans")[0].also
    SkillAlias.objects.all().delete()
    assert terms("nmr") == (Term(("nmr",), True),)


def test_a_name_that_is_only_suggested_is_not_known(words):
    type(words).objects.filter(pk=words.pk).update(state=WordState.SUGGESTED)
    assert terms("nmr") == (Term(("nmr",), True),)


def test_names_are_read_once_and_then_asked_for_with_one_query(words, django_assert_num_queries):
    names_known()
    with django_assert_num_queries(1):
        understand("who can run the nmr", Audience.PUBLIC)
    with django_assert_num_queries(0):
        understand("…", Audience.PUBLIC)
