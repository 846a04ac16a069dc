"""Editors ask, and an owner answers, at the same moment, each an OS process: one request, one answer, one copy."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import Consent, User
from portal.core.models import OutboxMail, PortalImage
from profiles.enums import ReuseState
from profiles.models import PhotoReuse, Technician
from profiles.services.photos import set_photo
from profiles.services.reuse import (
    ReuseClosedError,
    ReuseRefusedError,
    agree_to_use,
    ask_for_photo,
    refuse_use,
    take_request_back,
)
from tests.factories.people import UserFactory, live_technician
from tests.profiles.test_photos import jpeg
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
LAPS = 4  # people who are raced for, one after the other
UNTIL = timezone.localdate() + timedelta(days=200)


def people() -> list[Technician]:
    made = [live_technician() for _ in range(LAPS)]
    for person in made:
        set_photo(person, jpeg(size=(50, 60)), "At the bench")
    return made


def asks(editor: User, made: list[Technician]) -> Racer:
    """Return a racer who asks each of these, and answers with how many he asked."""

    def run(start: Start) -> int:
        won = 0
        for person in made:
            start()
            try:
                ask_for_photo(person.pk, editor, purpose="Poster", until=UNTIL)
            except ReuseRefusedError:
                continue
            won += 1
        return won

    return run


def answers(uses: list[PhotoReuse], what: str) -> Racer:
    """Return a racer who answers each of these as their owner, or takes them back as the editor."""

    def run(start: Start) -> list[int]:
        won = []
        for use in uses:
            owner, token = use.technician.user, use.technician.photo.token
            start()
            try:
                if what == "agree":
                    agree_to_use(use.technician_id, owner, use.pk, token=token, credit="Kit", alt_text="At work")
                elif what == "refuse":
                    refuse_use(use.technician_id, owner, use.pk, "")
                elif not take_request_back(use.pk):
                    continue
            except ReuseClosedError:
                continue
            won.append(use.pk)
        return won

    return run


def test_one_editor_in_two_windows_asks_once_and_two_editors_ask_twice() -> None:
    made, first, second = people(), UserFactory(), UserFactory()
    won = race(*[asks(first, made)] * 2, *[asks(second, made)] * 2)
    assert sum(won[:2]) == sum(won[2:]) == LAPS
    assert PhotoReuse.objects.count() == OutboxMail.objects.filter(key__endswith=":asked").count() == 2 * LAPS


@pytest.mark.parametrize("others", ["agree", "refuse", "take back"])
def test_one_answer_stands(others: str) -> None:
    made, editor = people(), UserFactory()
    uses = [ask_for_photo(person.pk, editor, purpose="Poster", until=UNTIL) for person in made]
    won = race(*[answers(uses, "agree")] * 2, *[answers(uses, others)] * 2)
    assert sorted(pk for each in won for pk in each) == [use.pk for use in uses]
    agreed = PhotoReuse.objects.filter(state=ReuseState.AGREED)
    assert PortalImage.objects.count() == Consent.objects.filter(use="photo:reuse").count() == agreed.count()
    assert agreed.filter(copy=None).count() == 0
