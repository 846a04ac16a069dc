"""'Check my certificate': asked, seen or not, taken back, and forgotten when the registration says something else."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.core.roles import Role
from profiles.enums import Audience, CheckState, ProfileState, RegistrationStage, Section
from profiles.models import CertificateCheck, Registration, RegistrationType, Technician
from profiles.services.certificates import (
    CheckDecidedError,
    OwnCertificateError,
    ask_for_check,
    record_not_seen,
    record_seen,
    withdraw_check,
)
from profiles.services.profile import StepDates, section_seen, take_registration_step
from profiles.visibility import view_profile
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
QUEUE = "/admin/certificates/"


@pytest.fixture
def steward() -> User:
    sync_roles()
    return UserFactory(role=Role.PROFILE_STEWARD.label, first_name="Orla", last_name="Fenwright")


@pytest.fixture
def row() -> Registration:
    kind = RegistrationType.objects.create(
        post_nominals="RSci", name="Registered Scientist", kind="registration", rank=10
    )
    return Registration.objects.create(
        technician=live_technician(given_name="Ada", family_name="Brown"),
        type=kind,
        stage=RegistrationStage.HELD,
        body="IST",
        awarded_on=date(2020, 5, 1),
    )


def ask(row: Registration, how: str = "I bring it on Tuesday") -> CertificateCheck:
    return ask_for_check(row.technician_id, row.technician.user, row.pk, how)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_asked_seen_and_shown(
    client: Client, steward: User, row: Registration, django_capture_on_commit_callbacks
) -> None:
    client.force_login(row.technician.user)
    mine = reverse("me_certificate", args=[row.pk])
    assert client.post(mine, {"how": "  I bring it\non Tuesday "})["Location"] == mine
    assert "Waiting for a steward" in page(client, mine)
    assert "Certificate: waiting for a steward" in page(client, "/me/profile/registrations/")
    check = row.checks.get()
    client.force_login(steward)
    assert "1 certificate waits" in page(client, "/me/")
    for words in ("Ada Brown", "Registered Scientist (RSci)", "IST", "1 May 2020", "I bring it on Tuesday"):
        assert words in page(client, QUEUE)
        assert words in page(client, f"{QUEUE}{check.pk}/")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{QUEUE}{check.pk}/", {"answer": "seen"})["Location"] == QUEUE
    row.refresh_from_db()
    check.refresh_from_db()
    today = timezone.localdate()
    assert (row.certificate_seen_on, check.state, check.decided_by) == (today, CheckState.SEEN, steward)
    assert "No certificate waits." in page(client, QUEUE)
    assert "certificates wait" not in page(client, "/me/")
    assert [(one.to, one.subject) for one in mail.outbox] == [([row.technician.email], "Your RSci certificate: seen")]
    client.logout()
    shown = page(client, row.technician.get_absolute_url())
    assert f"Certificate seen by the technician office, {today.day} {today:%B %Y}" in shown


def test_not_seen_comes_back_with_words_and_can_be_asked_again(
    client: Client, steward: User, row: Registration
) -> None:
    check = ask(row)
    client.force_login(steward)
    refused = client.post(f"{QUEUE}{check.pk}/", {"answer": "not_seen", "words": "  "})
    assert refused.status_code == 422
    assert "Say what was missing" in refused.content.decode()
    client.post(f"{QUEUE}{check.pk}/", {"answer": "not_seen", "words": "The copy is cut off."})
    assert "The copy is cut off." in OutboxMail.objects.get(key=f"certificate:{check.pk}:not_seen").body
    client.force_login(row.technician.user)
    me = page(client, "/me/")
    assert "Your RSci certificate could not be seen" in me
    assert "The copy is cut off." in me
    assert "The copy is cut off." in page(client, reverse("me_certificate", args=[row.pk]))
    ask(row, "A better copy")
    assert "could not be seen" not in page(client, "/me/")
    assert list(row.checks.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "asked"]


def test_the_second_steward_is_told(client: Client, steward: User, row: Registration) -> None:
    check = ask(row)
    record_seen(check.pk, steward)
    second = UserFactory(role=Role.PROFILE_STEWARD.label)
    with pytest.raises(CheckDecidedError):
        record_not_seen(check.pk, second, "Too late")
    client.force_login(second)
    for answer in (client.get(f"{QUEUE}{check.pk}/", follow=True), client.post(f"{QUEUE}{check.pk}/", {}, follow=True)):
        assert "Orla Fenwright saw this certificate already. Your answer was not recorded." in answer.content.decode()
    check.refresh_from_db()
    assert (check.state, check.decided_by, check.answer) == (CheckState.SEEN, steward, "")


def test_nobody_decides_on_their_own(client: Client, steward: User, row: Registration) -> None:
    Technician.objects.filter(pk=row.technician_id).update(user=steward)
    row.technician.refresh_from_db()
    check = ask(row)
    with pytest.raises(OwnCertificateError):
        record_seen(check.pk, steward)
    client.force_login(steward)
    assert f'href="{QUEUE}{check.pk}/"' not in page(client, QUEUE)
    assert "(your own)" in page(client, QUEUE)
    assert client.post(f"{QUEUE}{check.pk}/", {"answer": "seen"}).status_code == 302
    assert "certificate waits" not in page(client, "/me/")
    check.refresh_from_db()
    row.refresh_from_db()
    assert (check.state, row.certificate_seen_on) == (CheckState.ASKED, None)


def test_taken_back_it_is_nobodys_to_read(client: Client, steward: User, row: Registration) -> None:
    check = ask(row)
    client.force_login(row.technician.user)
    client.post(reverse("me_check_withdraw", args=[row.pk]))
    check.refresh_from_db()
    assert check.state == CheckState.WITHDRAWN
    assert withdraw_check(row.technician_id, row.technician.user, row.pk) is False
    client.force_login(steward)
    assert "No certificate waits." in page(client, QUEUE)
    told = "Its owner took this request back. Your answer was not recorded."
    for answer in (
        client.get(f"{QUEUE}{check.pk}/", follow=True),
        client.post(f"{QUEUE}{check.pk}/", {"answer": "seen"}, follow=True),
        client.post(f"{QUEUE}{check.pk}/", {"answer": "not_seen", "words": ""}, follow=True),
    ):
        assert answer.redirect_chain == [(QUEUE, 302)]
        assert told in answer.content.decode()
        assert row.technician.family_name not in answer.content.decode()
    check.refresh_from_db()
    assert check.state == CheckState.WITHDRAWN


def test_of_somebody_who_left_nothing_is_asked(client: Client, steward: User, row: Registration) -> None:
    check = ask(row)
    Technician.objects.filter(pk=row.technician_id).update(state=ProfileState.LEFT)
    client.force_login(steward)
    assert "No certificate waits." in page(client, QUEUE)
    assert client.get(f"{QUEUE}{check.pk}/").status_code == 404


@pytest.mark.parametrize(
    "change", [{"body": "RSC"}, {"awarded_on": "2020-05-02"}, {"stage": "lapsed"}, {"type": "other"}]
)
def test_a_change_of_what_was_seen_forgets_it(client: Client, steward: User, row: Registration, change) -> None:
    record_seen(ask(row).pk, steward)
    if "type" in change:
        change = {
            "type": RegistrationType.objects.create(post_nominals="CSci", name="Chartered", kind="registration").pk
        }
    save(client, row, **change)
    assert (row.certificate_seen_on, row.checks.get().state) == (None, CheckState.SEEN)


@pytest.mark.parametrize("change", [{"will_help": "on"}, {"renewal_due_on": "2031-01-01"}, {"stage": "renewal_due"}])
def test_other_changes_leave_it(client: Client, steward: User, row: Registration, change: dict[str, str]) -> None:
    record_seen(ask(row).pk, steward)
    save(client, row, **change)
    assert row.certificate_seen_on == timezone.localdate()


def save(client: Client, row: Registration, **change: object) -> None:
    """Change the row in its own form."""
    owner = Technician.objects.for_owner().get(pk=row.technician_id)
    client.force_login(owner.user)
    fields = {"type": row.type_id, "stage": "held", "body": "IST", "awarded_on": "2020-05-01", **change}
    seen = section_seen(owner, Section.REGISTRATIONS)
    answer = client.post(f"/me/profile/registrations/{row.pk}/", {"seen": seen, "audience": "public", **fields})
    assert answer.status_code == 302
    row.refresh_from_db()


def test_a_change_takes_an_open_request_back(client: Client, row: Registration) -> None:
    check = ask(row)
    save(client, row, body="RSC")
    check.refresh_from_db()
    assert check.state == CheckState.WITHDRAWN


def test_a_renewal_leaves_what_was_seen_and_a_lapse_does_not(steward: User, row: Registration) -> None:
    record_seen(ask(row).pk, steward)
    who = (row.technician_id, row.technician.user, row.pk)
    take_registration_step(*who, "renew", StepDates(renewal_due_on=date(2090, 1, 1)))
    row.refresh_from_db()
    assert row.certificate_seen_on == timezone.localdate()
    take_registration_step(*who, "lapse")
    row.refresh_from_db()
    assert row.certificate_seen_on is None


@pytest.mark.parametrize("stage", ["interested", "preparing", "submitted", "lapsed"])
def test_only_what_is_held_can_be_checked(client: Client, row: Registration, stage: str) -> None:
    Registration.objects.filter(pk=row.pk).update(stage=stage, awarded_on=None)
    client.force_login(row.technician.user)
    answer = client.post(reverse("me_certificate", args=[row.pk]), {"how": "By post"})
    assert answer.status_code == 422
    assert "Only the certificate of what you hold can be checked." in answer.content.decode()
    assert not CertificateCheck.objects.exists()


def test_asking_twice_asks_once(row: Registration) -> None:
    first = ask(row)
    assert ask(row, "Other words") == first
    assert CertificateCheck.objects.get().how == "I bring it on Tuesday"


def test_somebody_elses_is_not_found(client: Client, row: Registration) -> None:
    client.force_login(live_technician().user)
    assert client.post(reverse("me_certificate", args=[row.pk]), {"how": "By post"}).status_code == 404
    assert client.post(reverse("me_check_withdraw", args=[row.pk])).status_code == 404


def test_will_help_is_shown_and_found_by(client: Client, row: Registration) -> None:
    save(client, row, will_help="on")
    view = view_profile(Technician.objects.for_views().get(pk=row.technician_id), Audience.PUBLIC)
    assert view is not None
    assert [one.will_help for one in view.registrations] == [True]
    client.logout()
    assert "Will help others with this one" in page(client, row.technician.get_absolute_url())
