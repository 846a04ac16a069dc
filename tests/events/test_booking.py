"""Booking: places, the queue, offers, decisions, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from events.enums import BookingState, BookingWay, OccurrenceState, QuestionKind
from events.models import Answer, Booking, Occurrence
from events.services import booking as services
from events.services.guests import CONFIRM_WITHIN, forget_unconfirmed
from events.services.places import expire_offers, offer_ends
from tests.factories.events import BookingFactory, EventFactory, OccurrenceFactory, QuestionFactory, in_days
from tests.factories.people import TechnicianFactory, UserFactory

pytestmark = pytest.mark.django_db


def states(occurrence: Occurrence) -> list[str]:
    return list(Booking.objects.filter(occurrence=occurrence).order_by("pk").values_list("state", flat=True))


def told() -> list[tuple[str, str]]:
    """Return whom the mails went to, and the first words of their subjects."""
    return [(each.to[0], each.subject.partition(":")[0]) for each in mail.outbox]


def full_with_queue(waiting: int = 2, **fields: Any) -> tuple[Occurrence, Booking, list[Booking]]:
    """Return an occurrence of one place, who has it, and who waits, in order."""
    occurrence = OccurrenceFactory(capacity=1, **fields)
    first = services.book(occurrence.pk, user=UserFactory())
    queue = [services.book(occurrence.pk, user=UserFactory()) for _ in range(waiting)]
    mail.outbox.clear()
    return occurrence, first, queue


# --- booking


def test_a_place_is_had_and_then_the_end_of_the_queue(django_capture_on_commit_callbacks: Any) -> None:
    occurrence = OccurrenceFactory(capacity=1)
    users = [UserFactory() for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        made = [services.book(occurrence.pk, user=user) for user in users]
    assert [each.state for each in made] == ["confirmed", "waiting", "waiting"]
    assert list(Booking.objects.queue()) == made[1:]
    first, second, third = (user.email for user in users)
    waiting = "You are on the waiting list"
    assert told() == [(first, "You have a place"), (second, waiting), (third, waiting)]


def test_as_many_come_as_like_where_there_is_no_number() -> None:
    occurrence = OccurrenceFactory(capacity=None)
    for _ in range(3):
        assert services.book(occurrence.pk, user=UserFactory()).state == BookingState.CONFIRMED
    assert services.free_places(occurrence) is None


def test_nobody_books_the_same_date_twice_but_again_after_cancelling() -> None:
    occurrence, user = OccurrenceFactory(), UserFactory()
    first = services.book(occurrence.pk, user=user)
    with pytest.raises(services.BookedAlreadyError, match="You have booked this date already"):
        services.book(occurrence.pk, user=user)
    services.cancel(first.pk, by=user)
    assert services.book(occurrence.pk, user=user).pk != first.pk


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": OccurrenceState.CANCELLED}, "This date is cancelled"),
        ({"booking_way": BookingWay.NOT_NEEDED}, "not booked here"),
        ({"starts_at": in_days(-1), "ends_at": in_days(-1, 12)}, "It has begun"),
        ({"starts_at": in_days(5), "booking_closes_at": in_days(-1)}, "Booking closed on"),
        ({"starts_at": in_days(5), "booking_opens_at": in_days(2, 9)}, "Booking opens on .* at 09:00"),
        ({"event__live": False}, "no longer listed"),
    ],
)
def test_booking_is_refused_with_the_reason(fields: dict[str, Any], words: str) -> None:
    occurrence = OccurrenceFactory(**fields)
    with pytest.raises(services.NotOpenError, match=words):
        services.book(occurrence.pk, user=UserFactory())
    assert not Booking.objects.exists()


def test_an_organiser_books_somebody_after_closing_while_there_are_places() -> None:
    occurrence = OccurrenceFactory(starts_at=in_days(5), booking_closes_at=in_days(-1), capacity=1, needs_approval=True)
    organiser = UserFactory()
    made = services.book(occurrence.pk, user=UserFactory(), by=organiser, as_organiser=True)
    assert (made.state, made.booked_by) == (BookingState.CONFIRMED, organiser)
    with pytest.raises(services.FullError):
        services.book(occurrence.pk, user=UserFactory(), by=organiser, as_organiser=True)


# --- cancelling, and what passes on


def test_a_cancelled_place_is_offered_to_the_first_who_waits(django_capture_on_commit_callbacks: Any) -> None:
    occurrence, first, queue = full_with_queue()
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel(first.pk, by=first.user)
    assert states(occurrence) == ["cancelled", "offered", "waiting"]
    assert told() == [(queue[0].email, "A place is free for you"), (first.email, "Cancelled")]
    assert services.book(occurrence.pk, user=UserFactory()).state == BookingState.WAITING, "the offer holds the place"


def test_who_comes_later_does_not_pass_those_who_wait() -> None:
    occurrence, _first, _ = full_with_queue()
    Occurrence.objects.update(capacity=2)  # behind the services' back: nothing was passed on
    assert services.book(occurrence.pk, user=UserFactory()).state == BookingState.WAITING
    assert states(occurrence) == ["confirmed", "offered", "waiting", "waiting"]


def test_a_booking_is_cancelled_once_and_before_it_begins() -> None:
    booking = services.book(OccurrenceFactory().pk, user=UserFactory())
    services.cancel(booking.pk, by=booking.user)
    with pytest.raises(services.BookingError, match="was cancelled or has ended already"):
        services.cancel(booking.pk, by=booking.user)
    begun = BookingFactory(occurrence__starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(services.BookingError, match="It has begun"):
        services.cancel(begun.pk, by=begun.user)


def test_an_offer_is_taken_or_passed_on() -> None:
    occurrence, first, (second, _third) = full_with_queue()
    services.cancel(first.pk, by=first.user)
    assert services.take_offer(second.pk, by=second.user).state == BookingState.CONFIRMED
    assert states(occurrence) == ["cancelled", "confirmed", "waiting"]
    with pytest.raises(services.BookingError, match="You have this place already"):
        services.take_offer(second.pk, by=second.user)
    services.cancel(second.pk, by=second.user)
    services.decline_offer(_third.pk, by=_third.user)
    assert states(occurrence) == ["cancelled"] * 3
    with pytest.raises(services.BookingError, match="No place is offered to you"):
        services.take_offer(_third.pk, by=_third.user)


def test_an_offer_runs_out_by_itself_and_the_next_is_asked(django_capture_on_commit_callbacks: Any) -> None:
    occurrence, first, (second, third) = full_with_queue()
    services.cancel(first.pk, by=first.user)
    mail.outbox.clear()
    with travel(timezone.now() + timedelta(hours=47)):
        assert expire_offers() == "0 offered, 0 ended with the queue"
    with travel(timezone.now() + timedelta(hours=49)), django_capture_on_commit_callbacks(execute=True):
        assert expire_offers() == "1 offered, 0 ended with the queue"
    assert states(occurrence) == ["cancelled", "lapsed", "offered"]
    assert told() == [(second.email, "Your offer has run out"), (third.email, "A place is free for you")]


def test_an_offer_taken_too_late_passes_on_though_the_job_did_not_run() -> None:
    occurrence, first, (second, _) = full_with_queue()
    services.cancel(first.pk, by=first.user)
    with travel(timezone.now() + timedelta(hours=49)):
        for _again in range(2):
            with pytest.raises(services.OfferOverError, match="The offer has run out"):
                services.take_offer(second.pk, by=second.user)
    assert states(occurrence) == ["cancelled", "lapsed", "offered"]


def test_nothing_is_offered_after_closing_and_queues_end_with_the_start() -> None:
    occurrence, first, _ = full_with_queue(starts_at=in_days(9), booking_closes_at=in_days(5))
    with travel(in_days(6)):
        services.cancel(first.pk, by=first.user)
        assert services.pass_places_on(occurrence) == 0
    assert states(occurrence) == ["cancelled", "waiting", "waiting"]


def test_who_waited_hears_once_that_no_place_came_free(django_capture_on_commit_callbacks: Any) -> None:
    """At the closing, or at the start where booking closes no earlier; a second time the job does nothing."""
    early, _, _ = full_with_queue(starts_at=in_days(9), booking_closes_at=in_days(5))
    late, _, (last,) = full_with_queue(waiting=1, starts_at=in_days(9))
    with travel(in_days(5) - timedelta(minutes=1)):
        assert expire_offers() == "0 offered, 0 ended with the queue"
    with travel(in_days(5)), django_capture_on_commit_callbacks(execute=True):
        assert expire_offers() == "0 offered, 2 ended with the queue"
        assert expire_offers() == "0 offered, 0 ended with the queue"
    assert (states(early), states(late)) == (["confirmed", "lapsed", "lapsed"], ["confirmed", "waiting"])
    ended = Booking.objects.filter(state=BookingState.LAPSED).order_by("pk")
    assert {row.why_lapsed for row in ended} == {"no place came free"}
    assert told() == [(row.email, "No place came free") for row in ended]
    assert "You waited for a place" not in mail.outbox[0].body
    assert "you waited for a place, and no place came free before booking closed" in mail.outbox[0].body
    mail.outbox.clear()
    with travel(in_days(9)), django_capture_on_commit_callbacks(execute=True):
        assert expire_offers() == "0 offered, 1 ended with the queue"
    assert told() == [(last.email, "No place came free")]


def test_an_offer_that_stands_at_the_closing_ends_with_it(django_capture_on_commit_callbacks: Any) -> None:
    occurrence, first, (second, third) = full_with_queue(starts_at=in_days(9))
    with travel(in_days(9) - timedelta(minutes=30)):
        services.cancel(first.pk, by=first.user)
    mail.outbox.clear()
    with travel(in_days(9)), django_capture_on_commit_callbacks(execute=True):
        assert expire_offers() == "0 offered, 1 ended with the queue"
        assert expire_offers() == "0 offered, 0 ended with the queue"
    assert states(occurrence) == ["cancelled", "lapsed", "lapsed"]
    assert [row.why_lapsed for row in Booking.objects.filter(pk__in=[second.pk, third.pk]).order_by("pk")] == [
        "a place was offered and not taken in time", "no place came free",
    ]  # fmt: skip
    assert told() == [(second.email, "Your offer has run out"), (third.email, "No place came free")]
    assert "booking is closed now" in mail.outbox[0].body
    assert "join the end of the waiting list" not in mail.outbox[0].body


def test_who_asked_can_be_told_yes_until_it_begins(django_capture_on_commit_callbacks: Any) -> None:
    occurrence = OccurrenceFactory(starts_at=in_days(9), booking_closes_at=in_days(5), needs_approval=True)
    asked = services.book(occurrence.pk, user=UserFactory())
    with travel(in_days(6)):
        assert expire_offers() == "0 offered, 0 ended with the queue"
    with travel(in_days(9)), django_capture_on_commit_callbacks(execute=True):
        assert expire_offers() == "0 offered, 1 ended with the queue"
    asked.refresh_from_db()
    assert (asked.state, asked.why_lapsed) == (BookingState.LAPSED, "nobody decided before it began")
    assert told()[-1] == (asked.email, "No place came free")
    assert "that was ours to do" in mail.outbox[-1].body


def test_more_places_are_offered_to_as_many_as_there_are() -> None:
    occurrence, _, _ = full_with_queue(waiting=3)
    occurrence.capacity = 3
    occurrence.save()
    assert services.pass_places_on(occurrence) == 2
    assert states(occurrence) == ["confirmed", "offered", "offered", "waiting"]


def test_fewer_places_than_are_booked_throw_nobody_out_and_let_nobody_in() -> None:
    occurrence = OccurrenceFactory(capacity=3)
    made = [services.book(occurrence.pk, user=UserFactory()) for _ in range(4)]
    Occurrence.objects.update(capacity=1)
    services.cancel(made[0].pk, by=None)
    assert states(occurrence) == ["cancelled", "confirmed", "confirmed", "waiting"]
    services.cancel(made[1].pk, by=None)
    assert states(occurrence)[3] == "waiting"
    services.cancel(made[2].pk, by=None)
    assert states(occurrence)[3] == "offered"


@pytest.mark.parametrize(
    ("left", "stands"),
    [
        (timedelta(days=10), timedelta(hours=48)),
        (timedelta(hours=50), timedelta(hours=25)),
        (timedelta(minutes=90), timedelta(hours=1)),
        (timedelta(minutes=20), timedelta(minutes=20)),
    ],
)
def test_an_offer_leaves_time_for_the_next_and_never_passes_the_closing(left: timedelta, stands: timedelta) -> None:
    now = timezone.now()
    assert offer_ends(Occurrence(starts_at=now + left), now) == now + stands


# --- an organiser decides


def test_whoever_asks_is_told_yes_or_no(django_capture_on_commit_callbacks: Any) -> None:
    occurrence, organiser = OccurrenceFactory(needs_approval=True, capacity=1), UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first, second, third = (services.book(occurrence.pk, user=UserFactory()) for _ in range(3))
        assert services.approve(first.pk, by=organiser).state == BookingState.CONFIRMED
        assert services.approve(second.pk, by=organiser).state == BookingState.WAITING
        services.refuse(third.pk, by=organiser, words="It is for the glass workshop.")
    assert [subject for _, subject in told()[3:]] == [
        "You have a place",
        "You are on the waiting list",
        "No place for you this time",
    ]
    assert "It is for the glass workshop." in mail.outbox[-1].body
    for decide in (
        lambda: services.approve(third.pk, by=organiser),
        lambda: services.refuse(first.pk, by=None, words="No"),
    ):
        with pytest.raises(services.BookingError, match="decided already"):
            decide()


def test_a_no_has_words() -> None:
    booking = services.book(OccurrenceFactory(needs_approval=True).pk, user=UserFactory())
    with pytest.raises(services.BookingError, match="Say why"):
        services.refuse(booking.pk, by=None, words="  ")


# --- questions


def test_answers_are_kept_and_can_be_changed() -> None:
    event = EventFactory()
    food = QuestionFactory(event=event, text="What do you not eat?")
    lunch = QuestionFactory(event=event, kind=QuestionKind.YES_NO, is_required=True)
    QuestionFactory(event=event, is_asked=False, is_required=True)
    booking = services.book(
        OccurrenceFactory(event=event).pk, user=UserFactory(), answers={food.pk: "Nuts", lunch.pk: "Yes", 0: "Other"}
    )
    assert dict(booking.answers.values_list("question", "text")) == {food.pk: "Nuts", lunch.pk: "Yes"}
    services.change_answers(booking.pk, {lunch.pk: "No"})
    assert dict(booking.answers.values_list("question", "text")) == {lunch.pk: "No"}


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (QuestionKind.TEXT, " ", "Answer this question"),
        (QuestionKind.TEXT, "x" * 1001, "1,000 characters"),
        (QuestionKind.YES_NO, "Perhaps", "Choose one of the answers"),
        (QuestionKind.CHOICE, "Blue", "Choose one of the answers"),
    ],
)
def test_a_wrong_answer_books_nothing(kind: QuestionKind, text: str, words: str) -> None:
    question = QuestionFactory(kind=kind, choices="Red\nGreen", is_required=True)
    occurrence = OccurrenceFactory(event=question.event)
    with pytest.raises(services.AnswerError, match=words) as raised:
        services.book(occurrence.pk, user=UserFactory(), answers={question.pk: text})
    assert raised.value.question == question.pk
    assert not Booking.objects.exists()


# --- guests


def guest(occurrence: Occurrence, email: str = "Ana@Elsewhere.example ") -> Booking:
    return services.book_as_guest(occurrence.pk, name="Ana\nB", email=email)


def test_a_guest_has_a_place_when_the_address_is_confirmed(django_capture_on_commit_callbacks: Any) -> None:
    occurrence = OccurrenceFactory(event__for_public=True, capacity=1)
    with django_capture_on_commit_callbacks(execute=True):
        booking = guest(occurrence)
        assert (booking.state, booking.guest_name) == (BookingState.UNCONFIRMED, "Ana B")
        assert services.free_places(occurrence) == 1
        assert services.confirm_address(booking.secret).state == BookingState.CONFIRMED
    assert told() == [("ana@elsewhere.example", "Confirm your booking"), ("ana@elsewhere.example", "You have a place")]
    assert booking.secret in mail.outbox[0].body
    assert services.confirm_address(booking.secret).state == BookingState.CONFIRMED, "pressed twice"
    assert states(occurrence) == ["confirmed"]


def test_asked_again_a_guest_gets_the_same_link_and_one_mail(django_capture_on_commit_callbacks: Any) -> None:
    occurrence = OccurrenceFactory(event__for_public=True)
    with django_capture_on_commit_callbacks(execute=True), travel(in_days(0), tick=False):
        assert guest(occurrence) == guest(occurrence, "ana@ELSEWHERE.example")
    assert len(mail.outbox) == 1


def test_a_guest_with_an_account_has_the_booking_there() -> None:
    occurrence, user = OccurrenceFactory(event__for_public=True), UserFactory()
    booking = services.confirm_address(guest(occurrence, user.email.upper()).secret)
    assert (booking.user, booking.guest_email) == (user, "")
    with pytest.raises(services.BookedAlreadyError, match="with your account"):
        services.confirm_address(guest(occurrence, user.email).secret)


def test_guests_do_not_book_what_is_not_for_the_public() -> None:
    with pytest.raises(services.NotOpenError, match="not open to the public"):
        guest(OccurrenceFactory())


def test_what_nobody_confirms_is_deleted() -> None:
    booking = guest(OccurrenceFactory(event__for_public=True))
    assert forget_unconfirmed(booking.made_at + CONFIRM_WITHIN - timedelta(minutes=1)) == 0
    assert forget_unconfirmed(booking.made_at + CONFIRM_WITHIN) == 1
    with pytest.raises(Booking.DoesNotExist):
        services.confirm_address(booking.secret)


# --- teams


def test_a_manager_books_for_the_team(django_capture_on_commit_callbacks: Any) -> None:
    manager = TechnicianFactory(state="live", family_name="Ok")
    team = [TechnicianFactory(state="live", manager=manager), TechnicianFactory(manager=manager)]
    again = TechnicianFactory(state="live", manager=manager)
    occurrence = OccurrenceFactory(capacity=2)
    services.book(occurrence.pk, user=again.user)
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = services.book_team(occurrence.pk, manager=manager.user, technicians=[*team, again])
    assert [each.booking and each.booking.state for each in outcomes] == ["confirmed", "waiting", None]
    assert outcomes[2].problem == "They have booked this date already."
    assert [each.to for each in mail.outbox[-2:]] == [[team[0].user.email], [team[1].email]]
    assert f"{manager.user} booked it for you" in mail.outbox[-2].body


def test_a_manager_books_for_nobody_else() -> None:
    manager, occurrence = TechnicianFactory(state="live"), OccurrenceFactory()
    with pytest.raises(PermissionError):
        services.book_team(occurrence.pk, manager=manager.user, technicians=[TechnicianFactory(state="live")])
    assert not Booking.objects.exists()
    assert not Answer.objects.exists()
