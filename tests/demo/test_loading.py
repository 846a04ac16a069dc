"""The sample university loads whole, once, and keeps what was changed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from plan.models import Continuation, Plan, Reading
from portal.accounts.models import User
from portal.core.models import Branding
from portal.demo.loading import PASSWORD, sample_accounts
from profiles.enums import Audience, ProfileState
from profiles.models import (
    CertificateCheck,
    Equipment,
    Photo,
    ProblemReport,
    SearchSet,
    SectionDraft,
    Skill,
    Technician,
)
from profiles.search import FACETS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_it_loads_whole_once_and_keeps_what_was_changed(client, django_capture_on_commit_callbacks):
    said = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", stdout=said)
    assert Technician.objects.count() == 80
    assert Technician.objects.filter(state=ProfileState.LIVE).count() == 64
    assert Photo.objects.count() == 68
    for _, email in sample_accounts():
        assert email in said.getvalue()
        assert User.objects.get(email=email).check_password(PASSWORD)
    assert Technician.objects.visible_to(Audience.PUBLIC).count() == 62
    states = Equipment.objects.values_list("state", flat=True).order_by().annotate(number=Count("pk"))
    assert dict(states.values_list("state", "number")) == {"approved": 26, "suggested": 1}
    assert sorted(Skill.objects.exclude(state="approved").values_list("state", flat=True)) == ["refused", "suggested"]
    held = SearchSet.objects.filter(facet="equipment", value="laser-cutter")
    assert sum(held.values_list("size", flat=True)) == 4
    assert {
        facet: sum(SearchSet.objects.filter(facet=facet).values_list("size", flat=True)) > 10 for facet in FACETS
    } == dict.fromkeys(FACETS, True)
    waiting = SectionDraft.objects.filter(state="offered"), ProblemReport.objects.filter(state="open")
    assert [rows.count() for rows in waiting] == [3, 2]
    assert CertificateCheck.objects.waiting().count() == 3
    assert dict(Plan.objects.values_list("slug").annotate(Count("actions"))) == {"2025-2028": 36, "2022-2025": 9}
    assert Continuation.objects.filter(earlier__plan__slug="2022-2025").count() == 5
    newest = Reading.objects.get(measure="profiles.public", on=timezone.localdate() - timedelta(days=1))
    assert (newest.value, len(newest.evidence)) == (62, 10)
    assert Technician.objects.stale_for_stewards().count() == 2

    Technician.objects.filter(user__email="n.hallworthy@wexcombe.example").update(headline="Changed since")
    Branding.objects.update(site_name="Renamed")
    again = StringIO()
    call_command("load_demo", stdout=again)
    assert "as you left it" in again.getvalue()
    assert Technician.objects.filter(headline="Changed since").count() == 1
    assert Branding.objects.get().site_name == "Renamed"
    assert Photo.objects.count() == 68
