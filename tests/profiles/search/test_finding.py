"""What is tried where nobody fits all that was typed, and what is said of it."""

import pytest

from profiles.enums import Audience, Section
from profiles.finding import find
from profiles.models import Technician
from profiles.search import Query
from profiles.services.index import index_now

PUBLIC = Audience.PUBLIC
pytestmark = pytest.mark.django_db


def found(text: str, **more: object):
    return find(Query(PUBLIC, text, **more))


def names(answer) -> list[str]:
    people = dict(Technician.objects.values_list("pk", "family_name"))
    return [people[pk] for pk in answer.results.technician_pks]


def test_names_of_several_words_find_who_wrote_only_the_letters_and_the_other_way(world):
    Technician.objects.filter(pk=world.rui.pk).update(about="I once mended an NMR.")
    Technician.objects.filter(pk=world.tom.pk).update(about="Nuclear magnetic resonance is not for me.")
    index_now([world.rui.pk, world.tom.pk])
    for text in ("nmr", "nuclear magnetic resonance", "who does nuclear magnetic resonance"):
        assert names(found(text))[0] == "Öberg", text
        assert set(names(found(text))) == {"Öberg", "Achebe", "O’Neill"}, text


def test_a_typing_error_is_mended_and_told(world):
    answer = found("mircoscopy quarry")
    assert sorted(names(answer)) == ["Martins", "Öberg"]
    assert answer.instead == {"mircoscopy": ("microscopy",)}
    assert (answer.said, answer.exactly) == ("microscopy quarry", '"mircoscopy" quarry')
    assert not answer.is_loose
    assert [term.words for term in answer.terms] == [("microscopy",), ("quarry",)]


def test_what_was_mended_may_be_a_name_with_others(world):
    answer = found("nuclaer magnetic resonance")
    assert names(answer) == ["Öberg"]
    assert answer.terms[0].also == (("nmr",),)


def test_nothing_is_mended_in_quotes_or_where_somebody_is_found(world):
    assert found('"mircoscopy"').instead == {}
    assert names(found('"mircoscopy"')) == []
    assert found("microscopy").instead == {}


def test_who_fits_some_of_it_is_shown_where_nobody_fits_all(world):
    answer = found("kiln fluorescence spectroscopy")
    assert answer.is_loose
    assert set(names(answer)) == {"O’Neill", "Martins", "Achebe", "Öberg"}
    assert not found("kiln nonsenses zzz").instead


def test_nobody_at_all_is_nobody(world):
    answer = found("qqqq zzzz")
    assert (answer.results.total, answer.is_loose, answer.instead, answer.did_you_mean) == (0, False, {}, ())
    assert found("").results.total == 4
    assert found("…").results.total == 0


def test_a_filter_that_leaves_nobody_mends_nothing_that_was_right(world):
    answer = found("kiln", filters={"campus": frozenset({"quarry-hill"})})
    assert (answer.results.total, answer.did_you_mean) == (0, ())


def test_a_typing_error_under_a_filter_that_leaves_nobody_is_asked_about(world):
    answer = found("fluoresence", filters={"skill": frozenset({"kiln"})})
    assert (answer.results.total, answer.did_you_mean) == (0, ("fluorescence",))


def test_nothing_withdrawn_is_looked_for_instead(world, withdraw):
    withdraw(world.zoe, Section.INTRODUCTION)
    answer = found("magents")
    assert (answer.results.total, answer.instead, answer.did_you_mean) == (0, {}, ())


def test_a_page_beyond_the_end_is_the_last(world):
    answer = found("technician", page=9, page_size=3)
    assert (answer.query.page, len(answer.results.technician_pks)) == (2, 1)


@pytest.mark.parametrize(("text", "most"), [("", 3), ("microscopy", 5), ("mircoscopy", 8), ("kiln zoe x", 9)])
def test_what_it_costs(world, text, most, django_assert_max_num_queries):
    found(text)
    with django_assert_max_num_queries(most):
        found(text)
