"""What a page weighs and whether it jumps: home and the other main pages, as a telephone and a desk get them."""

from typing import Any

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.site import LiveSite

pytestmark = pytest.mark.browser

MOST_BYTES = 200_000  # with the first pictures, as sent
MOST_SHIFT = 0.02
WIDTHS = (360, 1440)

# Sums up what moved without anybody asking, as Core Web Vitals do, from before anything is drawn
SHIFT = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""
SENT = """
[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, entry) => sum + entry.transferSize, 0)
"""


def opened(visit: Visit, address: str, width: int) -> Any:
    """Open a page anew and wait until nothing is under way; `visit` itself fails on another host or a policy breach."""
    page = visit(address="/healthz", viewport={"width": width, "height": 800}, reduced_motion="no-preference")
    page.add_init_script(SHIFT)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_home_is_light_and_stands_still(visit: Visit, width: int) -> None:
    page = opened(visit, "/", width)
    sent = page.evaluate(SENT)
    assert 10_000 < sent < MOST_BYTES
    assert page.evaluate("window.shifted") <= MOST_SHIFT


@pytest.mark.parametrize("width", WIDTHS)
def test_the_other_main_pages_stand_still(visit: Visit, site: LiveSite, width: int) -> None:
    world = site.world
    addresses = (
        f"/stories/{world.things['story_slug']}/", "/technicians/", f"/technicians/{world.slug}/", "/plan/",
    )  # fmt: skip
    page = opened(visit, addresses[0], width)
    for address in addresses:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shifted") <= MOST_SHIFT, address
        assert page.evaluate(SENT) < MOST_BYTES, address
