"""The profile page, its card and its linked data: what is shown, to whom, at which address."""

import json
import re
from datetime import date

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from portal.core.models import Branding
from portal.core.registries import Act, Card, Panel, acts, panels
from profiles.enums import Audience, RegistrationStage, Section, SkillLevel
from profiles.models import OldSlug, Registration, RegistrationType, Technician, TechnicianSkill
from profiles.services.slugs import rename_address
from tests.factories.people import (
    BuildingFactory,
    CampusFactory,
    SkillFactory,
    UserFactory,
    live_technician,
    show,
)

pytestmark = pytest.mark.django_db


def held(technician: Technician, letters: str, stage: RegistrationStage = RegistrationStage.HELD) -> None:
    Registration.objects.create(
        technician=technician,
        type=RegistrationType.objects.get(post_nominals=letters),
        stage=stage,
        awarded_on=date(2021, 5, 1),
    )


def linked_data(body: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.S).group(1))


@pytest.fixture
def nasrin(facts: None) -> Technician:
    campus = CampusFactory(name="Quarry Hill", slug="quarry-hill")
    return live_technician(
        given_name="Nasrin",
        family_name="Hallworthy",
        slug="nasrin-hallworthy",
        job_title="Electron microscopy specialist",
        headline="I look after the instruments.",
        about="First.\n\nSecond </script><b>.",
        ask_me_about=["Freezing without ice"],
        phone="01632 960414",
        email="n.hallworthy@wexcombe.example",
        campus=campus,
        building=BuildingFactory(name="Tamsin Building", campus=campus),
        room="0.14",
    )


def test_letters_stand_in_order_registrations_then_fellowships_then_memberships(client, nasrin):
    for letters in ("MIScT", "FHEA", "RSci", "CSci"):
        held(nasrin, letters)
    page = client.get("/technicians/nasrin-hallworthy/")
    assert [item.text for item in page.context["person"].post_nominals] == ["CSci", "RSci", "FHEA", "MIScT"]
    assert "<title>Nasrin Hallworthy CSci RSci FHEA MIScT" in page.content.decode()


def test_lapsed_and_merely_wanted_registrations_are_the_owners_business(client, nasrin):
    held(nasrin, "RSci", RegistrationStage.LAPSED)
    held(nasrin, "CSci", RegistrationStage.INTERESTED)
    held(nasrin, "FHEA", RegistrationStage.PREPARING)
    held(nasrin, "MIScT", RegistrationStage.RENEWAL_DUE)
    person = client.get("/technicians/nasrin-hallworthy/").context["person"]
    assert [(r.post_nominals, r.stage_label) for r in person.registrations] == [
        ("FHEA", "Working towards"),
        ("MIScT", "Held"),
    ]
    assert [item.text for item in person.post_nominals] == ["MIScT"]


def test_linked_data_says_what_the_page_says_and_cannot_break_out_of_its_element(client, nasrin):
    held(nasrin, "RSci")
    TechnicianSkill.objects.create(
        technician=nasrin, skill=SkillFactory(name="A</script><script>"), level=SkillLevel.EXPERT
    )
    body = client.get("/technicians/nasrin-hallworthy/").content.decode()
    data = linked_data(body)
    assert data["name"] == "Nasrin Hallworthy"
    assert data["jobTitle"] == "Electron microscopy specialist"
    assert data["honorificSuffix"] == "RSci"
    assert data["knowsAbout"] == ["A</script><script>"]
    assert not {"email", "telephone"} & set(data)
    assert [kind.split()[0] for kind in re.findall("<script ?([^>]*)>", body)] == [
        'type="application/ld+json"',
        "defer",
    ]


def test_linked_data_is_for_the_public_alone(client, nasrin):
    client.force_login(UserFactory())
    body = client.get("/technicians/nasrin-hallworthy/").content.decode()
    assert "ld+json" not in body
    assert '<meta name="robots" content="noindex">' in body


