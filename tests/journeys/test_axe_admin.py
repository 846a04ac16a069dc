"""axe finds nothing on our screens of the Wagtail admin, for every role that may open them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.site import LiveSite
from tests.journeys.sweep import Sweep, sweeping
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output

pytestmark = pytest.mark.browser
SCREENS = [entry for entry in OUTPUTS if entry.kind is Kind.ADMIN_PAGE and not entry.same_as]


@pytest.fixture(scope="module")
def sweep(browser: Browser, site: LiveSite) -> Iterator[Sweep]:
    with sweeping(browser, site) as made:
        yield made


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.name)
def test_screen(sweep: Sweep, entry: Output) -> None:
    wrong = list(sweep.faults(entry))
    assert not wrong, f"{entry.address(sweep.site.world)}\n" + "\n".join(wrong)
