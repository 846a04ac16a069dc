"""Honours of the world that is crawled: what was announced, and who agreed to be named."""

from typing import TYPE_CHECKING, Any

from awards.models import ExternalEntry, SchemePage
from portal.core.enums import Agreement
from tests.factories.awards import HonouredPersonFactory, HonourFactory

if TYPE_CHECKING:
    from tests.outputs.world import World

HONOURED_SECRET = "somebody-who-was-honoured"


def add_honours(world: "World", scheme: SchemePage) -> dict[str, Any]:
    """Add honours that were announced: its subject agreed to be named for one, and is asked for another."""
    agreed = HonouredPersonFactory(
        honour=HonourFactory(scheme=scheme, category_name="Craft"), technician=world.subject,
        agreement=Agreement.AGREED,
    )  # fmt: skip
    asked = HonouredPersonFactory(
        honour=HonourFactory(scheme=scheme, category_name="Care", year=2019), technician=world.subject,
        agreement=Agreement.ASKED,
    )  # fmt: skip
    outside = HonouredPersonFactory(
        honour=HonourFactory(scheme=scheme, category_name="Patience", year=2018, citation="Waiting for kilns."),
        technician=None, name="Somebody Elsewhere", email="elsewhere@example.org", secret=HONOURED_SECRET,
        agreement=Agreement.ASKED,
    )  # fmt: skip
    unasked = HonouredPersonFactory(
        honour=HonourFactory(scheme=scheme, category_name="Care", year=2017, announced_at=None),
        technician=None, name="Somebody Unasked",
    )  # fmt: skip
    prize = SchemePage.objects.external().get()
    entry = ExternalEntry.objects.create(scheme=prize, technician=world.subject, note="For the kiln.")
    return {
        "unasked_honour": unasked.honour_id,
        "honoured_unasked": unasked.pk,
        "external_entry": entry.pk,
        "honour": agreed.honour_id,
        "honoured": agreed.pk,
        "honoured_asked": asked.pk,
        "honoured_outside": outside.pk,
    }
