"""Outputs of the action plan for everybody: its pages, files, feed and open data."""

from django.urls import reverse

from tests.outputs.output import Address, Kind, Output, everybody, only
from tests.outputs.viewers import PLAN_KEEPERS

TO_KEEPERS = only(PLAN_KEEPERS, others=404, visitor=404)


def _plan(which: str, query: str = "") -> Address:
    return lambda w: reverse("plan_older", args=[w.things[which]]) + query


def _file(which: str, kind: str) -> Address:
    return lambda w: reverse("plan_file", args=[w.things[which], kind])


COMMITMENT: tuple[Output, ...] = (
    Output("plan", "plan/", Kind.PAGE, lambda w: reverse("plan"), everybody(), plans=True),
    *(
        Output(f"plan: {name}", "plan/", Kind.PAGE, lambda w, q=query: reverse("plan") + q, everybody(), plans=True)  # type: ignore[misc]
        for name, query in (
            ("a search", "?q=glass&status=overdue&theme=being-seen&lead=Head+of+Glass&due=in-2027-02&evidence=yes"),
            ("nothing found", "?q=zzzqqqxxx"),
            ("to print", "?show=all"),
        )
    ),
    Output("plan: by its own address", "plan/<slug:plan>/", Kind.PAGE, _plan("plan_slug"), everybody(), plans=True),
    Output("plan: an older one", "plan/<slug:plan>/", Kind.PAGE, _plan("older_plan_slug"), everybody(), plans=True),
    Output("plan: not published", "plan/<slug:plan>/", Kind.PAGE, _plan("hidden_plan_slug"), TO_KEEPERS, plans=True),
    *(
        Output(
            f"plan as {kind}", "plan/<slug:plan>/actions.<str:kind>", Kind.FILE, _file("plan_slug", kind), everybody()
        )
        for kind in ("csv", "xlsx")
    ),
    Output(
        "plan as csv: not published",
        "plan/<slug:plan>/actions.<str:kind>",
        Kind.FILE,
        _file("hidden_plan_slug", "csv"),
        TO_KEEPERS,
        plans=True,
    ),
    Output("plan’s feed", "plan/updates.atom", Kind.DATA, lambda w: reverse("plan_feed"), everybody()),
    Output(
        "plan’s data",
        "api/plan/",
        Kind.DATA,
        lambda w: reverse("plan_api"),
        everybody(),
        # named by the evidence of a reading, which is what the public sees, whoever asks
        shows=frozenset({"preferred_name", "family_name", "slug"}),
        for_the_public_alone=True,
    ),
    Output(
        "plan’s data: an older one",
        "api/plan/<slug:plan>/",
        Kind.DATA,
        lambda w: reverse("plan_api_older", args=[w.things["older_plan_slug"]]),
        everybody(),
    ),
    Output(
        "plan’s data: not published",
        "api/plan/<slug:plan>/",
        Kind.DATA,
        lambda w: reverse("plan_api_older", args=[w.things["hidden_plan_slug"]]),
        everybody(404),
    ),
)
