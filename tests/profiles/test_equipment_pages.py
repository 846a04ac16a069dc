"""/equipment/: finding something to work with, who does what with it, and keeping the facts on its page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from portal.core.picture_files import MOST_BYTES
from profiles.enums import Audience, EquipmentRoleKind, ProfileState, Section, WordState
from profiles.models import Equipment, EquipmentPhoto, EquipmentRole, Technician
from profiles.search import PAGE_SIZE
from profiles.services.equipment_facts import facts_seen
from profiles.services.index import index_now
from profiles.services.photos import set_equipment_photo
from profiles.services.vocabulary import set_aliases
from tests.factories.people import BuildingFactory, CampusFactory, DepartmentFactory, live_technician, show
from tests.profiles.test_photos import jpeg

pytestmark = pytest.mark.django_db
RUNS, TRAINS, CARES, DEPUTY = EquipmentRoleKind.values


def equipment(name: str, **fields: Any) -> Equipment:
    return Equipment.objects.create(name=name, slug=name.lower().replace(" ", "-"), **fields)


def names(answer: Any) -> list[str]:
    return [thing.name for thing in answer.context["page"]]


def test_found_by_name_maker_model_and_other_names(client: Client) -> None:
    kiln = equipment("Kiln", maker="Fulmar", model="K 9")
    set_aliases(kiln, ["Oven"])
    equipment("Lathe", maker="Petrel")
    equipment("Fulmar's nest", state=WordState.SUGGESTED)
    assert names(client.get("/equipment/")) == ["Kiln", "Lathe"]
    for words in ("kiln", "fulm", "K 9", "oven", "fulmar kiln"):
        assert names(client.get("/equipment/", {"q": words})) == ["Kiln"]
    page = client.get("/equipment/", {"q": "kiln petrel"}).content.decode()
    assert "Nothing on the list fits that" in page


def test_narrowed_by_campus_and_department_with_counts(client: Client) -> None:
    hill, quay = CampusFactory(name="Hill", slug="hill"), CampusFactory(name="Quay", slug="quay")
    art = DepartmentFactory(name="Art", slug="art")
    glass = DepartmentFactory(name="Glass", slug="glass", parent=art)
    equipment("Kiln one", campus=hill, department=glass)
    equipment("Kiln two", campus=quay, department=glass)
    equipment("Loom", campus=hill, department=art)
    answer = client.get("/equipment/", {"q": "kiln", "campus": "hill"})
    assert names(answer) == ["Kiln one"]
    facets = {facet.name: [(o.label, o.count, o.selected) for o in facet.options] for facet in answer.context["facets"]}
    assert facets == {"campus": [("Hill", 1, True), ("Quay", 1, False)]}
    assert [(chip.label, chip.url) for chip in answer.context["chips"]] == [("Hill", "?q=kiln")]
    assert names(client.get("/equipment/?department=art")) == ["Kiln one", "Kiln two", "Loom"]
    assert names(client.get("/equipment/?department=glass&campus=quay")) == ["Kiln two"]
    assert '1<span class="vh"> piece)' in client.get("/equipment/?campus=hill&campus=quay&q=loom").content.decode()


def test_an_empty_list_says_how_it_fills(client: Client) -> None:
    assert "No equipment is listed yet" in client.get("/equipment/").content.decode()


def test_people_stand_with_what_they_do_as_far_as_they_show_it(client: Client) -> None:
    kiln = equipment("Kiln")
    people = {}
    for name, kinds in (("Ada", [RUNS, TRAINS]), ("Bea", [CARES]), ("Cas", [DEPUTY]), ("Dee", [RUNS])):
        people[name] = live_technician(given_name=name, family_name="Moss", slug=name.lower())
        for kind in kinds:
            EquipmentRole.objects.create(technician=people[name], equipment=kiln, kind=kind)
    show(people["Dee"], Audience.COLLEAGUES, Section.EQUIPMENT)
    index_now(person.pk for person in people.values())

    def told(browser: Client) -> list[tuple[str, str]]:
        people = browser.get("/equipment/kiln/").context["people"]
        return [(view.given_name, does.roles_line) for view, does in people]

    ada, bea, cas = ("Ada", "Runs it, trains people on it"), ("Bea", "Looks after it"), ("Cas", "Deputy")
    assert told(client) == [ada, bea, cas]
    client.force_login(people["Cas"].user)
    assert told(client) == [ada, ("Dee", "Runs it"), bea, cas]
    assert client.get("/technicians/?equipment=kiln").context["total"] == 4


@pytest.mark.parametrize("address", ["/equipment/", "/equipment/kiln-0/"])
def test_many_cost_no_more_than_one(client: Client, address: str) -> None:
    costs = []
    for numbers in (range(1), range(1, 30)):
        for n in numbers:
            place = BuildingFactory()
            equipment(f"Kiln {n}", building=place, campus=place.campus, department=DepartmentFactory(), maker="Fulmar")
            EquipmentPhoto.objects.create(
                equipment=Equipment.objects.get(slug=f"kiln-{n}"), title="Photo", width=5, height=6
            )
            person = live_technician()
            EquipmentRole.objects.create(technician=person, equipment=Equipment.objects.get(slug="kiln-0"), kind=RUNS)
            index_now([person.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        costs.append(len(captured))
        shown = 'class="plate ' if address == "/equipment/" else '<li class="hit person">'
        assert page.count(shown) == min(numbers[-1] + 1, PAGE_SIZE)
    assert costs[0] == costs[1] <= 12


# --- the facts ------------------------------------------------------------------------------------------------------


@pytest.fixture
def kiln() -> Equipment:
    """Return a kiln."""
    return equipment("Kiln")


def works_with(kiln: Equipment, kind: str, state: str = ProfileState.LIVE) -> Technician:
    person = live_technician()
    Technician.objects.filter(pk=person.pk).update(state=state)
    EquipmentRole.objects.create(technician=person, equipment=kiln, kind=kind)
    return person


def facts(kiln: Equipment, **fields: str) -> dict[str, str]:
    kiln.refresh_from_db()
    return {"seen": facts_seen(kiln), **fields}


@pytest.mark.parametrize(
    ("kind", "state", "status"),
    [(RUNS, "live", 200), (CARES, "draft", 200), (TRAINS, "live", 403), (DEPUTY, "live", 403), (RUNS, "left", 403)],
)
def test_whoever_runs_or_looks_after_it_keeps_its_page(
    client: Client, kiln: Equipment, kind: str, state: str, status: int
) -> None:
    client.force_login(works_with(kiln, kind, state).user)
    assert client.get("/me/equipment/kiln/").status_code == status
    link = 'href="/me/equipment/kiln/"'
    assert (link in client.get("/equipment/kiln/").content.decode()) is (status == 200)


def test_facts_are_saved_and_logged(client: Client, kiln: Equipment) -> None:
    place = BuildingFactory()
    client.force_login(works_with(kiln, RUNS).user)
    data = {"how_to_ask": "Ask a week ahead.", "booking_url": "https://book.example/kiln", "building": str(place.pk)}
    answer = client.post("/me/equipment/kiln/", facts(kiln, **data))
    assert (answer.status_code, answer["Location"]) == (302, "/equipment/kiln/")
    kiln.refresh_from_db()
    assert (kiln.how_to_ask, kiln.campus) == ("Ask a week ahead.", place.campus)
    entry = ModelLogEntry.objects.get(action="profiles.equipment.facts")
    assert entry.data == {"fields": ["how_to_ask", "booking_url", "campus", "building"]}
    page = Client().get("/equipment/kiln/").content.decode()
    assert "Ask a week ahead." in page
    assert 'href="https://book.example/kiln"' in page


def test_the_second_window_is_told(client: Client, kiln: Equipment) -> None:
    client.force_login(works_with(kiln, RUNS).user)
    late = facts(kiln, purpose="Late")
    client.post("/me/equipment/kiln/", facts(kiln, purpose="First"))
    answer = client.post("/me/equipment/kiln/", late)
    assert answer.status_code == 409
    assert "Somebody else changed this page" in answer.content.decode()
    again = late | {"seen": answer.context["form"]["seen"].value()}
    assert client.post("/me/equipment/kiln/", again).status_code == 302
    kiln.refresh_from_db()
    assert kiln.purpose == "Late"


def test_a_building_elsewhere_is_refused(client: Client, kiln: Equipment) -> None:
    client.force_login(works_with(kiln, RUNS).user)
    place, campus = BuildingFactory(), CampusFactory()
    answer = client.post("/me/equipment/kiln/", facts(kiln, building=str(place.pk), campus=str(campus.pk)))
    assert answer.status_code == 422
    assert f"{place} is on {place.campus}." in answer.content.decode()


# --- the photo ------------------------------------------------------------------------------------------------------

OWN = "/me/equipment/kiln/"


def picture(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.txt", jpeg(size=(250, 300)) if data is None else data, "text/plain")


def test_a_photo_is_added_shown_reworded_replaced_and_removed(
    client: Client, kiln: Equipment, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(works_with(kiln, RUNS).user)
    assert "Save, and remove the photo" not in client.get(OWN).content.decode()
    answer = client.post(OWN, facts(kiln, purpose="Firing", alt_text="The open kiln", picture=picture()))
    assert answer.status_code == 302
    first = EquipmentPhoto.objects.get(equipment=kiln)
    for address in ("/equipment/kiln/", "/equipment/"):
        page = Client().get(address).content.decode()
        assert f"/equipment-photos/{first.token}/" in page
        assert '<source type="image/avif"' in page
        assert ('alt="The open kiln"' in page) is (address != "/equipment/")
    client.post(OWN, facts(kiln, purpose="Firing", alt_text=""))
    assert 'alt="Kiln"' in Client().get("/equipment/kiln/").content.decode()
    assert "Choose another photo" in client.get(OWN).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(OWN, facts(kiln, purpose="Firing", alt_text="Shut", picture=picture()))
    second = EquipmentPhoto.objects.get(equipment=kiln)
    assert (second.token != first.token, second.alt_text) == (True, "Shut")
    assert not first.file.storage.exists(first.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(OWN, facts(kiln, purpose="Firing", alt_text="Shut", remove="on"))
    assert not EquipmentPhoto.objects.exists()
    assert not second.file.storage.exists(second.file.name)
    assert "/equipment-photos/" not in Client().get("/equipment/kiln/").content.decode()
    logged = ModelLogEntry.objects.filter(action="profiles.equipment.facts").order_by("pk")
    assert [entry.data["fields"] for entry in logged] == [["purpose", "photo"], *[["photo"]] * 3]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"GIF89a", "This is a GIF, whatever its name says."),
        (b"\xff\xd8\xff" + b"x" * MOST_BYTES, "This file is larger than 20 MB."),
        (jpeg(size=(250, 300))[:400], "it is damaged"),
    ],
    ids=["empty", "GIF", "too heavy", "truncated"],
)
def test_a_bad_photo_is_refused_beside_its_field_and_nothing_is_saved(
    client: Client, kiln: Equipment, data: bytes, words: str
) -> None:
    client.force_login(works_with(kiln, RUNS).user)
    answer = client.post(OWN, facts(kiln, purpose="Firing", alt_text="The open kiln", picture=picture(data)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="The open kiln"' in page
    kiln.refresh_from_db()
    assert (kiln.purpose, EquipmentPhoto.objects.exists()) == ("", False)


@pytest.mark.parametrize("kind", [TRAINS, DEPUTY])
def test_others_change_no_photo(client: Client, kiln: Equipment, kind: str) -> None:
    client.force_login(works_with(kiln, kind).user)
    set_equipment_photo(kiln, jpeg(size=(250, 300)), "")
    assert client.post(OWN, facts(kiln, picture=picture())).status_code == 403
    assert client.post(OWN, facts(kiln, remove="on")).status_code == 403
    assert EquipmentPhoto.objects.exists()


def test_a_photo_in_the_second_window_is_told(client: Client, kiln: Equipment) -> None:
    client.force_login(works_with(kiln, RUNS).user)
    late = facts(kiln, purpose="Late")
    client.post(OWN, facts(kiln, picture=picture()))
    assert client.post(OWN, late).status_code == 409
    assert EquipmentPhoto.objects.exists()


def test_a_large_file_with_a_forged_form_is_refused(kiln: Equipment) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(works_with(kiln, RUNS).user)
    assert strict.post(OWN, facts(kiln, picture=picture())).status_code == 403
