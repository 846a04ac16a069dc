"""What an answer shows of a person and should not, and what it should show and does not."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from profiles.enums import Section
from tests.outputs.audiences import SETTINGS, WHOLE, Setting, hidden_from, only_at_a_button
from tests.outputs.canaries import CANARIES, found_in
from tests.outputs.crawl import Answer
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.viewers import Viewer

CRAWLED = [entry for entry in OUTPUTS if entry.kind is not Kind.ACTION]
# The admin shows the staff list and asks no audience: it is crawled where all is withheld, by everybody, and not again
ADMIN_KINDS = (Kind.ADMIN_PAGE, Kind.ADMIN_PART)
# Patterns of the outputs that show anything of a person
OF_PEOPLE = {entry.pattern for entry in OUTPUTS if entry.shows or entry.needs}
# All but the person whom the canaries are about, from whom nothing of this is kept
OTHERS = [viewer for viewer in Viewer if viewer is not Viewer.OWNER]


def is_asked_for(entry: Output, setting: Setting) -> bool:
    """Say whether an output is asked for under this setting of the audiences.

    One that shows nothing of anybody when all is withheld, nor when all is public, has nothing to show in between.
    """
    if entry.kind in ADMIN_KINDS:
        return setting is SETTINGS[0]
    return entry.pattern in OF_PEOPLE or setting in WHOLE


def leaks(entry: Output, viewer: Viewer, setting: Setting, answer: Answer) -> Iterator[str]:
    """Yield every word in an answer that is shown and should not be, and every word that should be and is not."""
    # An output that is not of people shows nothing of them, even where all may be seen
    shown = setting if entry.pattern in OF_PEOPLE else SETTINGS[0]
    for name in found_in(answer.text, hidden_from(viewer, shown, entry, answer.address)):
        yield f"{entry.name}: {answer.address} shows {name}"
    if entry.kind is Kind.IMAGE and answer.status == 200:
        yield from picture_faults(entry.name, answer.body)
    for name in sorted(expected(entry, viewer, setting)):
        if not found_in(answer.text, [canary for canary in CANARIES if canary.field == name]):
            yield f"{entry.name}: {answer.address} ({answer.status}) does not show {name}"


def expected(entry: Output, viewer: Viewer, setting: Setting) -> Iterator[str]:
    """Yield the fields that this output shows to this viewer."""
    if entry.needs and not setting.sees(viewer, entry.needs):
        return
    if entry.statuses[viewer] == 302:  # led to the log-in, or to where they can go on
        return
    # Search engines' outputs know the public alone, whoever asks
    viewer = Viewer.VISITOR if entry.for_the_public_alone else viewer
    for canary in CANARIES:
        shown = canary.field in entry.shows and not only_at_a_button(canary, viewer, entry)
        if shown and setting.sees(viewer, canary.section or Section.BASICS):
            yield canary.field


def picture_faults(name: str, data: bytes) -> Iterator[str]:
    """Yield what a picture still carries of the file it was made from."""
    with Image.open(BytesIO(data)) as picture:
        if len(picture.getexif()) or "exif" in picture.info or "comment" in picture.info or "xmp" in picture.info:
            yield f"{name}: carries EXIF, XMP or a comment"
    for canary in CANARIES:
        if canary.word.encode().lower() in data.lower():
            yield f"{name}: carries {canary.field}"
