"""A year of nightly readings, and the line that the public action draws of them."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.promised import promise_public_profiles
from tests.journeys.site import LiveSite
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
MONTHS = 12
ALWAYS_PUBLIC = 2  # the subject and the other technician


@pytest.mark.slow
def test_a_year_draws_a_line(visit: Visit, site: LiveSite) -> None:
    address = promise_public_profiles(site)
    said = site.run("tests.journeys.a_year", str(MONTHS))
    assert said.count("1 readings taken, 0 were there") == MONTHS + 1, said
    assert said.count("none was taken on 29 days before") == MONTHS, said

    page = visit(Viewer.VISITOR, address)
    shown = page.locator("section.target")
    rows = shown.locator("table").first.locator("tbody tr").filter(has_text="Measured")
    values = [re.sub(r"\D", "", text) for text in rows.locator("td:nth-of-type(1)").all_inner_texts()]
    expected = [str(ALWAYS_PUBLIC + 2 * (month + 1)) for month in range(MONTHS + 1)]
    assert values == expected[::-1], "the latest first"
    expect(shown.locator("svg.chart circle.pt")).to_have_count(MONTHS + 1)
    (line,) = shown.locator("svg.chart polyline.line").all()
    points = [tuple(map(float, pair.split(","))) for pair in (line.get_attribute("points") or "").split()]
    assert len(points) == MONTHS + 1
    assert points == sorted(points)
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True), "more stands higher"
    expect(shown.locator("dl.readings")).to_contain_text("28 profiles")

    # the same night again doubles nothing
    assert "0 readings taken, 1 were there" in site.run_later("take_readings", days=0)
    page.reload()
    expect(rows).to_have_count(MONTHS + 1)
