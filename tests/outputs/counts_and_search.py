"""The search of the whole site, and the counts of what is read: their outputs."""

from django.urls import reverse

from profiles.enums import Section
from tests.outputs.output import Kind, Output, admin_only, at, everybody
from tests.outputs.viewers import Viewer

ON_LINE = frozenset({"preferred_name", "family_name", "job_title", "slug"})

SEARCH: tuple[Output, ...] = (
    Output("search", "search/", Kind.PAGE, at("/search/"), everybody()),
    Output(
        "search: found by a skill’s other name", "search/", Kind.PAGE, at("/search/?q=canalias"), everybody(),
        shows=ON_LINE, needs=Section.SKILLS, vocabulary=True,
    ),
    Output(
        "search: technicians alone", "search/", Kind.PAGE, at("/search/?q=canalias&type=technicians"), everybody(),
        shows=ON_LINE, needs=Section.SKILLS, vocabulary=True,
    ),
    Output(
        "search: nothing found", "search/", Kind.PAGE, at("/search/?q=zzzqqqxxx&type=pages"), everybody(),
        vocabulary=True,
    ),
)  # fmt: skip

_READERS = admin_only(Viewer.EDITOR, Viewer.PLAN_OWNER, Viewer.SITE_MANAGER)
READS: tuple[Output, ...] = (
    Output("a read of a page", "-/seen", Kind.ACTION, lambda w: reverse("seen"), everybody(405)),
    Output(
        "admin: what is read", "admin/what-is-read/", Kind.ADMIN_PAGE, at("/admin/what-is-read/?days=365"), _READERS,
        vocabulary=True,
    ),
    *(
        Output(
            f"admin: what is read, as {kind}", "admin/what-is-read/reads.<slug:kind>", Kind.FILE,
            lambda w, kind=kind: reverse("reads:file", args=[kind]), _READERS, vocabulary=True,  # type: ignore[misc]
        )
        for kind in ("csv", "xlsx")
    ),
)  # fmt: skip

COUNTS_AND_SEARCH: tuple[Output, ...] = (*SEARCH, *READS)
