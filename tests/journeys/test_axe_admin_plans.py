"""axe finds nothing on the screens of plans in the Wagtail admin; a file of its own: a file runs in one process."""

import pytest

from tests.journeys.sweep import Sweep, admin_screens, refused_in_the_admin
from tests.outputs.output import Output
from tests.outputs.refusals import Refusal

pytestmark = pytest.mark.browser
# What those who keep plans are on every week, and what an import stands and falls with
EVERY_WEEK = frozenset(
    {
        "admin: plans: list",
        "admin: plans: one",
        "admin: plans: action",
        "admin: plans: edit action",
        "admin: plan imports: new",
        "admin: plan imports: preview: import",
        "admin: plan imports: preview: actions/3/",
    }
)


@pytest.mark.parametrize("entry", admin_screens(of_plans=True, first=EVERY_WEEK))
def test_screen(sweep: Sweep, entry: Output) -> None:
    wrong = list(sweep.faults(entry))
    assert not wrong, f"{entry.address(sweep.site.world)}\n" + "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("refusal", refused_in_the_admin(of_plans=True))
def test_what_follows_a_refused_post(sweep: Sweep, refusal: Refusal) -> None:
    wrong = list(sweep.refused(refusal))
    assert not wrong, "\n".join(wrong)
