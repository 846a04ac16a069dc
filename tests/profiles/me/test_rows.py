"""Contributions, committees, achievements and offers: added, changed, removed by their owner, and by nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from profiles.enums import Audience, ContributionKind, Credit, Section
from profiles.models import Achievement, CommitteeSeat, Contribution, Offer, Technician
from profiles.services.profile import rows as row_services
from profiles.services.profile import section_seen
from profiles.visibility import view_profile
from tests.factories.people import UserFactory, live_technician

ROWS: dict[Section, tuple[type[Any], dict[str, Any], dict[str, Any]]] = {
    # section: its model, a row as it is sent, and what of it is changed
    Section.CONTRIBUTIONS: (
        Contribution,
        {"kind": "paper", "title": "On glue", "year": "2021", "credit": "author", "doi": "doi:10.5555/12345678"},
        {"title": "On better glue"},
    ),
    Section.COMMITTEES: (
        CommitteeSeat,
        {"committee": "Safety committee", "role": "Member", "started_on": "2020-01-31"},
        {"committee": "Health and safety committee"},
    ),
    Section.ACHIEVEMENTS: (
        Achievement,
        {"title": "A rig that lasts", "year": "2011", "url": "example.org/rig"},
        {"title": "A rig that lasted"},
    ),
    Section.OFFERS: (Offer, {"kind": "mentoring", "words": "An hour a month"}, {"words": "Two hours a month"}),
}
SECTIONS = list(ROWS)


def sent(technician: Technician, section: Section, **fields: object) -> dict[str, object]:
    """Return what a browser sends that has just opened the section."""
    now = Technician.objects.for_owner().get(pk=technician.pk)
    return {"seen": section_seen(now, section), "audience": "only_me", "then": "stay", **fields}


def url_of(section: Section, row: Any = None) -> str:
    return f"/me/profile/{section.value}/{row.pk}/" if row else f"/me/profile/{section.value}/"


def add(own: Client, technician: Technician, section: Section, **fields: object) -> Any:
    """Add the section's row by its form, and return it."""
    model, row, _ = ROWS[section]
    answer = own.post(url_of(section), sent(technician, section, **{**row, **fields}))
    assert answer.status_code == 302, answer.content.decode()
    return model.objects.get(technician=technician)


@pytest.mark.parametrize("section", SECTIONS)
def test_adds_changes_and_removes(own: Client, drafter: Technician, section: Section) -> None:
    model, typed, change = ROWS[section]
    row = add(own, drafter, section)
    assert own.get(url_of(section, row)).status_code == 200
    answer = own.post(url_of(section, row), sent(drafter, section, **{**typed, **change}))
    assert (answer.status_code, answer["Location"]) == (302, f"{url_of(section)}#rows")
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in change} == change
    own.post(url_of(section, row), sent(drafter, section, **typed, remove="1"))
    assert not model.objects.exists()


@pytest.mark.parametrize("section", SECTIONS)
def test_removes_from_the_list_whatever_was_typed_beside_it(own: Client, drafter: Technician, section: Section) -> None:
    row = add(own, drafter, section)
    half = {"year": "0", "title": "x" * 500, "doi": "glue", "orcid": "1", "started_on": "?", "words": "w" * 300}
    answer = own.post(url_of(section), sent(drafter, section, **half, kind="", remove=str(row.pk)))
    assert answer.status_code == 302
    assert not ROWS[section][0].objects.exists()
    drafter.refresh_from_db()
    assert drafter.orcid == ""


@pytest.mark.parametrize("section", SECTIONS)
def test_each_save_raises_the_version_and_keeps_the_audience(
    own: Client, drafter: Technician, section: Section
) -> None:
    own.post(url_of(section), sent(drafter, section, **ROWS[section][1], audience="public"))
    drafter.refresh_from_db()
    assert drafter.version == 2
    assert drafter.audiences.get(section=section).audience == Audience.PUBLIC


@pytest.mark.parametrize("section", SECTIONS)
def test_somebody_elses_row_is_out_of_reach(own: Client, drafter: Technician, section: Section) -> None:
    model, typed, _ = ROWS[section]
    other = live_technician()
    theirs = add(own, drafter, section)
    model.objects.update(technician=other)
    assert own.get(url_of(section, theirs)).status_code == 404
    assert own.post(url_of(section, theirs), sent(drafter, section, **typed, remove="1")).status_code == 404
    own.post(url_of(section), sent(drafter, section, remove=str(theirs.pk)))
    assert model.objects.get().technician == other


