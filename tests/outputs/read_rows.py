"""Counts of pages, and a promoted result, in the world that is crawled."""

from datetime import date, timedelta

from portal.front.counting import ALL_PROFILES
from portal.front.enums import PageKind
from portal.front.models import PageReads, PromotedResult


def add_counts_and_search(skill_slug: str, things: dict[str, object]) -> None:
    """Count some reads up to the day before the world's own, and promote a result for the word that the crawl uses."""
    for number, (kind, key) in enumerate(
        ((PageKind.PROFILE, ALL_PROFILES), (PageKind.SKILL, f"/skills/{skill_slug}/"), (PageKind.PLAN, "/plan/"))
    ):
        for ago in (1, 2, 40):
            PageReads.objects.create(kind=kind, key=key, day=date.today() - timedelta(ago), count=20 + number + ago)
    row = PromotedResult.objects.create(
        phrases="canalias", title="Ask before you book", text="What the people at the bench would like to know.",
        address="/technicians/",
    )  # fmt: skip
    things["promoted_result"] = row.pk
