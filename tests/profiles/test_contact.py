"""How to reach somebody: colleagues see it, visitors press a button, programs that follow links get nothing."""

import pytest
import vobject
from django.test import Client

from profiles.enums import Audience, Section
from profiles.models import Technician
from tests.factories.people import UserFactory, live_technician, show

URL = "/technicians/nasrin-hallworthy/contact/"
ADDRESS = "n.hallworthy@wexcombe.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nasrin() -> Technician:
    return live_technician(
        given_name="Nasrin", family_name="Hallworthy", slug="nasrin-hallworthy", phone="01632 960414", email=ADDRESS
    )


@pytest.mark.parametrize("url", ["/technicians/nasrin-hallworthy/", "/technicians/nasrin-hallworthy/contact.vcf", URL])
def test_no_link_leads_a_visitor_to_the_address(client: Client, url: str) -> None:
    text = client.get(url).content.decode()
    assert "Nasrin" in text
    assert ADDRESS not in text
    assert "960414" not in text
    assert "mailto:" not in text


def test_the_button_shows_it(client: Client) -> None:
    page = client.post(URL).content.decode()
    assert f'href="mailto:{ADDRESS}"' in page
    assert "01632 960414" in page


def test_the_button_gives_the_card(client: Client) -> None:
    answer = client.post(URL, {"what": "card"})
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="nasrin-hallworthy.vcf"'
    card = vobject.readOne(answer.content.decode())
    assert (card.email.value, card.tel.value) == (ADDRESS, "01632 960414")


@pytest.mark.parametrize("url", ["/technicians/nasrin-hallworthy/", "/technicians/nasrin-hallworthy/contact.vcf", URL])
def test_colleagues_see_it_at_once(client: Client, url: str) -> None:
    client.force_login(UserFactory())
    text = client.get(url).content.decode()
    assert ADDRESS in text
    assert "01632 960414" in text


def test_it_is_never_kept_nor_listed(client: Client) -> None:
    answer = client.get(URL)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert "Disallow: /technicians/*/contact/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("sections", [(Section.CONTACT,), (Section.BASICS,)])
def test_what_is_withheld_is_at_no_button(client: Client, nasrin: Technician, sections: tuple[Section, ...]) -> None:
    show(nasrin, Audience.COLLEAGUES, *sections)
    for answer in (client.get(URL), client.post(URL), client.post(URL, {"what": "card"})):
        assert answer.status_code == 404
        assert ADDRESS not in answer.content.decode()
    client.force_login(UserFactory())
    assert client.get(URL).status_code == 200
    show(nasrin, Audience.ONLY_ME, *sections)
    assert client.get(URL).status_code == client.post(URL).status_code == 404


def test_the_button_wants_a_token_of_ours() -> None:
    assert Client(enforce_csrf_checks=True).post(URL).status_code == 403


def test_there_is_an_end_to_asking(client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"show_contact": "2/h/ip"}  # type: ignore[attr-defined]
    assert [client.post(URL).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(URL).status_code == 200
    client.force_login(UserFactory())
    assert client.post(URL).status_code == 200
