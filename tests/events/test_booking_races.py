"""Many book at the same moment, each an OS process; and one that is killed while it holds the row."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from events.enums import HOLDS_PLACE, BookingState
from events.models import Booking, Occurrence
from events.services.booking import BookingError, book, cancel, take_offer
from events.services.places import expire_offers
from portal.core.models import OutboxMail
from tests.factories.events import OccurrenceFactory
from tests.factories.people import UserFactory, accounts_of
from tests.races import WITHIN, Racer, Start, processes, race

pytestmark = pytest.mark.usefixtures("committed")
PLACES, LEFT, KILLED = 12, 5, 20


def booking(occurrence: int, users: list[Any]) -> Racer:
    """Return a racer who books for these users, one a lap, and answers with what they got."""

    def run(start: Start) -> list[str]:
        got = []
        for user in users:
            start()
            got.append(book(occurrence, user=user).state)
        return got

    return run


def race_for_the_last(racers: int, laps: int) -> None:
    occurrence = OccurrenceFactory(capacity=PLACES)
    for _ in range(PLACES - LEFT):
        book(occurrence.pk, user=UserFactory())
    told = OutboxMail.objects.count()
    users = accounts_of(f"crowd{n}@wexcombe.example" for n in range(racers * laps))
    got = race(*(booking(occurrence.pk, users[n * laps : (n + 1) * laps]) for n in range(racers)))
    assert Counter(state for each in got for state in each) == {"confirmed": LEFT, "waiting": racers * laps - LEFT}
    rows = Booking.objects.filter(occurrence=occurrence)
    assert Counter(rows.values_list("state", flat=True)) == {"confirmed": PLACES, "waiting": racers * laps - LEFT}
    queue = list(rows.queue())
    assert len({row.queued_at for row in queue}) == len(queue), "nobody shares a place in the queue"
    assert [row.pk for row in queue] == sorted(row.pk for row in queue), "first come, first served"
    last = rows.confirmed().order_by("made_at")[PLACES - LEFT :]
    assert max(row.pk for row in last) < queue[0].pk, "nobody waits who came before one with a place"
    assert OutboxMail.objects.filter(key__contains=":confirmed:").count() == PLACES
    assert OutboxMail.objects.filter(key__contains=":waiting:").count() == len(queue)
    assert OutboxMail.objects.count() == told + racers * laps


def test_as_many_have_a_place_as_there_are_and_the_others_wait_in_order() -> None:
    race_for_the_last(racers=6, laps=4)


@pytest.mark.slow
@pytest.mark.alone  # twenty processes, each of which waits for a lock for so many seconds
def test_two_hundred_attempts_on_the_last_five_places() -> None:
    race_for_the_last(racers=20, laps=10)


def test_coming_and_going_at_once_never_gives_out_more_places_than_there_are() -> None:
    """Some cancel, some take offers or book, and the job runs: places and open offers together stay within."""
    occurrence = OccurrenceFactory(capacity=LEFT)
    have = [book(occurrence.pk, user=UserFactory()) for _ in range(LEFT)]
    wait = [book(occurrence.pk, user=UserFactory()) for _ in range(LEFT)]
    users = accounts_of(f"crowd{n}@wexcombe.example" for n in range(LEFT))

    def going(start: Start) -> int:
        for row in have:
            start()
            cancel(row.pk, by=row.user)
        return 0

    def taking(start: Start) -> int:
        taken = 0
        for row in wait:
            start()
            try:
                taken += take_offer(row.pk, by=row.user).state == BookingState.CONFIRMED
            except BookingError:
                continue
        return taken

    def coming(start: Start) -> int:
        for user in users:
            start()
            book(occurrence.pk, user=user)
        return 0

    def job(start: Start) -> int:
        most = 0
        for _ in range(LEFT):
            start()
            expire_offers()
            most = max(most, Booking.objects.filter(state__in=HOLDS_PLACE).count())
        return most

    _, taken, _, most = race(going, taking, coming, job)
    assert most <= LEFT
    states = Counter(Booking.objects.values_list("state", flat=True))
    assert states == +Counter({"cancelled": LEFT, "confirmed": taken, "offered": LEFT - taken, "waiting": LEFT})


# --- killed between lock and commit


def work_until(point: int, do: Callable[[], Any], told: Connection) -> None:
    """Do something in a transaction, say so at this many statements after the row is held, and hang there."""
    passed = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal passed
        answer = execute(sql, params, many, context)
        if passed or (connection.in_atomic_block and "events_occurrence" in sql):
            passed += 1
        if passed == point:
            told.send("held")
            time.sleep(WITHIN)
        return answer

    connection.ensure_connection()
    with connection.execute_wrapper(count):
        do()
    told.send("done")


def kill_at(point: int, do: Callable[[], Any]) -> None:
    """Have a process do something, and kill it at this many statements after it holds the row."""
    connection.close()
    heard, told = processes.Pipe(duplex=False)
    process = processes.Process(target=work_until, args=(point, do, told), daemon=True)
    process.start()
    try:
        assert heard.poll(WITHIN)
        assert heard.recv() == "held"
    finally:
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join(WITHIN)


def everything() -> tuple[list[Any], int]:
    return list(Booking.objects.order_by("pk").values()), OutboxMail.objects.count()


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_web_worker_killed_while_it_holds_the_row_leaves_nothing_half_done() -> None:
    occurrence = OccurrenceFactory(capacity=1)
    first = book(occurrence.pk, user=UserFactory())
    second = book(occurrence.pk, user=UserFactory())
    other = UserFactory()
    coming, going = browser_of(other), browser_of(first.user)
    booking_page, own_page = reverse("event_book", args=[occurrence.pk]), reverse("me_booking", args=[first.pk])
    before = everything()
    for n in range(KILLED):
        do = (lambda: going.post(own_page, {"do": "cancel"})) if n % 2 else (lambda: coming.post(booking_page))
        kill_at(n // 2 + 1, do)
        assert everything() == before
    assert book(occurrence.pk, user=other).state == BookingState.WAITING
    cancel(first.pk, by=first.user)
    states = list(Booking.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["cancelled", "offered", "waiting"]
    assert Occurrence.objects.get().capacity == 1
    assert take_offer(second.pk, by=second.user).state == BookingState.CONFIRMED
