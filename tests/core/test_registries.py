"""A registry keeps what apps offer, in order, and refuses a key that is taken."""

from dataclasses import dataclass

import pytest

from portal.core import registries
from portal.core.registries import AlreadyRegisteredError, Registry


@dataclass(frozen=True)
class Thing:
    key: str
    label: str = ""


@pytest.fixture
def registry() -> Registry[Thing]:
    return Registry("things")


def test_entries_come_in_the_order_offered(registry):
    for key in ("b", "a", "c"):
        registry.register(Thing(key))
    assert [thing.key for thing in registry] == ["b", "a", "c"]
    assert len(registry) == 3


def test_a_key_is_taken_once_and_the_first_stays(registry):
    first = registry.register(Thing("a", "first"))
    with pytest.raises(AlreadyRegisteredError, match="things already has an entry 'a'"):
        registry.register(Thing("a", "second"))
    assert registry.get("a") is first
    assert len(registry) == 1


def test_a_key_that_is_gone_gives_none(registry):
    assert registry.get("gone") is None
    assert "gone" not in registry


def test_one_may_register_while_it_is_read(registry):
    registry.register(Thing("a"))
    for thing in registry:
        if thing.key == "a":
            registry.register(Thing("b"))
    assert [thing.key for thing in registry] == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["measures", "jobs", "needs_me", "panels", "related", "handoffs", "personal_data", "searchables"]
)
def test_the_house_has_this_registry(name):
    assert isinstance(getattr(registries, name), Registry)
