"""Screens of the admin on which plans are kept, and what their forms refuse."""

from collections.abc import Mapping

from tests.outputs.output import Kind, Output, Statuses, admin_only, only
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import PLAN_KEEPERS, Viewer

_KEEPERS = admin_only(Viewer.PLAN_OWNER, Viewer.SITE_MANAGER)
_POSTED = only(PLAN_KEEPERS, others=302, status=405)
_BASE = "admin/plans/"


def _screen(
    name: str, path: str, thing: str = "", *, kind: Kind = Kind.ADMIN_PAGE, query: str = "", same_as: str = "",
    statuses: Statuses = _KEEPERS,
) -> Output:  # fmt: skip
    """Return a screen; `thing` names what its address is made of."""
    return Output(
        f"admin: plans: {name}",
        f"{_BASE}{path}",
        kind,
        lambda w: f"/{_BASE}{path}".replace("<int:pk>", str(w.things.get(thing, ""))) + query,
        statuses,
        vocabulary=True,
        plans=True,
        same_as=f"admin: plans: {same_as}" if same_as else "",
    )


def _file(kind: str) -> Output:
    return Output(
        f"admin: plans: as {kind}",
        f"{_BASE}<int:pk>/actions.<slug:kind>",
        Kind.FILE,
        lambda w: f"/{_BASE}{w.things['plan']}/actions.{kind}",
        _KEEPERS,
        vocabulary=True,
        plans=True,
    )


PLAN_SCREENS: tuple[Output, ...] = (
    _screen("list", ""),
    _screen("new", "new/"),
    _screen("one", "<int:pk>/", "plan"),
    _screen("one, filtered", "<int:pk>/", "plan", query="?q=window&status=on-track", same_as="one"),
    _screen("one that is not published", "<int:pk>/", "hidden_plan", same_as="one"),
    _screen("edit", "<int:pk>/edit/", "plan"),
    _screen("publish", "<int:pk>/publish/", "hidden_plan"),
    _screen("take back", "<int:pk>/publish/", "plan", same_as="publish"),
    _screen("endorse", "<int:pk>/endorse/", "plan"),
    _screen("endorsement", "endorsements/<int:pk>/", "endorsement"),
    _screen("history", "<int:pk>/history/", "plan"),
    _screen("order", "<int:pk>/order/", "plan", kind=Kind.ACTION, statuses=_POSTED),
    _screen("new action", "<int:pk>/actions/new/", "plan"),
    _screen("action", "actions/<int:pk>/", "action"),
    _screen("edit action", "actions/<int:pk>/edit/", "action"),
    _screen("done", "actions/<int:pk>/done/", "action", kind=Kind.ACTION, statuses=_POSTED),
    _screen("reviewed", "actions/<int:pk>/reviewed/", "action", kind=Kind.ACTION, statuses=_POSTED),
    _screen("delete action", "actions/<int:pk>/delete/", "action"),
    _screen("history of an action", "actions/<int:pk>/history/", "action", same_as="history"),
    _screen("new target", "actions/<int:pk>/targets/new/", "action"),
    _screen("target", "targets/<int:pk>/", "target", same_as="new target"),
    _screen("for the steering group", "<int:pk>/steering/", "plan"),
    _screen("for the steering group, as CSV", "<int:pk>/steering/", "plan", kind=Kind.FILE, query="?export=csv"),
    _screen("measures", "measures/"),
    _screen("new measure", "measures/new/"),
    _screen("measure", "measures/<int:pk>/", "reported_measure"),
    _screen("edit measure", "measures/<int:pk>/edit/", "reported_measure", same_as="new measure"),
    _file("csv"),
    _file("xlsx"),
)


def _refused(name: str, path: str, thing: str, sent: Mapping[str, str], status: int = 422) -> Refusal:
    return Refusal(
        f"admin: plans: {name}",
        f"{_BASE}{path}",
        lambda w: f"/{_BASE}{path}".replace("<int:pk>", str(w.things.get(thing, ""))),
        sent,
        {Viewer.PLAN_OWNER: status, Viewer.SITE_MANAGER: status},
        Kind.ADMIN_PAGE,
    )


_ROWS = {f"{rows}-{part}_FORMS": "0" for rows in ("leads", "steps") for part in ("TOTAL", "INITIAL")}
_STEP = {"steps-TOTAL_FORMS": "1", "steps-0-label": "a", "steps-0-date_by": "hand", "steps-0-spans": "soon"}
_WORDS = {"code": "V1", "title": "From the second window", "wording": "By May 2026", "version": "9999"}
PLAN_SCREEN_REFUSALS: tuple[Refusal, ...] = (
    _refused("new, without a title", "new/", "", {"title": "", "start": "soon", "end": ""}),
    _refused("one: nothing ticked", "<int:pk>/", "plan", {"do": "leads", "lead": "", "way": "add"}),
    _refused("new, ends before it begins", "new/", "", {"title": "T", "start": "2026-01-01", "end": "2025-01-01"}),
    _refused("edit, without a title", "<int:pk>/edit/", "plan", {"title": "", "contact_email": "the porter"}),
    _refused("edit: two windows", "<int:pk>/edit/", "plan", {"title": "T", "start": "2026-01-01",
             "end": "2027-01-01", "seen": "long ago"}, 409),
    _refused("endorse: nobody", "<int:pk>/endorse/", "plan", {"name": "", "given_on": "then"}),
    _refused("endorsement: two windows", "endorsements/<int:pk>/", "endorsement", {"name": "A", "role": "B",
             "given_on": "2026-01-01", "seen": "long ago"}, 409),
    _refused("new action without words", "<int:pk>/actions/new/", "plan", {**_ROWS, **_STEP, "code": ""}),
    _refused("new action: another lead", "<int:pk>/actions/new/", "plan", {**_ROWS, "do": "more-leads"}, 200),
    _refused("new action with a code that is there", "<int:pk>/actions/new/", "plan", {**_ROWS, **_WORDS}),
    _refused("action: a stop without words", "actions/<int:pk>/", "action", {"status": "stopped", "version": "0"}),
    _refused("new target without a number", "actions/<int:pk>/targets/new/", "action", {"goal": "many", "by": ""}),
    _refused("target: two windows", "targets/<int:pk>/", "target", {"measure": "profiles.public", "goal": "60",
             "by": "2027-01-01", "better": "more", "version": "9999"}, 409),
    _refused("new measure without a name", "measures/new/", "", {"label": "", "better": "more"}),
    _refused("edit measure: two windows", "measures/<int:pk>/edit/", "reported_measure", {"label": "A",
             "better": "more", "seen": "long ago"}, 409),
    _refused("a reading without a source", "measures/<int:pk>/", "reported_measure", {"on": "", "value": "many"}),
    _refused("done: nothing that is there", "actions/<int:pk>/done/", "action", {"done": "step-0", "on": ""}, 409),
    _refused("edit action: two windows", "actions/<int:pk>/edit/", "action", {**_ROWS, **_WORDS}, 409),
)  # fmt: skip
_LEADS_BACK = "Buttons; what is refused is said on the page to which they lead back (tests/plan)."
NONE_NEEDED_OF_PLANS = dict.fromkeys(
    (
        f"{_BASE}<int:pk>/order/",
        f"{_BASE}<int:pk>/publish/",
        f"{_BASE}actions/<int:pk>/reviewed/",
        f"{_BASE}actions/<int:pk>/delete/",
    ),
    _LEADS_BACK,
)
