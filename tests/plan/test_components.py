"""What stands on a page for how an action is going, and for where a target stands."""

import pytest
from django.template.loader import render_to_string

from plan.enums import ActionStatus


@pytest.mark.parametrize("status", list(ActionStatus))
def test_a_status_is_a_shape_and_a_word(status):
    html = render_to_string("components/status.html", {"status": status.value})
    assert html.strip() == f'<span class="sts"><span class="st is-{status.value}">{status.label}</span></span>'


def test_what_is_overdue_says_so_besides():
    html = render_to_string("components/status.html", {"status": ActionStatus.ON_TRACK, "overdue": True})
    assert '<span class="st is-on-track">On track</span> <span class="st is-overdue">Overdue</span>' in html


def test_a_scale_shows_what_is_known():
    html = render_to_string("components/reach.html", {"begun": 0, "at": 46, "expected": 52, "goal": 100})
    assert '<line class="gone" x1="0%" x2="46%"' in html
    assert '<line class="begun" x1="0%" x2="0%"' in html
    assert '<line class="due" x1="52%" x2="52%"' in html
    assert '<line class="goal" x1="100%" x2="100%"' in html
    unmeasured = render_to_string("components/reach.html", {"begun": None, "at": None, "expected": None, "goal": 100})
    assert unmeasured.count("<line") == 2