@pytest.mark.parametrize("section", SECTIONS)
def test_wrong_people_are_turned_away(client: Client, drafter: Technician, section: Section) -> None:
    model, typed, _ = ROWS[section]
    form = sent(drafter, section, **typed)
    assert client.post(url_of(section), form).status_code == 403
    client.force_login(UserFactory())
    assert client.post(url_of(section), form).status_code == 410
    client.force_login(live_technician().user)
    assert client.post(url_of(section), form).status_code == 409  # their own section, not the one that was read
    assert not model.objects.exists()


@pytest.mark.parametrize("section", SECTIONS)
def test_of_two_tabs_the_second_is_told(own: Client, drafter: Technician, section: Section) -> None:
    model, typed, change = ROWS[section]
    row = add(own, drafter, section)
    first = sent(drafter, section, **typed)
    own.post(url_of(section, row), sent(drafter, section, **{**typed, **change}))
    answer = own.post(url_of(section, row), first)
    assert answer.status_code == 409
    assert "was changed in another window" in answer.content.decode()
    assert {name: getattr(model.objects.get(), name) for name in change} == change
    other = sent(drafter, Section.INTRODUCTION, headline="Hello")
    assert own.post("/me/profile/introduction/", other).status_code == 302


@pytest.mark.parametrize("section", SECTIONS)
def test_a_row_removed_in_another_tab_says_so(own: Client, drafter: Technician, section: Section) -> None:
    row = add(own, drafter, section)
    form = sent(drafter, section, **ROWS[section][1])
    gone = url_of(section, row)
    row.delete()
    assert own.post(gone, form).status_code == 404


@pytest.mark.parametrize("section", SECTIONS)
def test_there_is_an_end_to_rows(own: Client, drafter: Technician, section: Section, monkeypatch) -> None:
    monkeypatch.setattr(row_services, "MOST_ROWS", 1)
    add(own, drafter, section)
    more = {**ROWS[section][1], "kind": "shadowing"} if section is Section.OFFERS else ROWS[section][1]
    answer = own.post(url_of(section), sent(drafter, section, **more))
    assert answer.status_code == 422
    assert "1 are the most" in answer.content.decode()
    assert ROWS[section][0].objects.count() == 1


NEXT_YEAR = timezone.localdate().year + 1
BAD: list[tuple[Section, dict[str, str], str]] = [
    (Section.CONTRIBUTIONS, {"title": ""}, "Give its title."),
    (Section.CONTRIBUTIONS, {"year": ""}, "Give the year."),
    (Section.CONTRIBUTIONS, {"year": str(NEXT_YEAR)}, "This year is still to come."),
    (Section.CONTRIBUTIONS, {"year": "1949"}, "Give a year from 1950."),
    (Section.CONTRIBUTIONS, {"year": "last"}, "Give the year in four digits."),
    (Section.CONTRIBUTIONS, {"kind": "spell"}, "Select a valid choice"),
    (Section.CONTRIBUTIONS, {"credit": "blamed"}, "Select a valid choice"),
    (Section.CONTRIBUTIONS, {"credit_role": "muse"}, "Select a valid choice"),
    (Section.CONTRIBUTIONS, {"doi": "glue"}, "A DOI looks like"),
    (Section.CONTRIBUTIONS, {"url": "javascript:alert(1)"}, "Enter a valid URL"),
    (Section.CONTRIBUTIONS, {"url": "https://example.org/" + "a" * 300}, "at most 200 characters"),
    (Section.CONTRIBUTIONS, {"title": "t" * 301}, "at most 300 characters"),
    (Section.CONTRIBUTIONS, {"orcid": "0000-0002-1825-0098"}, "A digit of this ORCID iD is wrong"),
    (Section.COMMITTEES, {"committee": ""}, "Give the committee’s name."),
    (Section.COMMITTEES, {"started_on": ""}, "Say since when."),
    (Section.COMMITTEES, {"started_on": "31 June 2018"}, "Enter a valid date"),
    (Section.COMMITTEES, {"ended_on": "2020-01-30"}, "The seat would end before it began."),
    (Section.ACHIEVEMENTS, {"title": ""}, "Say what it is."),
    (Section.ACHIEVEMENTS, {"year": ""}, "Give the year."),
    (Section.ACHIEVEMENTS, {"url": "ftp//x y"}, "Enter a valid URL"),
    (Section.OFFERS, {"kind": ""}, "Choose what you offer."),
    (Section.OFFERS, {"kind": "money"}, "Choose one of the list."),
    (Section.OFFERS, {"words": "w" * 201}, "at most 200 characters"),
]


