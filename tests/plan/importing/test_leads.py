"""Names in a cell, taken apart."""

import pytest

from plan.importing.leads import split_names, without_helpers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HR", ["HR"]),
        ("Research Office / Plan manager", ["Research Office", "Plan manager"]),
        ("HR/OD", ["HR", "OD"]),
        ("HR; Estates, IT", ["HR", "Estates", "IT"]),
        ("HR, Estates and IT", ["HR", "Estates", "IT"]),
        ("HR, Learning and Skills", ["HR", "Learning and Skills"]),
        ("HR and Estates", ["HR", "Estates"]),
        ("Learning and Skills", ["Learning and Skills"]),
        ("L & D / HR", ["L & D", "HR"]),
        ("Technical Managers and the Dean", ["Technical Managers", "the Dean"]),
        ("Head of Estates and Technical Managers", ["Head of Estates", "Technical Managers"]),
        ("Dr Ana Silva and John O’Brien", ["Dr Ana Silva", "John O’Brien"]),
        ("Working Group (HR / Estates), IT", ["Working Group (HR / Estates)", "IT"]),
        ("Plan\nmanager", ["Plan manager"]),
        ("HR\nHR\nIT", ["HR", "IT"]),
        ("• HR\n• IT", ["HR", "IT"]),
        ("Deans and/or Heads", ["Deans and/or Heads"]),
        ("A. Silva & B. Ng", ["A. Silva", "B. Ng"]),
        ("TBC", []),
        ("n/a", []),
    ],
)
def test_names(text, names):
    assert split_names(text) == names


def test_a_name_known_from_elsewhere_in_the_column_stands_by_itself():
    assert split_names("Estates and Libraries", {"estates", "libraries"}) == ["Estates", "Libraries"]


@pytest.mark.parametrize(
    ("text", "leads", "helpers"),
    [
        ("Lead: HR; Support: Steering group", "HR", "Steering group"),
        ("Led by: HR\nSupported by: IT, Estates", "HR", "IT, Estates"),
        ("HR. With support from: IT", "HR.", "IT"),
        ("HR and Estates", "HR and Estates", ""),
        ("Support team leader", "Support team leader", ""),
        ("Owner: HR", "HR", ""),
    ],
)
def test_those_who_only_support_do_not_lead(text, leads, helpers):
    assert without_helpers(text) == (leads, helpers)
