"""Posts about actions of the plan that are not done."""

import re
from collections.abc import Mapping

from tests.outputs.output import Kind, at
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_SENT = {"status": "delayed", "note": "No money", "on": "2026-01-01", "author_words": "Glass"}


def _my_action(name: str, path: str, sent: Mapping[str, str], status: int, thing: str = "action") -> Refusal:
    """Return what is refused about an action that the subject leads."""
    others = {Viewer.OTHER_TECHNICIAN: 403, Viewer.COLLEAGUE: 403} if thing == "action" else {}
    return Refusal(
        f"my actions: {name}",
        f"me/actions/<int:pk>/{path}",
        lambda w: f"/me/actions/{w.things[thing]}/{path}",
        sent,
        {Viewer.OWNER: status, **({} if path else {Viewer.VISITOR: 403}), **others},
    )


_NO_STEPS = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-0-leads": "Somebody", "steps-0-text": ""}


def _importing(screen: str, sent: Mapping[str, str]) -> Refusal:
    """Return what a screen of the preview of an import of a plan refuses."""
    return Refusal(
        f"admin: plan imports: {screen}",
        "admin/plan-imports/<int:pk>/" + re.sub(r"\d", "<int:place>", screen),
        lambda w: f"/admin/plan-imports/{w.things['import_preview']}/{screen}",
        sent,
        {Viewer.PLAN_OWNER: 200},
        Kind.ADMIN_PAGE,
    )


PLAN_REFUSALS: tuple[Refusal, ...] = (
    _my_action("an update that says nothing", "", {"status": "stopped", "on": "2999-01-01", "version": "0"}, 422),
    _my_action("an update: two windows", "", {**_SENT, "version": "7"}, 409),
    _my_action("an update of a plan that is not published", "", {**_SENT, "version": "0"}, 404, "hidden_action"),
    _my_action("done: no day", "done/", {"done": "step-0", "on": "", "version": "0"}, 409),
    _my_action("done: nothing that is there", "done/", {"done": "step-0", "on": "2026-01-01", "version": "0"}, 409),
    Refusal(
        "admin: plan imports: new",
        "admin/plan-imports/new/",
        at("/admin/plan-imports/new/"),
        {"start": "2031-13"},
        {Viewer.PLAN_OWNER: 200, Viewer.SITE_MANAGER: 200},
        Kind.ADMIN_PAGE,
    ),
    _importing("reading/", {"title": ""}),
    _importing("actions/3/", {"code": "2", "title": "", **_NO_STEPS}),
    _importing("rows/2/", {"became": "a riddle"}),
    _importing("outside/", {"lines": "9"}),
)
