"""A form that was opened before a row was added, changed or taken away elsewhere: it takes nothing with it unasked."""

from typing import Any

import pytest
from django.test import Client

from profiles.enums import EquipmentRoleKind, Section, WordState
from profiles.models import Equipment, EquipmentRole, Registration, RegistrationType, Technician
from profiles.services.merging import merge
from tests.factories.people import UserFactory
from tests.profiles.me.test_rows import ROWS

URL = "/me/profile/equipment/"


def thing(name: str) -> Equipment:
    return Equipment.objects.create(name=name, slug=name.lower())


def has(technician: Technician, equipment: Equipment, *kinds: str) -> None:
    for kind in kinds:
        EquipmentRole.objects.create(technician=technician, equipment=equipment, kind=kind)


def held(technician: Technician) -> dict[str, set[str]]:
    """Return what somebody does with which piece."""
    roles: dict[str, set[str]] = {}
    for row in technician.equipment_rows.select_related("equipment"):
        roles.setdefault(row.equipment.name, set()).add(row.kind)
    return roles


def opened(own: Client, url: str = URL) -> dict[str, Any]:
    """Return what a browser sends that has just opened a section's form and changes nothing."""
    return form_of(own.get(url))


def form_of(answer: Any) -> dict[str, Any]:
    form = answer.context["form"]
    data: dict[str, Any] = {field.html_name: field.value() for field in form if field.value() not in (None, "", False)}
    if form.section is Section.EQUIPMENT:
        rows = form.rows()
        data["row"] = [row.equipment.pk for row in rows]
        data |= {f"had-{row.equipment.pk}": list(row.had) for row in rows}
    return data


@pytest.fixture
def lathe(drafter: Technician) -> Equipment:
    """Return the one piece of equipment on the list."""
    lathe = thing("Lathe")
    has(drafter, lathe, "runs")
    return lathe


def test_the_form_says_which_rows_and_roles_it_shows(own: Client, lathe: Equipment) -> None:
    page = own.get(URL).content.decode()
    assert f'<input type="hidden" name="row" value="{lathe.pk}">' in page
    assert f'<input type="hidden" name="had-{lathe.pk}" value="runs">' in page


def test_a_piece_added_elsewhere_is_not_asked_about_and_stays(
    own: Client, drafter: Technician, lathe: Equipment
) -> None:
    late = opened(own)
    has(drafter, thing("Mill"), "trains", "deputy")
    answer = own.post(URL, late | {f"roles-{lathe.pk}": ["looks_after"]})
    assert answer.status_code == 409
    assert "Choose at least one" not in answer.content.decode()
    assert own.post(URL, form_of(answer)).status_code == 302
    assert held(drafter) == {"Lathe": {"looks_after"}, "Mill": {"trains", "deputy"}}


def test_a_role_added_elsewhere_is_ticked_and_one_unticked_here_is_not(
    own: Client, drafter: Technician, lathe: Equipment
) -> None:
    has(drafter, lathe, "deputy")
    late = opened(own) | {f"roles-{lathe.pk}": ["runs"]}
    has(drafter, lathe, "trains")
    answer = own.post(URL, late)
    assert answer.status_code == 409
    assert set(answer.context["form"][f"roles-{lathe.pk}"].value()) == {"runs", "trains"}
    assert held(drafter) == {"Lathe": {"runs", "deputy", "trains"}}
    own.post(URL, form_of(answer))
    assert held(drafter) == {"Lathe": {"runs", "trains"}}


def test_a_piece_removed_elsewhere_comes_back_only_by_a_second_save(
    own: Client, drafter: Technician, lathe: Equipment
) -> None:
    late = opened(own)
    drafter.equipment_rows.all().delete()
    answer = own.post(URL, late)
    assert answer.status_code == 409
    assert held(drafter) == {}
    own.post(URL, form_of(answer))
    assert held(drafter) == {"Lathe": {"runs"}}


def test_a_piece_merged_by_an_editor_stands_under_its_new_name(
    own: Client, drafter: Technician, lathe: Equipment
) -> None:
    late = opened(own)
    merge(Equipment, lathe.pk, thing("Turning lathe").pk, seen=WordState.APPROVED, user=UserFactory())
    answer = own.post(URL, late)
    assert answer.status_code == 409
    assert own.post(URL, form_of(answer)).status_code == 302
    assert held(drafter) == {"Turning lathe": {"runs"}}


def test_the_last_role_unticked_here_asks_for_one(own: Client, drafter: Technician, lathe: Equipment) -> None:
    answer = own.post(URL, opened(own) | {f"roles-{lathe.pk}": []})
    assert answer.status_code == 422
    assert "Choose at least one, or remove it from the list." in answer.content.decode()
    assert held(drafter) == {"Lathe": {EquipmentRoleKind.RUNS}}


@pytest.mark.parametrize("section", ROWS)
def test_a_row_added_elsewhere_stays_beside_the_one_added_here(
    own: Client, drafter: Technician, section: Section
) -> None:
    model, typed, change = ROWS[section]
    url = f"/me/profile/{section.value}/"
    late = opened(own, url) | typed
    other = {**typed, **change} | ({"kind": "shadowing"} if section is Section.OFFERS else {})
    own.post(url, opened(own, url) | other)
    answer = own.post(url, late)
    assert (answer.status_code, model.objects.count()) == (409, 1)
    page = answer.content.decode()
    assert "Save again to add yours to it." in page
    assert "Save mine too" in page
    assert own.post(url, form_of(answer)).status_code == 302
    assert model.objects.filter(technician=drafter).count() == 2


def test_a_registration_added_elsewhere_stays_beside_the_one_added_here(
    own: Client, drafter: Technician, facts: None
) -> None:
    url = "/me/profile/registrations/"
    first, second = RegistrationType.objects.order_by("pk")[:2]
    late = opened(own, url) | {"type": second.pk, "stage": "held", "body": "IST"}
    own.post(url, opened(own, url) | {"type": first.pk, "stage": "held"})
    answer = own.post(url, late)
    assert (answer.status_code, drafter.registrations.count()) == (409, 1)
    own.post(url, form_of(answer))
    assert [(row.type, row.body) for row in drafter.registrations.order_by("pk")] == [(first, ""), (second, "IST")]


def test_the_same_registration_added_elsewhere_is_not_doubled(own: Client, drafter: Technician, facts: None) -> None:
    url = "/me/profile/registrations/"
    kind = RegistrationType.objects.first()
    late = opened(own, url) | {"type": kind.pk, "stage": "held", "body": "IST"}
    own.post(url, opened(own, url) | {"type": kind.pk, "stage": "preparing"})
    answer = own.post(url, late)
    again = own.post(url, form_of(answer))
    assert (answer.status_code, again.status_code) == (409, 422)
    assert "is on your list already" in again.content.decode()
    assert drafter.registrations.get().stage == "preparing"


def test_a_registration_is_removed_whatever_was_typed_beside_it(own: Client, drafter: Technician, facts: None) -> None:
    url = "/me/profile/registrations/"
    row = Registration.objects.create(technician=drafter, type=RegistrationType.objects.first())
    half = {"body": "IST", "awarded_on": "31 June", "stage": "knighted", "remove": row.pk}
    assert own.post(url, opened(own, url) | half).status_code == 302
    assert not drafter.registrations.exists()


def test_help_without_a_type_asks_which(own: Client, drafter: Technician, facts: None) -> None:
    url = "/me/profile/registrations/"
    answer = own.post(url, opened(own, url) | {"will_help": "on"})
    assert answer.status_code == 422
    assert "Choose which registration this is about." in answer.content.decode()
