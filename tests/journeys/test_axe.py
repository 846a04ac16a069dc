"""axe finds nothing on any page, for anybody who may see it, in light, dark and at 320 pixels (WCAG 2.0 to 2.2, A, AA).

The screens of the Wagtail admin are in `test_axe_admin.py`: a module a process.
"""

import pytest

from tests.journeys.axe import looks
from tests.journeys.sweep import Sweep
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.refusals import REFUSALS, Refusal
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser
PAGES = [entry for entry in OUTPUTS if entry.kind is Kind.PAGE]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_page(sweep: Sweep, entry: Output) -> None:
    wrong = list(sweep.faults(entry))
    assert not wrong, f"{entry.address(sweep.site.world)}\n" + "\n".join(wrong)


@pytest.mark.slow  # as many pages again; each form was looked at before, and the HTML is read without a browser
@pytest.mark.parametrize(
    "refusal", [entry for entry in REFUSALS if entry.kind is Kind.PAGE], ids=lambda entry: entry.name
)
def test_what_follows_a_refused_post(sweep: Sweep, refusal: Refusal) -> None:
    wrong = list(sweep.refused(refusal))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "refusal", [entry for entry in REFUSALS if entry.kind is Kind.FRAGMENT], ids=lambda entry: entry.name
)
def test_a_section_in_its_place(sweep: Sweep, refusal: Refusal) -> None:
    wrong = list(sweep.opened_in_place(refusal.at_section, refusal.sent, refusal.statuses[Viewer.OWNER]))
    assert not wrong, "\n".join(wrong)


FAULTY = (
    '<html lang="en"><title>t</title><style>{style}</style><main style="background:#fff"><h1>x</h1>{main}</main></html>'
)


@pytest.mark.parametrize(
    ("style", "main", "fault"),
    [
        ("", '<p style="color:#bbb">pale</p>', "light: color-contrast"),
        ("@media (prefers-color-scheme: dark) { p { color: #bbb } }", "<p>pale</p>", "dark: color-contrast"),
        ("", "<input>", "light: label"),
        ("@media (min-width: 321px) { input { display: none } }", "<input>", "320 pixels: label"),
        ("", '<div style="width:2000px">wide</div>', "320 pixels: the page scrolls sideways"),
    ],
)  # fmt: skip
def test_a_fault_is_noticed(sweep: Sweep, style: str, main: str, fault: str) -> None:
    """The test can fail: each way of looking finds what is there to be found in it alone."""
    page = sweep.tab(Viewer.VISITOR).context.new_page()
    page.goto("/healthz")  # a page has axe from being opened at an address
    page.set_content(FAULTY.format(style=style, main=main))
    found = list(looks(page))
    page.close()
    assert any(line.startswith(fault) for line in found), found
