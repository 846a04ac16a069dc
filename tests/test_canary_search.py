"""The canary test of the search: it finds by what may be seen and by nothing else, and its index holds no more."""

import pytest
from django.urls import reverse

from profiles.enums import Audience, Section
from profiles.index_documents import INDEXED_AUDIENCES, documents_of
from profiles.models import SearchEntry, SearchSet, Technician
from tests.outputs.audiences import ONE_WITHHELD, SETTINGS, Setting, hidden_from
from tests.outputs.canaries import CANARIES, found_in
from tests.outputs.crawl import Answer, ask, client_of
from tests.outputs.listing import output
from tests.outputs.search_rows import index_rows, set_members, word_owners
from tests.outputs.viewers import Viewer
from tests.outputs.world import World, set_audiences
from tests.profiles.search.elastic import all_held, fresh_engine

FOUND_BY = (
    "preferred_name", "family_name", "job_title", "department", "faculty", "headline", "about", "ask_me_about",
    "skill", "post_nominals", "registration", "equipment", "offer.words", "contribution.title", "contribution.detail",
    "seat.committee", "seat.role", "achievement.title", "achievement.detail",
)  # fmt: skip


def hits(world: World, viewer: Viewer, query: str, name: str = "technicians") -> Answer:
    """Search the directory, or the whole site (`name`: search)."""
    return ask(client_of(world, viewer), f"{reverse(name)}?q={query}")


def wrongly_found(world: World, setting: Setting, viewer: Viewer, name: str, listed: str) -> list[str]:
    """Ask for every canary's word; return where the person is found by what is withheld, or not by what is shown."""
    wrong = []
    for canary in CANARIES:
        answer = hits(world, viewer, canary.word, name)
        person = f'href="/technicians/{world.slug}/"' in answer.text
        if person and not setting.sees(viewer, canary.section):
            wrong.append(f"finds the person by {canary.field}")
        if not person and canary.field in FOUND_BY and setting.sees(viewer, canary.section):
            wrong.append(f"does not find the person by {canary.field}")
        shown = found_in(answer.text, hidden_from(viewer, setting, output(listed), answer.address))
        wrong += [f"a search for {canary.field} shows {name}" for name in shown]
    return wrong


@pytest.mark.parametrize("setting", SETTINGS[:6], ids=lambda setting: setting.name)
@pytest.mark.parametrize("viewer", [Viewer.VISITOR, Viewer.COLLEAGUE, Viewer.STEWARD])
def test_search_finds_by_what_may_be_seen_and_by_nothing_else(world: World, setting: Setting, viewer: Viewer) -> None:
    setting.put(world)
    wrong = wrongly_found(world, setting, viewer, "technicians", "directory: a search")
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("setting", SETTINGS[:3], ids=lambda setting: setting.name)
@pytest.mark.parametrize("viewer", [Viewer.VISITOR, Viewer.COLLEAGUE])
def test_so_does_the_search_of_the_whole_site(world: World, setting: Setting, viewer: Viewer) -> None:
    setting.put(world)
    wrong = wrongly_found(world, setting, viewer, "search", "search: found by a skill’s other name")
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("audience", Audience)
def test_search_by_an_alias(world: World, audience: Audience) -> None:
    set_audiences(world, audience, Section.SKILLS)
    for viewer, sees in ((Viewer.VISITOR, audience == Audience.PUBLIC), (Viewer.STEWARD, audience != Audience.ONLY_ME)):
        assert (f"/technicians/{world.slug}/" in hits(world, viewer, "canalias").text) is sees


# --- the index itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", [*SETTINGS, *ONE_WITHHELD], ids=lambda setting: setting.name)
def test_index_holds_what_the_audience_may_see(world: World, setting: Setting) -> None:
    setting.put(world)
    for audience, viewer in ((Audience.PUBLIC, Viewer.VISITOR), (Audience.COLLEAGUES, Viewer.COLLEAGUE)):
        held = index_rows(audience)
        assert found_in(held, hidden_from(viewer, setting, None, "")) == []
        seen = [canary for canary in CANARIES if canary.field in FOUND_BY and setting.sees(viewer, canary.section)]
        assert set(found_in(held, seen)) == {canary.field for canary in seen}


@pytest.mark.elasticsearch
@pytest.mark.parametrize("setting", [*SETTINGS, *ONE_WITHHELD], ids=lambda setting: setting.name)
def test_a_search_server_holds_what_the_audience_may_see(world: World, setting: Setting, search_server: object) -> None:
    setting.put(world)
    person = Technician.objects.filter(slug=world.slug)
    with fresh_engine(search_server.address) as engine:
        engine.write([*person.values_list("pk", flat=True)], documents_of(person.live().for_views()))
        held = {audience: all_held(engine, audience) for audience in INDEXED_AUDIENCES}
    for audience, viewer in ((Audience.PUBLIC, Viewer.VISITOR), (Audience.COLLEAGUES, Viewer.COLLEAGUE)):
        assert found_in(held[audience], hidden_from(viewer, setting, None, "")) == []
        seen = [canary for canary in CANARIES if canary.field in FOUND_BY and setting.sees(viewer, canary.section)]
        assert set(found_in(held[audience], seen)) == {canary.field for canary in seen}


def test_index_keeps_no_stray_words(world: World) -> None:
    for audience in (Audience.PUBLIC, Audience.ONLY_ME, Audience.COLLEAGUES):
        set_audiences(world, audience)
        assert word_owners() == set(SearchEntry.objects.values_list("technician_id", "audience"))
        for indexed in INDEXED_AUDIENCES:
            entries = set(SearchEntry.objects.filter(audience=indexed).values_list("technician_id", flat=True))
            held = set_members(indexed)
            assert held.get(("", ""), set()) == entries == set().union(*held.values())
            assert all(held.values())  # no value is kept that nobody has


def test_index_keeps_nothing_only_me(world: World) -> None:
    for model in (SearchEntry, SearchSet):
        assert set(model.objects.values_list("audience", flat=True)) == {Audience.PUBLIC, Audience.COLLEAGUES}