def test_the_card_has_name_place_of_work_and_contact(client, nasrin):
    client.force_login(UserFactory())
    response = client.get("/technicians/nasrin-hallworthy/contact.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    card = vobject.readOne(response.content.decode())
    assert (card.fn.value, card.n.value.family, card.n.value.given) == (
        "Nasrin Hallworthy",
        "Hallworthy",
        "Nasrin",
    )
    assert card.email.value == "n.hallworthy@wexcombe.example"
    assert card.tel.value == "01632 960414"
    assert card.title.value == "Electron microscopy specialist"
    assert card.org.value == [nasrin.department.name]


def test_a_name_cannot_add_lines_to_the_card(client, nasrin):
    Technician.objects.filter(pk=nasrin.pk).update(job_title="Technician\r\nEMAIL:evil@example.org")
    for text in (
        client.get("/technicians/nasrin-hallworthy/contact.vcf").content.decode(),
        client.post("/technicians/nasrin-hallworthy/contact/", {"what": "card"}).content.decode(),
    ):
        assert "\r\nEMAIL:evil" not in text


def test_no_card_where_contact_is_withheld(client, nasrin):
    show(nasrin, Audience.COLLEAGUES, Section.CONTACT)
    assert client.get("/technicians/nasrin-hallworthy/contact.vcf").status_code == 404
    body = client.get("/technicians/nasrin-hallworthy/").content.decode()
    assert "contact.vcf" not in body
    assert "/contact/" not in body
    assert "01632" not in body
    client.force_login(UserFactory())
    assert client.get("/technicians/nasrin-hallworthy/contact.vcf").status_code == 200


@pytest.mark.parametrize("address", ["/technicians/{}/", "/technicians/{}/contact.vcf", "/technicians/{}/contact/"])
def test_a_former_address_leads_on_while_the_profile_may_be_seen(client, nasrin, address):
    nasrin.family_name = "Dunmoor"
    nasrin.save()
    assert rename_address(nasrin)
    response = client.get(address.format("nasrin-hallworthy"))
    assert (response.status_code, response["Location"]) == (301, address.format("nasrin-dunmoor"))
    show(nasrin, Audience.ONLY_ME, Section.BASICS)
    assert client.get(address.format("nasrin-hallworthy")).status_code == 404


def test_going_back_to_a_former_name_takes_the_former_address_back(nasrin):
    for family in ("Dunmoor", "Hallworthy"):
        nasrin.family_name = family
        nasrin.save()
        rename_address(nasrin)
    assert nasrin.slug == "nasrin-hallworthy"
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["nasrin-dunmoor"]


def test_nobody_and_a_hidden_body_are_answered_alike(client, nasrin):
    show(nasrin, Audience.ONLY_ME, Section.BASICS)
    hidden = client.get("/technicians/nasrin-hallworthy/")
    nobody = client.get("/technicians/nobody-at-all/")
    assert hidden.status_code == nobody.status_code == 404
    assert hidden.content.decode().replace("nasrin-hallworthy", "X") == nobody.content.decode().replace(
        "nobody-at-all", "X"
    )


def test_a_page_costs_at_most_twelve_queries_whatever_it_holds(client, nasrin, django_assert_max_num_queries):
    for n in range(30):
        TechnicianSkill.objects.create(technician=nasrin, skill=SkillFactory(), level=n % 4 + 1)
    held(nasrin, "RSci")
    Branding.objects.create(site=Site.objects.get(is_default_site=True))
    client.get("/technicians/nasrin-hallworthy/")
    with django_assert_max_num_queries(12):
        assert client.get("/technicians/nasrin-hallworthy/").status_code == 200


def test_other_apps_add_sections_through_the_registry(client, nasrin, monkeypatch):
    seen = []

    def cards(pk: int, audience: str) -> list[Card]:
        seen.append((pk, audience))
        return [Card("The lost pattern", "/stories/pattern/", "A story")]

    monkeypatch.setattr(panels, "_entries", {})
    panels.register(Panel("stories", "Stories", "technician", cards))
    panels.register(Panel("empty", "Nothing in here", "technician", lambda pk, audience: []))
    body = client.get("/technicians/nasrin-hallworthy/").content.decode()
    assert "The lost pattern" in body
    assert "Nothing in here" not in body
    assert seen == [(nasrin.pk, Audience.PUBLIC)]


def test_other_apps_add_what_signed_in_colleagues_may_do(client, nasrin, monkeypatch):
    monkeypatch.setattr(acts, "_entries", {})
    address = "/technicians/nasrin-hallworthy/"
    colleague = UserFactory()
    client.force_login(colleague)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    seen = []
    acts.register(Act("thank", "Thank", "/thanks/{}/".format, lambda user, pk: bool(seen.append((user, pk))) or True))
    acts.register(Act("never", "Never shown", "/never/{}/".format, lambda user, pk: False))
    with CaptureQueriesContext(connection) as after:
        body = client.get(address).content.decode()
    assert '<a class="btn line" href="/thanks/nasrin-hallworthy/" rel="nofollow">Thank</a>' in body
    assert "Never shown" not in body
    assert seen == [(colleague, nasrin.pk)]
    assert len(after) == len(before)
    client.force_login(nasrin.user)
    assert "/thanks/" not in client.get(address).content.decode()
    assert "/thanks/" not in Client().get(address).content.decode()
    assert seen == [(colleague, nasrin.pk)]


def test_signed_out_pages_can_be_cached(nasrin):
    client = Client(enforce_csrf_checks=True)
    response = client.get("/technicians/nasrin-hallworthy/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
