"""Problems that readers report about a profile, and what stewards did about them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.mail import queue_mail
from portal.core.models import Branding
from profiles.enums import ProblemKind, ProblemState
from profiles.models import ProblemReport, Technician

KEPT_FOR = timedelta(days=365)  # after they were closed


class ReportClosedError(Exception):
    """Somebody else closed the report a moment ago."""


@transaction.atomic
def report_problem(
    technician: Technician, *, kind: ProblemKind, words: str, reply_to: str, reporter: Any = None
) -> ProblemReport:
    """Keep a report for the stewards, and tell the technician office that there is one. `reporter`: a user or None."""
    report = ProblemReport.objects.create(
        technician=technician, kind=kind, words=words, reply_to=reply_to, reporter=reporter
    )
    office = Branding.objects.exclude(contact_email="").order_by("-site__is_default_site").first()
    if office:
        queue_mail(
            key=f"problem:{report.pk}",
            to=office.contact_email,
            subject="Somebody reported a problem with a profile",
            template="profiles/email/problem.txt",
            context={
                "name": technician.display_name,
                "kind": report.get_kind_display(),
                "path": reverse("problems:close", args=[report.pk]),
            },
        )
    return report


@transaction.atomic
def close_report(pk: int, by: Any, outcome: str) -> None:
    """Write what was done about a report. Raises ReportClosedError where it is closed already."""
    report = ProblemReport.objects.select_for_update().filter(pk=pk, state=ProblemState.OPEN).first()
    if report is None:
        raise ReportClosedError
    report.state, report.outcome, report.closed_by, report.closed_at = ProblemState.CLOSED, outcome, by, timezone.now()
    report.save(update_fields=["state", "outcome", "closed_by", "closed_at"])
    log(instance=report.technician, action="profiles.close_report", user=by)


def forget_old_reports() -> int:
    """Delete reports that were closed over a year ago; return how many."""
    return ProblemReport.objects.filter(closed_at__lt=timezone.now() - KEPT_FOR).delete()[0]
