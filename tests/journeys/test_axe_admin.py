"""axe finds nothing on our screens of the Wagtail admin, for every role that may open them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.site import LiveSite
from tests.journeys.sweep import Sweep, sweeping
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.refusals import REFUSALS, Refusal

pytestmark = pytest.mark.browser
# Screens that Wagtail draws with other words in the way of one that is looked at here are looked at by `make test-slow`
SCREENS = [
    pytest.param(entry, id=entry.name, marks=[pytest.mark.slow] if entry.same_as else [])
    for entry in OUTPUTS
    if entry.kind is Kind.ADMIN_PAGE
]


@pytest.fixture(scope="module")
def sweep(browser: Browser, site: LiveSite) -> Iterator[Sweep]:
    with sweeping(browser, site) as made:
        yield made


@pytest.mark.parametrize("entry", SCREENS)
def test_screen(sweep: Sweep, entry: Output) -> None:
    wrong = list(sweep.faults(entry))
    assert not wrong, f"{entry.address(sweep.site.world)}\n" + "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize(
    "refusal", [entry for entry in REFUSALS if entry.kind is Kind.ADMIN_PAGE], ids=lambda entry: entry.name
)
def test_what_follows_a_refused_post(sweep: Sweep, refusal: Refusal) -> None:
    wrong = list(sweep.refused(refusal))
    assert not wrong, "\n".join(wrong)
