"""The thanks of the world that is crawled: private ones that hold a word of their own, one that is shown, one sent."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.factories.awards import ThanksFactory
from tests.outputs.canaries import WORD
from tests.outputs.viewers import Viewer

if TYPE_CHECKING:
    from tests.outputs.world import World

SHOWN = "Thank you for the pump, which runs again."


def add_thanks(world: "World") -> dict[str, Any]:
    """Thank the subject twice and the other technician once; return what addresses are made of."""
    private = ThanksFactory(technician_id=world.technician, words=WORD["thanks.words"], may_be_shown=True)
    ThanksFactory(
        technician_id=world.technician, sender=world.user(Viewer.OTHER_TECHNICIAN), words=SHOWN, may_be_shown=True,
        is_shown=True, is_kept=True, read_at=timezone.now(),
    )  # fmt: skip
    sent = ThanksFactory(
        technician_id=world.other, sender=world.user(Viewer.COLLEAGUE), words="Thank you for the lift."
    )
    return {"thanks": private.pk, "thanks_sent": sent.pk}
