"""The contract on the database that the tests run on: SQLite, or PostgreSQL where DATABASE_URL says so."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pyroaring import BitMap

from portal.core.registries import jobs
from profiles.engines.postgresql import PostgresqlEngine
from profiles.engines.sqlite import SqliteEngine
from profiles.enums import Audience
from profiles.index_documents import INDEXED_AUDIENCES, documents_of
from profiles.models import Campus, SearchEntry, SearchSet, Technician
from profiles.search import Query
from profiles.services.index import forget, index_now, reindex_on_commit, repair
from tests.factories.people import live_technician
from tests.outputs.search_rows import set_members
from tests.profiles.search.answering import Answering
from tests.profiles.search.contract import EngineContract


class TestDatabaseEngine(EngineContract):
    """The database's own engine."""


class TestAnswering(Answering):
    """The sixty questions on it."""


def test_the_engine_is_the_databases_own(engine):
    assert type(engine) is {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}[connection.vendor]


def test_a_search_costs_two_or_three_statements_however_much_is_asked(engine, world, django_assert_num_queries):
    filters = {
        "skill": frozenset({"sem", "light"}),
        "campus": frozenset({"quarry-hill"}),
        "department": frozenset({"science"}),
    }
    with django_assert_num_queries(2):
        assert engine.search(Query(Audience.PUBLIC)).total == 4
    with django_assert_num_queries({"sqlite": 3, "postgresql": 2}[connection.vendor]):
        assert engine.search(Query(Audience.PUBLIC, "microscopy electron", filters)).total == 2


# Tables of words, written to by as many statements as have words to write
BY_WHAT_CHANGES = ("profiles_search_", "profiles_heldword", "profiles_word_trigrams")


def test_indexing_costs_the_same_for_two_and_for_thirty(engine, django_assert_max_num_queries):
    people = [live_technician().pk for _ in range(33)]
    index_now(people[:1])
    with django_assert_max_num_queries(36) as first:
        index_now(people[1:3])
    with django_assert_max_num_queries(36) as second:
        index_now(people[3:])
    statements = [
        len([q for q in run.captured_queries if not any(name in q["sql"] for name in BY_WHAT_CHANGES)])
        for run in (first, second)
    ]
    assert statements[0] == statements[1]


def test_a_change_is_found_once_it_is_committed(engine, django_capture_on_commit_callbacks):
    person = live_technician(family_name="Castellanos")
    with django_capture_on_commit_callbacks(execute=True):
        reindex_on_commit([person.pk])
        assert engine.search(Query(Audience.PUBLIC, "castellanos")).total == 0
    assert engine.search(Query(Audience.PUBLIC, "castellanos")).technician_pks == (person.pk,)


def test_a_change_that_is_rolled_back_is_not_indexed(engine, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        reindex_on_commit([])
    assert callbacks == []


def test_repair_mends_lost_words_and_strays(engine, world, ask):
    for audience in INDEXED_AUDIENCES:
        engine.delete_words(audience, [world.zoe.pk])
    SearchEntry.objects.filter(technician=world.rui).delete()  # its words stay behind
    stray = documents_of(Technician.objects.filter(pk=world.tom.pk).for_views())[0]
    engine.write_words(stray.audience, [replace(stray, technician_pk=world.tom.pk + 1000)])
    assert repair() == "4 for public, 4 for colleagues; 2 technicians mended, 1 stray rows deleted"
    assert ask("nmr") == ["Öberg"]
    assert ask("kiln") == ["Achebe", "O’Neill"]


def damage(how: str, people: SearchSet, stranger: int) -> None:
    """Let a set be as a fault could leave it."""
    if how == "lost":
        people.delete()
        return
    if how == "broken":
        people.people = people.people[:5]
    elif how == "emptied":
        people.people, people.size = BitMap().serialize(), 0
    elif how == "size":
        people.size += 1
    elif how == "label":
        people.label = "Something else"
    else:
        people.people, people.size = BitMap([*BitMap.deserialize(bytes(people.people)), stranger]).serialize(), 3
    people.save()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("lost", "2 technicians mended, 0"),
        ("broken", "2 technicians mended, 0"),
        ("emptied", "2 technicians mended, 0"),
        ("size", "2 technicians mended, 0"),
        ("label", "2 technicians mended, 0"),
        ("a wrong person in it", "1 technicians mended, 0"),
        ("a stranger in it", "0 technicians mended, 1"),
    ],
)
def test_repair_mends_a_damaged_set(engine, world, ask, counts, how, said):
    before = set_members(Audience.PUBLIC)
    sem = SearchSet.objects.get(audience="public", facet="skill", value="sem")
    damage(how, sem, world.rui.pk if "wrong" in how else world.rui.pk + 1000)
    assert repair() == f"4 for public, 4 for colleagues; {said} stray rows deleted"
    assert set_members(Audience.PUBLIC) == before
    assert counts("skill") == {"light": 2, "sem": 2, "kiln": 1, "nmr": 1}
    assert ask(filters={"skill": frozenset({"sem"})}) == ["Martins", "Öberg"]


def test_repair_mends_a_lost_set_of_everybody(engine, world, ask):
    SearchSet.objects.filter(facet="").delete()
    assert repair() == "4 for public, 4 for colleagues; 4 technicians mended, 0 stray rows deleted"
    assert len(ask()) == 4


def test_a_value_that_nobody_has_any_more_is_gone(engine, world):
    assert SearchSet.objects.filter(value="kiln").count() == 2
    world.rui.delete()
    assert not SearchSet.objects.filter(value="kiln").exists()


def test_a_change_of_label_is_taken_over(engine, world):
    Campus.objects.filter(pk=world.harbour.pk).update(name="The Docks")
    index_now([world.tom.pk, world.rui.pk])
    labels = {value.label for value in engine.search(Query(Audience.PUBLIC)).facets["campus"]}
    assert labels == {"Quarry Hill", "The Docks"}


def test_what_is_rolled_back_is_not_remembered(engine, world, counts):
    with contextlib.suppress(RuntimeError), transaction.atomic():
        forget([world.rui.pk])
        assert counts("campus") == {"harbourside": 1, "quarry-hill": 2}
        raise RuntimeError
    assert counts("campus") == {"harbourside": 2, "quarry-hill": 2}


def test_the_index_holds_no_private_word(engine, world):
    Technician.objects.filter(pk=world.zoe.pk).update(
        phone="canaryphone", email="canary@wexcombe.example", grade="canarygrade", pronouns="canarypronoun"
    )
    index_now([world.zoe.pk])
    assert engine.search(Query(Audience.COLLEAGUES, "canary")).total == 0


def test_rebuild_says_what_it_did(engine, world, capsys):
    SearchEntry.objects.all().delete()
    call_command("rebuild_search")
    assert capsys.readouterr().out == "4 technicians indexed\n"
    assert engine.search(Query(Audience.PUBLIC)).total == 4


def test_the_check_runs_once_a_day():
    job = jobs.get("repair_search")
    assert job is not None
    assert job.every == timedelta(days=1)
    assert job.run is repair
