"""The contract on the database that the tests run on: SQLite, or PostgreSQL where DATABASE_URL says so."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection

from portal.core.registries import jobs
from profiles.engines.postgresql import PostgresqlEngine
from profiles.engines.sqlite import SqliteEngine
from profiles.enums import Audience
from profiles.models import SearchEntry, SearchFacet, Technician
from profiles.search import Query
from profiles.services.index import index_now, reindex_on_commit, repair
from tests.factories.people import live_technician
from tests.profiles.search.answering import Answering
from tests.profiles.search.contract import EngineContract


class TestDatabaseEngine(EngineContract):
    """The database's own engine."""


class TestAnswering(Answering):
    """The sixty questions on it."""


def test_the_engine_is_the_databases_own(engine):
    assert type(engine) is {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}[connection.vendor]


def test_a_search_costs_three_statements_however_much_is_asked(engine, world, django_assert_num_queries):
    filters = {
        "skill": frozenset({"sem", "light"}),
        "campus": frozenset({"quarry-hill"}),
        "department": frozenset({"science"}),
    }
    with django_assert_num_queries(3):
        assert engine.search(Query(Audience.PUBLIC)).total == 4
    with django_assert_num_queries(3):
        assert engine.search(Query(Audience.PUBLIC, "microscopy electron", filters)).total == 2


# Tables of words, written to by as many statements as have words to write
BY_WHAT_CHANGES = ("profiles_search_words", "profiles_heldword", "profiles_word_trigrams")


def test_indexing_costs_the_same_for_two_and_for_thirty(engine, django_assert_max_num_queries):
    people = [live_technician().pk for _ in range(30)]
    index_now(people[:2])
    with django_assert_max_num_queries(36) as first:
        index_now(people[:2])
    with django_assert_max_num_queries(36) as second:
        index_now(people)
    statements = [
        len(
            [q for q in run.captured_queries if not any(name in q["sql"] for name in ("search_words", "held", "trigr"))]
        )
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


def test_repair_mends_lost_words_lost_facets_and_strays(engine, world, ask, counts):
    entries = SearchEntry.objects.filter(technician=world.zoe)
    engine.delete_words(list(entries.values_list("pk", flat=True)))
    SearchFacet.objects.filter(entry__technician=world.ana, facet="skill").delete()
    SearchEntry.objects.filter(technician=world.rui).delete()  # its words stay behind
    assert repair() == "4 for public, 4 for colleagues; 3 technicians mended, 2 stray rows deleted"
    assert ask("nmr") == ["Öberg"]
    assert counts("skill")["sem"] == 2
    assert ask("kiln") == ["Achebe", "O’Neill"]


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
