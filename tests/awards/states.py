"""A round with everybody around it, and each state that a nomination in it can stand in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from awards.enums import AskNominee, Blind, FileKind, NominationState, Outcome, SeconderState
from awards.models import Attachment, HonouredPerson, Nomination, NominationAnswer, Round
from awards.services.announcing import announce_awards, send_letters
from awards.services.honouring import finish_round
from awards.services.judging.deciding import decide
from awards.services.judging.opening import open_judging
from awards.services.purging import purge_round
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.enums import Agreement
from portal.core.roles import Role
from tests.awards.judged import chair, closed_round, read, scored, seat
from tests.factories.awards import NominationFactory, NominationQuestionFactory, NomineeFactory, SeconderFactory
from tests.factories.people import UserFactory, live_technician

Keys = dict[str, int | str]  # what addresses are made of
PDF = b"%PDF-1.4\n%%EOF\n"
NOWHERE = 98_765_432
NOMINATOR, NOMINEE = "Vexbury", "Sallowfield"
TITLE, ANSWER, SAID, FILE, NOTED, REASONED = (
    "WELLTITLED", "WELLANSWERED", "WELLSAID", "WELLFILED", "WELLNOTED", "WELLREASONED",
)  # fmt: skip
CANARIES = (NOMINATOR, NOMINEE, TITLE, ANSWER, SAID, FILE, NOTED, REASONED)


@dataclass
class World:
    """A round with two nominations of one person, one by an account and one by a guest, and everybody around it."""

    round: Round
    own: Nomination
    guest: Nomination
    people: dict[str, User | None]

    def keys(self) -> Keys:
        """Return what addresses are made of; of what is not there, what was."""
        nominee, seconder = self.own.nominees.first(), self.own.seconders.first()
        honoured, attachment = HonouredPerson.objects.first(), self.own.attachments.first()
        return {
            "round": self.round.pk,
            "number": 1,
            "file_number": 1,
            "nomination": self.own.pk,
            "secret": self.guest.secret,
            "file": attachment.pk if attachment else NOWHERE,
            "guest_file": NOWHERE,
            "nominee": nominee.pk if nominee else NOWHERE,
            "nominee_secret": nominee.secret if nominee else "gone",
            "seconder_secret": seconder.secret if seconder else "gone",
            "honoured": honoured.pk if honoured else NOWHERE,
            "honoured_secret": honoured.secret if honoured else "gone",
        }


GONE: Keys = dict.fromkeys(
    ("round", "number", "file_number", "nomination", "file", "guest_file", "nominee", "honoured"), NOWHERE
) | dict.fromkeys(("secret", "nominee_secret", "seconder_secret", "honoured_secret"), "nothing-is-at-this-secret")


def world() -> World:
    """Return it as it stands when the round has closed; `STATES` make the others of it."""
    sync_roles()
    round_ = closed_round(criteria=1, blind=Blind.BOTH, ask_nominee=AskNominee.FIRST, most_seconders=2)
    Round.objects.filter(pk=round_.pk).update(name="The round that is told of nowhere")
    nominee = live_technician(given_name="Bryndis", family_name=NOMINEE)
    nominator = UserFactory(first_name="Ottoline", last_name=NOMINATOR)
    question = NominationQuestionFactory(round=round_, text="What did they do?")
    category = round_.categories.get()
    own = NominationFactory(category=category, nominee=False, nominator=nominator, title=f"{TITLE} and steady")
    guest = NominationFactory(
        category=category, nominee=False, nominator=None, nominator_name=f"Guest {NOMINATOR}",
        nominator_email="guest@elsewhere.example", title=f"{TITLE} and sure", confirmed_at=timezone.now(),
    )  # fmt: skip
    for nomination in (own, guest):
        NomineeFactory(
            nomination=nomination, technician=nominee, agreement=Agreement.AGREED, asked_at=timezone.now(),
            answered_at=timezone.now(),
        )  # fmt: skip
        NominationAnswer.objects.create(nomination=nomination, question=question, text=f"{ANSWER} without a word.")
    seconder = UserFactory()
    SeconderFactory(nomination=own, user=seconder, state=SeconderState.GIVEN, words=f"{SAID} by me.")
    attachment = Attachment(nomination=own, kind=FileKind.PDF, label=FILE, size=len(PDF), is_released=True)
    attachment.file.save("sent.pdf", ContentFile(PDF))
    round_.refresh_from_db()
    seats = {"judge": seat(round_), "chair": chair(round_), "judge in conflict": seat(round_, user=seconder)}
    people: dict[str, User | None] = {name: one.user for name, one in seats.items()} | {
        "nominator": nominator,
        "nominee": nominee.user,
        "organiser": UserFactory(role=Role.AWARD_ORGANISER.label),
        "colleague": UserFactory(),
        "signed out": None,
    }
    return World(round_, own, guest, people)


# --- the states -------------------------------------------------------------------------------------------------------


def _all(made: World, **fields: object) -> None:
    Nomination.objects.filter(round=made.round).update(**fields)


def _times(made: World, **days: int) -> None:
    now = timezone.now()
    Round.objects.filter(pk=made.round.pk).update(**{name: now + timedelta(days=value) for name, value in days.items()})


def draft(made: World) -> None:
    """Nothing was sent yet, and nobody asked."""
    _all(made, state=NominationState.DRAFT, sent_at=None)
    made.own.nominees.update(agreement=Agreement.NOT_ASKED, asked_at=None)
    _times(made, closes_at=5)


def late_draft(made: World) -> None:
    """It was never sent, and the round has closed."""
    draft(made)
    _times(made, closes_at=-1)


def sent(made: World) -> None:
    """It was sent, and nominations still come in."""
    _times(made, closes_at=5)


def closed(_made: World) -> None:
    """Nominations come in no more."""


def set_aside(made: World) -> None:
    """An organiser set it aside."""
    _all(made, state=NominationState.SET_ASIDE, set_aside_reason="It is about last year.")


def withdrawn(made: World) -> None:
    """Its nominator withdrew it before it was judged."""
    _all(made, state=NominationState.WITHDRAWN)


def judged(made: World) -> None:
    """One judge has scored; the chair has read."""
    open_judging(made.round.pk)
    made.round.refresh_from_db()
    seats = {row.user_id: row for row in made.round.judges.all()}
    of = {name: seats[user.pk] for name, user in made.people.items() if user is not None and user.pk in seats}
    candidate = Nomination.objects.get(pk=made.own.pk).candidate
    assert candidate is not None
    scored(of["judge"], candidate, 4, notes=f"{NOTED} this.")
    read(of["chair"], candidate)


def withdrawn_while_judged(made: World) -> None:
    """Its nominator withdrew it during judging."""
    judged(made)
    _all(made, state=NominationState.WITHDRAWN)


def scoring_ended(made: World) -> None:
    """Judges can read, and score no more."""
    judged(made)
    _times(made, judging_ends_at=-1)


def decided(made: World, outcome: Outcome = Outcome.WINNER) -> None:
    """The chair decided, the organiser finished; nobody was told."""
    judged(made)
    head = made.people["chair"]
    decide(made.round.pk, 1, user=head, outcome=outcome, reason=f"{REASONED} by all.", seen=0)
    finish_round(made.round.pk, by=made.people["organiser"])


def letters_out(made: World, outcome: Outcome = Outcome.WINNER) -> None:
    """Those concerned were told, under embargo."""
    decided(made, outcome)
    _times(made, closes_at=-9, judging_ends_at=-4, letters_at=-2)
    send_letters()


def won(made: World) -> None:
    """It was announced as a winner."""
    letters_out(made)
    _times(made, announce_at=-1)
    announce_awards()


def lost(made: World) -> None:
    """The round was announced, and this was not chosen."""
    letters_out(made, Outcome.NOT_CHOSEN)
    _times(made, announce_at=-1)
    announce_awards()


def cancelled(made: World) -> None:
    """The round was cancelled while it was judged."""
    judged(made)
    Round.objects.filter(pk=made.round.pk).update(cancelled_at=timezone.now(), cancelled_reason="No time.")


def purged(made: World) -> None:
    """Its time is over: it was deleted."""
    lost(made)
    Round.objects.filter(pk=made.round.pk).update(announced_at=timezone.now() - timedelta(days=800))
    purge_round(made.round.pk)


STATES: tuple[Callable[[World], None], ...] = (
    draft, late_draft, sent, closed, set_aside, withdrawn, judged, withdrawn_while_judged, scoring_ended, decided,
    letters_out, won, lost, cancelled, purged,
)  # fmt: skip
