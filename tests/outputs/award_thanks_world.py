"""The thanks of the world that is crawled, private ones and one that is shown; and a round that was purged."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from awards.enums import AskNominee
from awards.models import PurgeRecord
from portal.core.enums import Agreement
from tests.factories.awards import CategoryFactory, NominationFactory, NomineeFactory, RoundFactory, ThanksFactory
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

if TYPE_CHECKING:
    from tests.outputs.world import World

SHOWN = "Thank you for the pump, which runs again."


def add_thanks(world: "World") -> dict[str, Any]:
    """Thank the subject and the other technician, purge a round, nominate the subject; return what addresses hold."""
    private = ThanksFactory(technician_id=world.technician, words=WORD["thanks.words"], may_be_shown=True)
    ThanksFactory(
        technician_id=world.technician, sender=world.user(Viewer.OTHER_TECHNICIAN), words=SHOWN, may_be_shown=True,
        is_shown=True, is_kept=True, read_at=timezone.now(),
    )  # fmt: skip
    sent = ThanksFactory(
        technician_id=world.other, sender=world.user(Viewer.COLLEAGUE), words="Thank you for the lift."
    )
    purged = RoundFactory(announced=True, purged_at=timezone.now())
    PurgeRecord.objects.create(round=purged, counts={"nominations": 7, "files": 2, "reviews": 0})
    asking = RoundFactory(ask_nominee=AskNominee.FIRST)
    nomination = NominationFactory(category=CategoryFactory(round=asking), nominee=False, title="Oil, in time")
    nominee = NomineeFactory(nomination=nomination, technician_id=world.technician, agreement=Agreement.AGREED)
    return {
        "thanks": private.pk,
        "thanks_sent": sent.pk,
        "purged_round": purged.pk,
        "agreed_nominee": nominee.pk,
    }
