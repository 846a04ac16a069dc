"""What every search engine must answer. An engine's own module imports this class and gives the `engine` fixture.

Names are family names of the world in `conftest.py`.
"""

import pytest

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Technician, TechnicianSkill
from profiles.search import Query, Sort
from profiles.services.index import forget, index_now, rebuild, repair
from profiles.words import Term
from tests.factories.people import live_technician

PUBLIC, COLLEAGUES, ONLY_ME = Audience.PUBLIC, Audience.COLLEAGUES, Audience.ONLY_ME
ODD_TEXTS = [
    '"', '""', '"""', "'", "\\", "AND", "OR NOT", "NEAR(a b)", "name:zoe", "*", "a*b*", "(", "))", "^x", "-nmr", "+",
    "{}", "nmr AND", "a:* & !b", "<-> |", "%s", "%", "_", "; DROP TABLE x", "\x00", "nm\x00r", "🔬", "\u202enmr",
    "\U0001f469\u200d\U0001f52c lab", "مختبر", "實驗室", "x" * 10_000, "word " * 2_000, '"' * 500, "e\u0301" * 300,
    "½", "Ⅷ", "\ufffd", "𝕫𝕠𝕖", "ﬁring",
]  # fmt: skip


@pytest.mark.usefixtures("world")
class EngineContract:
    """The same answers on the same data, whatever the engine."""

    # --- text

    def test_a_whole_word_of_a_skill_is_found(self, ask):
        assert ask("microscopy", sort=Sort.NAME) == ["Martins", "Öberg", "O’Neill"]

    def test_all_words_must_be_there(self, ask):
        assert ask("microscopy fluorescence", sort=Sort.NAME) == ["Martins", "O’Neill"]
        assert ask("microscopy kiln") == ["O’Neill"]
        assert ask("microscopy nonsense") == []

    def test_words_may_stand_in_different_fields(self, ask):
        assert ask("martins microscopy imaging biosciences quarry") == ["Martins"]

    @pytest.mark.parametrize("text", ["micros", "MICROS", "electron micr", "fluor micros"])
    def test_the_beginning_of_a_word_finds_it(self, ask, text):
        assert "Martins" in ask(text)

    def test_the_middle_of_a_word_does_not(self, ask):
        assert ask("croscopy") == []

    def test_an_alias_finds_the_skill(self, ask):
        assert ask("NMR") == ["Öberg"]
        assert ask("edx", sort=Sort.NAME) == ["Martins", "Öberg"]

    @pytest.mark.parametrize("text", ["zoe", "Zoë", "ZOE", "Zoe\u0308", "oberg", "Öberg"])
    def test_accents_and_case_make_no_difference(self, ask, text):
        assert ask(text) == ["Öberg"]

    @pytest.mark.parametrize("text", ["O'Neill", "O’Neill", "oneill", "o neill", "neill"])
    def test_an_apostrophe_may_be_left_out(self, ask, text):
        assert ask(text) == ["O’Neill"]

    def test_a_phrase_in_quotes_is_whole_and_in_order(self, ask):
        assert ask('"electron microscopy"', sort=Sort.NAME) == ["Martins", "Öberg"]
        assert ask('"microscopy electron"') == []
        assert ask('"electron micros"') == []

    def test_a_phrase_does_not_reach_from_one_skill_into_the_next(self, ask):
        # Ana has both, one after the other, whichever stands first
        assert ask('"microscopy light"') == []
        assert ask('"microscopy scanning"') == []
        assert ask('"microscopy sem"') == []

    def test_little_words_of_a_question_do_not_count(self, ask):
        assert ask("who can do the nmr") == ["Öberg"]
        assert ask("who can the nmr in Chemistry") == ["Öberg"]

    def test_other_phrases_say_the_same(self, ask):
        magnetic = Term(("magnetic", "thing"), part=False, also=(("nuclear", "magnetic", "resonance"), ("edx",)))
        assert ask("x", understood=(magnetic,), sort=Sort.NAME) == ["Martins", "Öberg"]
        assert ask("x", understood=(Term(("magnetic",), part=False, also=(("resonance", "magnetic"),)),)) == ["Öberg"]
        assert ask("x", understood=(Term(("xyz",), part=True, also=(("nucl",),)),)) == []  # each is whole

    def test_what_is_understood_counts_and_not_the_text(self, ask):
        assert ask("kiln", understood=(Term(("nmr",), part=True),)) == ["Öberg"]
        assert ask("kiln", understood=()) == []

    def test_any_term_is_enough_where_that_is_asked(self, ask):
        assert ask("kiln nmr") == []
        assert ask("kiln nmr nonsense", any_term=True, sort=Sort.NAME) == ["Achebe", "Öberg", "O’Neill"]
        assert ask("kiln ceramics", any_term=True)[0] == "Achebe"

    def test_the_better_at_a_skill_stands_first(self, ask, world):
        for levels in ((1, 2), (4, 1), (2, 3)):
            for person, level in zip((world.ana, world.tom), levels, strict=True):
                TechnicianSkill.objects.filter(technician=person, skill=world.light).update(level=level)
            index_now([world.ana.pk, world.tom.pk])
            assert ask("fluorescence")[0] == ("Martins" if levels[0] > levels[1] else "O’Neill")

    def test_a_word_that_everybody_says_still_tells_them_apart(self, ask, world):
        Technician.objects.update(about="Ask me about fluorescence.")
        for person, level in ((world.ana, 2), (world.tom, 3)):
            TechnicianSkill.objects.filter(technician=person, skill=world.light).update(level=level)
        index_now([person.pk for person in world.everybody])
        assert ask('"fluorescence"') == ["O’Neill", "Martins", "Achebe", "Öberg"]

    def test_name_before_skill_before_rest(self, ask, world):
        named = Technician.objects.get(pk=world.zoe.pk)
        named.family_name = "Kiln"
        named.save()
        index_now([named.pk])
        assert ask("kiln") == ["Kiln", "Achebe", "O’Neill"]

    def test_a_whole_word_stands_before_a_beginning(self, ask, world):
        for person, name in ((world.zoe, "Semple"), (world.rui, "Sem")):
            Technician.objects.filter(pk=person.pk).update(family_name=name)
        index_now([world.zoe.pk, world.rui.pk])
        TechnicianSkill.objects.all().delete()
        index_now([person.pk for person in world.everybody])
        assert ask("sem") == ["Sem", "Semple"]

    def test_of_two_who_fit_equally_well_the_fresher_profile_stands_first(self, ask, world):
        pair = [
            live_technician(given_name="Kit", family_name=name, job_title="Cryostat technician", slug=name.lower())
            for name in ("Aldous", "Zelter")
        ]
        for years in ((2019, 2026), (2026, 2019)):
            for person, year in zip(pair, years, strict=True):
                Technician.objects.filter(pk=person.pk).update(profile_updated_at=f"{year}-03-01T09:00Z")
            index_now([person.pk for person in pair])
            assert ask("cryostat") == (["Zelter", "Aldous"] if years[0] < years[1] else ["Aldous", "Zelter"])

    @pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text[:12]))
    def test_odd_input_is_answered(self, engine, text):
        results = engine.search(Query(PUBLIC, text))
        assert results.total == len(results.technician_pks) <= 4

    def test_text_without_a_word_finds_nobody_and_no_text_everybody(self, ask):
        assert ask("🔬 !!") == []
        assert len(ask("")) == len(ask("   ")) == 4

    # --- facets

    def test_values_of_a_facet_add_up_and_facets_narrow(self, ask):
        assert ask(filters={"skill": frozenset({"nmr", "kiln"})}) == ["Achebe", "Öberg"]
        assert ask(filters={"skill": frozenset({"nmr", "kiln"}), "campus": frozenset({"harbourside"})}) == ["Achebe"]

    def test_a_faculty_includes_its_departments(self, ask):
        assert ask(filters={"department": frozenset({"science"})}) == ["Martins", "Öberg", "O’Neill"]
        assert ask(filters={"department": frozenset({"chemistry"})}) == ["Öberg"]

    def test_counts_of_everybody(self, counts):
        assert counts("campus") == {"harbourside": 2, "quarry-hill": 2}
        assert counts("department") == {"science": 3, "biosciences": 2, "chemistry": 1, "arts": 1}
        assert counts("skill") == {"light": 2, "sem": 2, "kiln": 1, "nmr": 1}

    def test_only_registrations_that_are_held_count(self, counts, ask):
        assert counts("registration") == {"RSci": 1}
        assert ask(filters={"registration": frozenset({"RSci"})}) == ["Martins"]

    def test_counts_follow_text_and_other_facets_but_not_their_own(self, counts):
        chosen = {"campus": frozenset({"harbourside"})}
        assert counts("campus", "microscopy", filters=chosen) == {"quarry-hill": 2, "harbourside": 1}
        assert counts("skill", "microscopy", filters=chosen) == {"light": 1}
        assert counts("skill", filters={"skill": frozenset({"nmr"})})["kiln"] == 1

    def test_labels_are_names(self, engine):
        facets = engine.search(Query(PUBLIC)).facets
        assert {v.label for v in facets["campus"]} == {"Quarry Hill", "Harbourside"}
        assert {v.label for v in facets["registration"]} == {"Registered Scientist"}

    def test_an_unknown_value_finds_nobody(self, ask):
        assert ask(filters={"skill": frozenset({"no-such"})}) == []

    # --- order and pages

    def test_by_name_as_it_is_read(self, ask):
        assert ask() == ["Achebe", "Martins", "Öberg", "O’Neill"]

    def test_by_last_change(self, ask, world):
        for day, person in enumerate([world.tom, world.rui, world.zoe, world.ana], start=1):
            Technician.objects.filter(pk=person.pk).update(profile_updated_at=f"2026-03-{day:02d}T09:00Z")
        index_now([person.pk for person in world.everybody])
        assert ask(sort=Sort.UPDATED) == ["Martins", "Öberg", "Achebe", "O’Neill"]

    def test_closest_match_without_text_is_by_name(self, ask):
        assert ask(sort=Sort.MATCH) == ask()

    @pytest.mark.parametrize("text", ["", "technician"])
    def test_pages_share_out_the_whole(self, engine, text):
        pages = [engine.search(Query(PUBLIC, text, page=n, page_size=3)) for n in (1, 2, 3)]
        assert [page.total for page in pages] == [4, 4, 4]
        assert [len(page.technician_pks) for page in pages] == [3, 1, 0]
        assert len({pk for page in pages for pk in page.technician_pks}) == 4

    # --- who asks

    def test_each_audience_finds_what_it_may_see(self, ask, world, withdraw):
        withdraw(world.zoe, Section.SKILLS, COLLEAGUES)
        assert ask("nmr") == []
        assert ask("nmr", COLLEAGUES) == ["Öberg"]

    @pytest.mark.parametrize(
        ("section", "text"),
        [
            (Section.SKILLS, "nmr"),
            (Section.SKILLS, '"nuclear magnetic"'),
            (Section.INTRODUCTION, "magnets"),
            (Section.PLACE, "quarry"),
        ],
    )
    def test_a_withdrawn_section_is_gone_from_the_text(self, ask, world, withdraw, section, text):
        assert "Öberg" in ask(text)
        withdraw(world.zoe, section)
        assert "Öberg" not in ask(text)
        assert "Öberg" not in ask(text, COLLEAGUES)
        assert ask("oberg") == ["Öberg"]

    def test_a_withdrawn_section_is_gone_from_facets_and_filters(self, ask, counts, world, withdraw):
        withdraw(world.zoe, Section.SKILLS)
        withdraw(world.ana, Section.REGISTRATIONS)
        withdraw(world.rui, Section.PLACE)
        assert counts("skill") == {"light": 2, "sem": 1, "kiln": 1}
        assert counts("registration") == {}
        assert counts("campus") == {"quarry-hill": 2, "harbourside": 1}
        assert ask(filters={"skill": frozenset({"nmr"})}) == []
        assert counts("skill", audience=COLLEAGUES) == {"light": 2, "sem": 1, "kiln": 1}

    def test_a_withdrawn_name_takes_all_of_it_away(self, ask, counts, world, withdraw):
        withdraw(world.zoe, Section.BASICS)
        assert ask() == ["Achebe", "Martins", "O’Neill"]
        assert ask("nmr") == ask("nmr", COLLEAGUES) == []
        assert "nmr" not in counts("skill")

    # --- what happens to people

    def test_a_change_of_name(self, ask, world):
        Technician.objects.filter(pk=world.zoe.pk).update(family_name="Adler")
        index_now([world.zoe.pk])
        assert ask("oberg") == []
        assert ask("adler") == ["Adler"]
        assert ask()[:2] == ["Achebe", "Adler"]

    @pytest.mark.parametrize("state", [ProfileState.HIDDEN, ProfileState.LEFT, ProfileState.DRAFT])
    def test_who_is_not_live_is_not_found(self, ask, counts, world, state):
        Technician.objects.filter(pk=world.zoe.pk).update(state=state)
        index_now([world.zoe.pk])
        assert "Öberg" not in ask() + ask("nmr") + ask("nmr", COLLEAGUES)
        assert "nmr" not in counts("skill") | counts("skill", audience=COLLEAGUES)

    def test_who_is_deleted_leaves_nothing_behind(self, ask, engine, world):
        world.zoe.delete()
        assert ask("nmr") == []
        assert engine.sweep() == 0
        assert {pk for pk, _ in engine.held()} == {world.ana.pk, world.tom.pk, world.rui.pk}

    # --- keeping

    def test_indexing_twice_changes_nothing(self, engine, ask, world):
        before = engine.held()
        index_now([world.ana.pk, world.ana.pk])
        assert engine.held() == before
        assert ask("martins") == ["Martins"]

    def test_rebuilding_gives_the_same(self, engine, world):
        before = engine.held()
        assert rebuild() == 4
        assert engine.held() == before
        assert len(before) == 8

    def test_repair_finds_nothing_where_nothing_is_wrong(self):
        assert repair() == "4 for public, 4 for colleagues; 0 technicians mended, 0 stray rows deleted"

    def test_repair_mends_what_lost_tasks_left(self, ask, counts, world):
        forget([world.rui.pk])
        TechnicianSkill.objects.filter(technician=world.ana).delete()  # its date is as it was
        Technician.objects.filter(pk=world.tom.pk).update(state=ProfileState.HIDDEN)
        assert repair() == "3 for public, 3 for colleagues; 3 technicians mended, 0 stray rows deleted"
        assert ask() == ["Achebe", "Martins", "Öberg"]
        assert ask("kiln") == ["Achebe"]
        assert counts("skill") == {"kiln": 1, "nmr": 1, "sem": 1}
