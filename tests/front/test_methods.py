"""A button's address that is opened as a page says so, and changes nothing."""

import pytest

from tests.factories.people import live_technician

pytestmark = pytest.mark.django_db


def test_opening_a_buttons_address_says_what_it_is(client):
    person = live_technician()
    client.force_login(person.user)
    response = client.get("/me/profile/hide/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "Nothing was changed" in response.content.decode()
    person.refresh_from_db()
    assert person.state == "live"


def test_machines_get_the_bare_answer(client):
    response = client.post("/healthz", headers={"accept": "application/json"})
    assert (response.status_code, response.content) == (405, b"")
