"""What the sample technicians did hangs together, and uses each kind there is."""

from collections import Counter

import pytest

from portal.demo.sample import profiles, staff_rows
from portal.demo.work import ROWS, sample_work
from profiles.enums import ContributionKind, CpdKind, Credit, CreditRole, OfferKind, ProblemKind, RegistrationStage
from profiles.forms.drafts import DraftForm
from profiles.identifiers import validate_doi, validate_orcid

WORK = sample_work()
PEOPLE = WORK["people"]
WRITTEN = profiles()
LIVE = {number for number, person in WRITTEN.items() if person["state"] == "live"}
LAST_YEAR = 2026
TEST_PREFIX = "10.5555/"  # which Crossref keeps for tests: it leads to no work of anybody's


def every(name):
    return [row for person in PEOPLE.values() for row in person.get(name, [])]


def test_it_is_of_people_with_live_profiles():
    assert set(PEOPLE) - LIVE == set()
    assert {key for person in PEOPLE.values() for key in person} - set(ROWS) == {"orcid", "audience"}


def test_every_kind_and_credit_occurs():
    assert {row["kind"] for row in every("contributions")} == set(ContributionKind.values)
    assert {row["credit"] for row in every("contributions")} == set(Credit.values)
    assert {row["kind"] for row in every("offers")} == set(OfferKind.values)
    assert {row["kind"] for row in every("cpd")} == set(CpdKind.values)
    stages = {row["stage"] for person in WRITTEN.values() for row in person.get("registrations", [])}
    assert stages == set(RegistrationStage.values)


def test_enough_of_each_that_figures_can_be_shown():
    assert len(every("contributions")) > 50
    assert min(Counter(row["kind"] for row in every("offers")).values()) > 5
    assert Counter(row["credit"] for row in every("contributions"))["named_on_grant"] > 5
    helping = [row for person in WRITTEN.values() for row in person.get("registrations", []) if row.get("will_help")]
    assert len({row["type"] for row in helping}) > 5
    asked = [
        row for person in WRITTEN.values() for row in person.get("registrations", []) if "certificate_asked" in row
    ]
    assert len(asked) == 3


@pytest.mark.parametrize(("number", "person"), PEOPLE.items(), ids=PEOPLE)
def test_rows_keep_the_rules_of_the_forms(number, person):
    for row in person.get("contributions", []):
        assert 1990 <= row["year"] <= LAST_YEAR
        assert row.get("credit_role", "software") in CreditRole.values
        assert row.get("url", "https://a.wexcombe.example/").endswith(".wexcombe.example/")
        if "doi" in row:
            validate_doi(row["doi"])
            assert row["doi"].startswith(TEST_PREFIX)
    for row in person.get("seats", []):
        assert row.get("ended", row["started"]) >= row["started"]
    kinds = [row["kind"] for row in person.get("offers", [])]
    assert len(kinds) == len(set(kinds))
    for row in person.get("cpd", []):
        assert 0.25 <= row["hours"] <= 50
    if "orcid" in person:
        validate_orcid(person["orcid"])


def test_no_two_contributions_are_one():
    titles = Counter(row["title"] for row in every("contributions"))
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("draft", WORK["drafts"], ids=lambda draft: draft["section"])
def test_drafts_could_have_been_written(draft):
    assert draft["to"] in LIVE
    form = DraftForm(draft["section"], {**draft["fields"], "note": draft["note"]})
    assert form.is_valid(), form.errors
    assert form.as_typed() == draft["fields"]


def test_what_waits_is_about_people_whom_readers_see():
    assert {row["about"] for row in WORK["reports"]} | {row["who"] for row in WORK["stale"]} <= LIVE
    assert {row["kind"] for row in WORK["reports"]} <= set(ProblemKind.values)
    assert Counter("outcome" in row for row in WORK["reports"]) == {False: 2, True: 1}
    emails = {row["Work email"] for row in staff_rows()} | {"colleague@wexcombe.example"}
    assert {row["by"] for row in WORK["drafts"]} <= emails
