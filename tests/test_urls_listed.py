"""Nothing that the site answers is missing from the list of outputs."""

import pytest
from django.apps import apps
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, get_page_models

from tests.outputs.listing import LEFT, OUTPUTS, PAGE_TYPES, output
from tests.outputs.walk import Route, walk

HOW = (
    "Not in the list of outputs. Add an Output with this pattern to tests/outputs/public.py (for everybody), own.py "
    "(/me/), accounts.py or admin.py, saying who may get it and what it shows; then the canary, HTML, role and axe "
    "tests cover it:\n"
)


def _missing() -> list[Route]:
    listed = {entry.pattern for entry in OUTPUTS}
    return [
        route
        for route in walk()
        if route.pattern not in listed
        and not any(rule.covers(route.pattern, route.callback.__module__) for rule in LEFT)
    ]


def test_every_address_is_listed() -> None:
    missing = [f"  {route.pattern}   ({route.name or route.callback.__module__})" for route in _missing()]
    assert not missing, HOW + "\n".join(missing)


def test_an_address_that_is_not_listed_is_found(settings: pytest.FixtureRequest) -> None:
    """The test above can fail: an address of ours, and a screen of a model of ours under Wagtail's, are missed."""
    settings.ROOT_URLCONF = "tests.outputs.unlisted_urls"  # type: ignore[attr-defined]
    assert {route.pattern for route in _missing()} == {"forgotten/<int:pk>/", "admin/snippets/profiles/forgotten/"}


def test_what_is_listed_is_there() -> None:
    patterns = {route.pattern for route in walk()}
    gone = {entry.name for entry in OUTPUTS if entry.pattern not in patterns}
    assert not gone, f"These outputs have no address any more; take them out of the list: {sorted(gone)}"


def test_names_are_told_apart() -> None:
    names = [entry.name for entry in OUTPUTS]
    assert len(names) == len(set(names))


def test_every_page_type_is_listed() -> None:
    ours = {model._meta.label for model in get_page_models() if model is not Page}
    assert ours == set(PAGE_TYPES), "Add the page type to PAGE_TYPES in tests/outputs/listing.py, with its output."
    for name in PAGE_TYPES.values():
        assert output(name).is_html


def test_every_settings_screen_is_listed() -> None:
    """Wagtail serves all settings from one route, so they are told apart by their address."""
    wanted = {f"/admin/settings/{model._meta.app_label}/{model._meta.model_name}/" for model in settings_registry}
    addresses = [entry.name for entry in OUTPUTS]
    missing = [path for path in wanted if f"admin: settings {path}" not in addresses]
    assert not missing, f"Add an Output named 'admin: settings <address>' to tests/outputs/admin.py for {missing}"


def test_no_technician_is_in_wagtails_search() -> None:
    """People are found through the directory's index alone, which is made from what may be seen."""
    from wagtail.search.index import get_indexed_models  # noqa: PLC0415 (needs all apps)

    indexed = {model._meta.label for model in get_indexed_models()}
    assert "profiles.Technician" not in indexed
    assert apps.get_model("profiles", "Technician") is not None
