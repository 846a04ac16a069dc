"""axe finds nothing on our screens of the Wagtail admin, for every role that may open them."""

import pytest

from tests.journeys.sweep import Sweep, admin_screens, refused_in_the_admin
from tests.outputs.output import Output
from tests.outputs.refusals import Refusal

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("entry", admin_screens(of_plans=False))
def test_screen(sweep: Sweep, entry: Output) -> None:
    wrong = list(sweep.faults(entry))
    assert not wrong, f"{entry.address(sweep.site.world)}\n" + "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("refusal", refused_in_the_admin(of_plans=False))
def test_what_follows_a_refused_post(sweep: Sweep, refusal: Refusal) -> None:
    wrong = list(sweep.refused(refusal))
    assert not wrong, "\n".join(wrong)
