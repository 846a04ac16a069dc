"""The sample university's awards: each state is among them, all hangs together, and a judge is in conflict."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from awards.enums import AskNominee, NominationState, Outcome, ReviewState, RoundState
from awards.models import Honour, HonouredPerson, Nomination, Nominee, Review, Round, SchemePage, Thanks
from awards.rounds import state_of
from portal.accounts.role_sync import sync_roles
from portal.core.enums import Agreement
from portal.core.models import OutboxMail
from portal.core.registries import Scope, measures
from portal.demo.awards import DOMAIN, sample_awards, write_awards
from portal.demo.loading import COLLEAGUE_ACCOUNT, TECHNICIAN_ACCOUNT, make_accounts
from portal.demo.plans import sample_plans
from portal.demo.sample import STAFF_LIST
from portal.front.services.standard_pages import make_pages
from profiles.enums import Audience, ProfileState
from profiles.models import Technician
from tests.factories.people import UserFactory, show

pytestmark = pytest.mark.django_db


def named() -> set[str]:
    """Return whom the file names, by the first part of their address."""
    data = sample_awards()
    nominations = [row for round_ in data["rounds"] for row in round_.get("nominations", [])]
    found = {name for row in [*nominations, *data["honours"]] for name in row["who"]}
    found |= {row["by"] for row in [*nominations, *data["thanks"]]} | {row["who"] for row in data["thanks"]}
    return found | {name for round_ in data["rounds"] for name in round_.get("judges", [])}


def test_they_are_public_and_hang_together(facts: None) -> None:
    """One test: the staff list takes seconds."""
    call_command("import_roster", str(STAFF_LIST), add_departments=True, verbosity=0)
    sync_roles()
    make_accounts()
    make_pages()
    for person in Technician.objects.filter(email__in={f"{name}@{DOMAIN}" for name in named()}):
        person.user, person.state = UserFactory(email=person.email), ProfileState.LIVE
        person.save()
        show(person, Audience.PUBLIC)
    write_awards(UserFactory())
    _each_state()
    _judging()
    _honours_and_thanks()
    _what_the_plan_counts()
    for scheme in SchemePage.objects.all():
        assert scheme.full_clean() is None
        assert Client().get(scheme.url).status_code == 200
    assert Client().get("/awards/").status_code == 200
    assert Client().get("/awards/honours/").status_code == 200
    assert SchemePage.objects.external().exists(), "Those of other bodies are there too."
    assert mail.outbox == []
    assert not OutboxMail.objects.exists()


def _each_state() -> None:
    now = timezone.now()
    told = {row["scheme"] + row["state"]: row for row in sample_awards()["rounds"]}
    for round_ in Round.objects.all():
        assert round_.full_clean() is None
        assert round_.scheme.slug + state_of(round_, now) in told
    assert {state_of(row, now) for row in Round.objects.all()} == set(RoundState)
    assert not Round.objects.to_be_judged(now).exists(), "Whatever runs by itself leaves them as they are."
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.SENT, NominationState.DRAFT}
    asked = Nominee.objects.filter(technician__user__email=TECHNICIAN_ACCOUNT, agreement=Agreement.ASKED)
    assert asked.filter(nomination__round__ask_nominee=AskNominee.FIRST).exists(), "The technician has one to answer."
    for email in (TECHNICIAN_ACCOUNT, COLLEAGUE_ACCOUNT[0]):
        assert Nomination.objects.filter(nominator__email=email).exists(), email
    for row in Nomination.objects.prefetch_related("nominees__technician"):
        assert row.nominator_id not in {each.technician.user_id for each in row.nominees.all()}, str(row)


def _judging() -> None:
    states = set(Review.objects.filter(judge__round__finished_at=None).values_list("state", flat=True))
    assert states == {ReviewState.ASSIGNED, ReviewState.SCORED, ReviewState.CONFLICT}
    for review in Review.objects.filter(state=ReviewState.SCORED).select_related("judge", "candidate"):
        assert review.scores.count() == review.judge.round.criteria.count()
        people = Nominee.objects.filter(nomination__candidate=review.candidate).select_related("technician")
        assert review.judge.user_id not in {row.technician.user_id for row in people}
        assert not people.filter(technician__manager__user=review.judge.user_id).exists()
        assert not Nomination.objects.filter(candidate=review.candidate, nominator=review.judge.user).exists()


def _honours_and_thanks() -> None:
    assert set(Honour.objects.values_list("kind", flat=True)) == {Outcome.WINNER, Outcome.COMMENDED}
    assert Honour.objects.values("year").distinct().count() >= 3
    told = HonouredPerson.objects.filter(honour__announced_at__lte=timezone.now())
    assert set(told.values_list("agreement", flat=True)) == {Agreement.AGREED}
    assert HonouredPerson.objects.exclude(pk__in=told).get().agreement == Agreement.NOT_ASKED
    own = Thanks.objects.filter(technician__user__email=TECHNICIAN_ACCOUNT)
    assert (own.unread().count(), own.shown().count(), own.filter(is_kept=True, is_shown=False).count()) == (1, 1, 1)
    assert Thanks.objects.filter(sender__email=TECHNICIAN_ACCOUNT).exists()


def _what_the_plan_counts() -> None:
    plan = sample_plans()["plans"][0]
    targets = [row for action in plan["actions"] for row in action.get("targets", [])]
    assert "nominations_received" in {row.get("measure") for row in targets}
    measure = measures.get("nominations_received")
    assert measure is not None
    today = timezone.localdate()
    assert measure.compute(Scope(today - timedelta(days=365), today)).value == 21
