"""The nominations of the world that is crawled: a colleague's, a guest's, one to be confirmed, one whose nominee was
asked; with words of their own in all that is private.
"""

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from awards.enums import AskNominee, NominationState
from awards.models import (
    Attachment,
    Category,
    LateWords,
    Nomination,
    NominationAnswer,
    NominationChange,
    NominationQuestion,
)
from portal.core.enums import Agreement
from tests.factories.awards import CategoryFactory, NominationFactory, NomineeFactory, RoundFactory, SeconderFactory
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

if TYPE_CHECKING:
    from tests.outputs.world import World

GUEST_SECRET, NEW_SECRET = "a-guest-who-nominates", "a-guest-who-nominates-to-be-confirmed"
SECONDER_SECRET, NOMINEE_SECRET = "a-seconder-who-was-asked", "a-nominee-who-was-asked"


def add_nominations(world: "World", category: Category, question: NominationQuestion) -> dict[str, Any]:
    """Add nominations in each state; return what addresses are made of."""
    colleague = world.user(Viewer.COLLEAGUE)
    sent = NominationFactory(category=category, nominator=colleague, nominee=False, title=WORD["nomination.title"])
    NomineeFactory(nomination=sent, technician_id=world.other)
    NominationAnswer.objects.create(nomination=sent, question=question, text=WORD["nomination.answer"])
    LateWords.objects.create(
        nomination=sent, title=WORD["nomination.late_title"], answers={str(question.pk): WORD["nomination.late"]}
    )
    NominationChange.objects.create(
        nomination=sent, by=None, what="Title", before=WORD["nomination.before"], after="Good", reason="As she asked."
    )
    SeconderFactory(
        nomination=sent, state="given", words=WORD["seconder.words"], email=f"{WORD['seconder.email']}@wexcombe.example"
    )
    draft = NominationFactory(category=category, nominator=colleague, nominee=False, draft=True, title="A draft")
    NomineeFactory(nomination=draft, technician_id=world.other)
    seconder = SeconderFactory(nomination=draft, secret=SECONDER_SECRET, name="Sal Asked")
    guest = _guest(category, GUEST_SECRET, confirmed_at=timezone.now())
    NomineeFactory(
        nomination=guest, technician=None, name="Nominee Elsewhere", email=f"{WORD['nominee.email']}@wexcombe.example"
    )
    _guest(category, NEW_SECRET)
    aside = NominationFactory(
        category=category, nominator=None, nominator_name="Gus Aside", entered_by=world.user(Viewer.AWARD_ORGANISER),
        nominee=False, state=NominationState.SET_ASIDE, set_aside_reason=WORD["nomination.reason"],
    )  # fmt: skip
    NomineeFactory(nomination=aside, technician_id=world.other)
    return {
        "nomination": sent.pk,
        "nomination_draft": draft.pk,
        "nomination_secret": sent.secret,
        "nomination_aside": aside.pk,
        "nomination_file": _file(draft).pk,
        "sent_file": _file(sent).pk,
        "guest_file": _file(guest).pk,
        "seconder": seconder.pk,
        "nominee": _asked(world).pk,
    }


def _guest(category: Category, secret: str, **fields: Any) -> Nomination:
    row: Nomination = NominationFactory(
        category=category, draft=True, nominee=False, nominator=None, nominator_name="Gil Guest",
        nominator_email=f"{secret}@wexcombe.example", secret=secret, **fields,
    )  # fmt: skip
    return row


def _file(nomination: Nomination) -> Attachment:
    row = Attachment(nomination=nomination, kind="pdf", label="A letter", size=8)
    row.file.save("file.pdf", ContentFile(b"%PDF-1.4"), save=False)
    row.save()
    return row


def _asked(world: "World") -> Any:
    """Nominate the subject in a round that asks first; nobody but they know of it."""
    round_ = RoundFactory(
        scheme__title="The Quiet Prize", name="Asked first", closed=True, ask_nominee=AskNominee.FIRST
    )
    category = CategoryFactory(round=round_, name="Calm")
    row = NominationFactory(
        category=category, nominator=world.user(Viewer.OTHER_TECHNICIAN), nominee=False, title=WORD["nominated.title"]
    )
    return NomineeFactory(
        nomination=row, technician_id=world.technician, agreement=Agreement.ASKED, asked_at=timezone.now(),
        secret=NOMINEE_SECRET,
    )  # fmt: skip
