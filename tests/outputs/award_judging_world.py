"""A blind round that is being judged in the world that is crawled: the subject is a candidate; no judge may know."""

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from awards.enums import Blind, FileKind, Seat, SeconderState
from awards.models import Attachment, Candidate, Judge, Nomination, NominationAnswer, Review, Round, SchemePage
from awards.services.judging.opening import open_judging
from awards.services.judging.reviewing import declare
from tests.factories.awards import (
    CategoryFactory,
    CriterionFactory,
    JudgeFactory,
    NominationFactory,
    NominationQuestionFactory,
    RoundFactory,
    SeconderFactory,
)
from tests.factories.people import UserFactory
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

if TYPE_CHECKING:
    from tests.outputs.world import World

JUDGE, CHAIR, IN_CONFLICT = Viewer.PLAN_OWNER, Viewer.STEWARD, Viewer.WRITER
PANEL = frozenset({JUDGE, CHAIR, IN_CONFLICT})
PDF = b"%PDF-1.4\n%%EOF\n"


def add_judging(world: "World", scheme: SchemePage) -> dict[str, Any]:
    """Add a round that hides all names, its panel and two candidates; return what addresses are made of."""
    round_: Round = RoundFactory(scheme=scheme, name="The year before", closed=True, blind=Blind.BOTH)
    category = CategoryFactory(round=round_, name="Care")
    CriterionFactory(round=round_, name="Care taken", weight=2)
    CriterionFactory(round=round_, name="Reach")
    question = NominationQuestionFactory(round=round_, text="What did they look after?")
    about_subject = NominationFactory(
        category=category, nominee=world.subject, title=f"{WORD['given_name']} and the kiln",
        nominator=UserFactory(first_name="Ottoline", last_name="Vexbury"),
    )  # fmt: skip
    names = ("given_name", "family_name", "preferred_name")
    words = " ".join(f"{WORD[name]}’s kiln, said Vexbury." for name in names)
    NominationAnswer.objects.create(nomination=about_subject, question=question, text=words)
    SeconderFactory(
        nomination=about_subject, user=world.user(IN_CONFLICT), name="Somebody Seconding", state=SeconderState.GIVEN,
        words=f"All that is true, {WORD['given_name']} {WORD['family_name']} did it.",
    )  # fmt: skip
    shown, _hidden = (_file(about_subject, label) for label in (f"{WORD['family_name']} at the kiln", "Not looked at"))
    Attachment.objects.filter(pk=shown.pk).update(is_released=True)
    other = NominationFactory(category=category, title="The quiet bench")
    seats = {
        viewer: JudgeFactory(round=round_, user=world.user(viewer), seat=Seat.CHAIR if viewer is CHAIR else Seat.JUDGE)
        for viewer in sorted(PANEL)
    }
    open_judging(round_.pk)
    one, two = (Candidate.objects.get(nominations=row) for row in (about_subject, other))
    _begin(seats, one, two)
    return {
        "panel_round": round_.pk,
        "judged": one.number,
        "to_declare": two.number,
        "panel_judge": seats[JUDGE].pk,
        "judged_attachment": shown.pk,
    }


def _file(nomination: Nomination, label: str) -> Attachment:
    attachment = Attachment(nomination=nomination, kind=FileKind.PDF, label=label, size=len(PDF))
    attachment.file.save("sent.pdf", ContentFile(PDF))
    return attachment


def _begin(seats: dict[Viewer, Judge], one: Candidate, two: Candidate) -> None:
    """Give both candidates to the judge, who reads one; the chair reads that one too."""
    for candidate in (one, two):
        Review.objects.create(judge=seats[JUDGE], candidate=candidate)
    for viewer in (JUDGE, CHAIR):
        declare(one.category.round_id, one.number, user=seats[viewer].user, has_conflict=False)
