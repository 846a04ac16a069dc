"""What is deleted of rounds, and when; and what was: for organisers to see, since it happens by itself."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from awards.models import PurgeRecord
from awards.services.purging import counts_of, kept_for, purged_on

from .screens import AwardScreen, OneRound

# How a screen says what is counted under the keys of `purging.what_goes`
LABELS = {
    "nominations": "Nominations that won nothing",
    "nominees": "Rows on who was nominated in them",
    "answers": "Answers to questions",
    "supporters": "Supporters and their words",
    "late_words": "Words that nominators typed after the closing",
    "files": "Files",
    "changes": "Changes noted by organisers",
    "released_thanks": "Thanks given as evidence (the thanks themselves stay)",
    "candidates": "Candidates, with the reason of the decision",
    "reviews": "Reviews by judges, with their notes",
    "scores": "Scores",
    "mails": "Mails to those concerned",
}


def lines_of(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return counts with the words for each."""
    return [(LABELS[kind], counts[kind]) for kind in LABELS if kind in counts]


class PurgeView(OneRound):
    """What will be deleted of a round, and from when; or what was."""

    template_name = "awards/admin/purge.html"
    page_title = "What is kept, and until when"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the time, what goes then, and the record of what went."""
        records = list(self.round.purges.all())
        return super().get_context_data(
            on=purged_on(self.round),
            kept_for=kept_for(),
            lines=[] if records else lines_of(counts_of(self.round.pk)),
            records=[(record, lines_of(record.counts)) for record in records],
            **kwargs,
        )


class PurgesView(AwardScreen):
    """The log of all that was deleted, the latest first."""

    template_name = "awards/admin/purges.html"
    page_title = "What was deleted of rounds"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of records."""
        found = PurgeRecord.objects.select_related("round__scheme")
        page = self.page_of(found)
        return super().get_context_data(page=page, rows=list(page), kept_for=kept_for(), **kwargs)


class PurgesViewSet(ViewSet):
    """The addresses of these screens."""

    name = "award_purges"
    url_prefix = "award-rounds"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("purges/", PurgesView.as_view(), name="index"),
            path("<int:round>/purge/", PurgeView.as_view(), name="round"),
        ]
