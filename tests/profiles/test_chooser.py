"""The chooser of technicians: whom the public sees, by the name it reads, and nothing of anybody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from profiles.enums import Audience
from profiles.models import Technician
from profiles.services.index import reindex_on_commit
from profiles.viewsets.chooser import HIDDEN, technician_chooser
from tests.factories.people import UserFactory, live_technician, show
from tests.outputs.world import settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Technician]:
    """Return one whom all see, one whom colleagues see, one whom nobody sees."""
    with settled():
        made = {
            "public": live_technician(
                given_name="Wilhelmina", preferred_name="Mina", family_name="Vale", staff_number="QX7"
            ),
            "colleagues": live_technician(given_name="Idris", family_name="Valentine"),
            "hidden": live_technician(given_name="Ottoline", family_name="Vale"),
        }
        show(made["colleagues"], Audience.COLLEAGUES)
        show(made["hidden"], Audience.ONLY_ME)
        reindex_on_commit([person.pk for person in made.values()])
    return made


@pytest.fixture
def ask(client: Client) -> Any:
    """Return a function that asks the chooser as somebody who may do all."""
    client.force_login(UserFactory(is_superuser=True), backend="portal.accounts.backends.PasswordBackend")

    def get(name: str, *args: Any, **sent: Any) -> Any:
        return client.get(reverse(f"technician_chooser:{name}", args=args), sent)

    return get


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_it_lists_whom_the_public_sees(view: str, ask: Any, people: dict[str, Technician]) -> None:
    words = ask(view).content.decode()
    assert "Mina Vale" in words
    assert not any(word in words for word in ("Idris", "Ottoline", "Valentine", "QX7", "Wilhelmina"))


@pytest.mark.parametrize(
    ("text", "finds"), [("mina", True), ("VALE mi", True), ("Wilhelmina", False), ("QX7", False), ("Otto", False)]
)
def test_it_finds_by_the_name_as_it_is_read(text: str, finds: bool, ask: Any, people: dict[str, Technician]) -> None:
    words = ask("choose_results", q=text).content.decode()
    assert ("Mina Vale" in words) is finds
    assert "Ottoline" not in words


def test_nobody_else_can_be_had_by_their_key(ask: Any, people: dict[str, Technician]) -> None:
    statuses = {name: ask("chosen", person.pk).status_code for name, person in people.items()}
    assert statuses == {"public": 200, "colleagues": 404, "hidden": 404}
    assert ask("chosen", "x").status_code == 404
    several = ask("chosen_multiple", id=[person.pk for person in people.values()]).content.decode()
    assert "Mina Vale" in several
    assert not any(word in several for word in ("Idris", "Ottoline", "QX7"))


def test_whoever_hid_since_is_not_named_in_the_form(people: dict[str, Technician]) -> None:
    widget = technician_chooser.widget_class()
    titles = {name: widget.get_value_data(person)["title"] for name, person in people.items()}
    assert titles == {"public": "Mina Vale", "colleagues": HIDDEN, "hidden": HIDDEN}


def test_nobody_is_made_here() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("technician_chooser:create")