@pytest.mark.parametrize(("section", "fields", "words"), BAD)
def test_refuses_what_cannot_be_and_keeps_what_was_typed(
    own: Client, drafter: Technician, section: Section, fields: dict[str, str], words: str
) -> None:
    model, row, _ = ROWS[section]
    answer = own.post(url_of(section), sent(drafter, section, **{**row, **fields}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert all(str(value) in page for name, value in row.items() if name not in fields)
    assert not model.objects.exists()
    drafter.refresh_from_db()
    assert drafter.version == 1


def test_the_same_offer_is_not_made_twice(own: Client, drafter: Technician) -> None:
    add(own, drafter, Section.OFFERS)
    answer = own.post(url_of(Section.OFFERS), sent(drafter, Section.OFFERS, kind="mentoring", words="Again"))
    assert "This offer is on your list already. Change it there." in answer.content.decode()
    assert Offer.objects.get().words == "An hour a month"


def test_a_row_is_kept_as_it_was_meant(own: Client, drafter: Technician) -> None:
    work = add(own, drafter, Section.CONTRIBUTIONS, orcid="https://orcid.org/0000-0002-1694-233x")
    assert (work.kind, work.year, work.credit, work.doi) == (ContributionKind.PAPER, 2021, "author", "10.5555/12345678")
    drafter.refresh_from_db()
    assert drafter.orcid == "0000-0002-1694-233X"
    seat = add(own, drafter, Section.COMMITTEES, ended_on="2020-01-31")
    assert (seat.started_on, seat.ended_on) == (date(2020, 1, 31), date(2020, 1, 31))
    assert add(own, drafter, Section.ACHIEVEMENTS).url == "https://example.org/rig"


def test_the_orcid_alone_is_saved_without_a_row(own: Client, drafter: Technician) -> None:
    form = sent(drafter, Section.CONTRIBUTIONS, orcid="0000-0002-1825-0097", kind="paper", credit="author")
    assert own.post(url_of(Section.CONTRIBUTIONS), form).status_code == 302
    drafter.refresh_from_db()
    assert drafter.orcid == "0000-0002-1825-0097"
    assert not Contribution.objects.exists()


def test_a_missing_credit_looks_to_others_as_one_not_said(db: None) -> None:
    """Nobody is told that somebody was not credited, nor can they work it out."""
    person = live_technician(Audience.PUBLIC)
    seen = {}
    for credit in (Credit.NOT_CREDITED, Credit.NOT_SAID):
        Contribution.objects.update_or_create(
            technician=person, defaults={"title": "On glue", "year": 2020, "credit": credit, "detail": "Made the glue"}
        )
        fresh = Technician.objects.for_views().get(pk=person.pk)
        seen[credit] = [view_profile(fresh, audience) for audience in (Audience.PUBLIC, Audience.COLLEAGUES)]
        own_view = view_profile(fresh, Audience.ONLY_ME)
        assert own_view is not None
        assert own_view.contributions[0].credit_label == credit.label
    assert seen[Credit.NOT_CREDITED] == seen[Credit.NOT_SAID]
    views = [view for view in seen[Credit.NOT_CREDITED] if view is not None]
    assert [view.contributions[0].credit_label for view in views] == ["", ""]


def test_the_page_of_others_does_not_name_it(client: Client, db: None) -> None:
    person = live_technician(Audience.PUBLIC, slug="ada-glue")
    Contribution.objects.create(technician=person, title="On glue", year=2020, credit=Credit.NOT_CREDITED)
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        page = client.get("/technicians/ada-glue/").content.decode()
        assert "On glue" in page
        assert "redited" not in page
        assert "rather not" not in page
