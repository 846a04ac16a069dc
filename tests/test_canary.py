"""The canary test: what is private is found nowhere, and what is public is found wherever it should be.

One technician holds a word of its own in every field (`tests/outputs/canaries.py`). Every output is asked for by each
viewer under several settings of the audiences; a word that the viewer may not see must not be in its headers or body,
and each word that an output is there to show must be in it, which tells that the crawl reaches it.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models
from PIL import Image

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Photo, SearchEntry, Technician
from profiles.services.index import reindex_on_commit
from tests.factories.people import show
from tests.outputs.audiences import ONE_WITHHELD, SETTINGS, WHOLE, Setting, hidden_from, only_at_a_button
from tests.outputs.canaries import CANARIES, WORD, found_in
from tests.outputs.crawl import Answer, ask_for, client_of, send
from tests.outputs.listing import OUTPUTS, output
from tests.outputs.output import Kind, Output
from tests.outputs.refusals import REFUSALS
from tests.outputs.search_rows import index_rows
from tests.outputs.viewers import Viewer
from tests.outputs.world import World, set_audiences, settled

CRAWLED = [entry for entry in OUTPUTS if entry.kind is not Kind.ACTION]
# The admin shows the staff list and asks no audience: it is crawled where all is withheld, by everybody, and not again
ADMIN_KINDS = (Kind.ADMIN_PAGE, Kind.ADMIN_PART)
# Patterns of the outputs that show anything of a person
OF_PEOPLE = {entry.pattern for entry in OUTPUTS if entry.shows or entry.needs}


OTHERS = [viewer for viewer in Viewer if viewer is not Viewer.OWNER]
FEW = (Viewer.VISITOR, Viewer.COLLEAGUE, Viewer.OTHER_TECHNICIAN, Viewer.STEWARD)


def faults(world: World, viewer: Viewer, setting: Setting) -> Iterator[str]:
    """Yield every word that is shown and should not be, and every word that should be and is not."""
    client = client_of(world, viewer)
    for entry in CRAWLED:
        if not is_asked_for(entry, setting):
            continue
        answer = ask_for(client, world, entry)
        # An output that is not of people shows nothing of them, even where all may be seen
        shown = setting if entry.pattern in OF_PEOPLE else SETTINGS[0]
        for name in found_in(answer.text, hidden_from(viewer, shown, entry, answer.address)):
            yield f"{entry.name}: {answer.address} shows {name}"
        if entry.kind is Kind.IMAGE and answer.status == 200:
            yield from picture_faults(entry.name, answer.body)
        for name in sorted(expected(entry, viewer, setting)):
            if not found_in(answer.text, [canary for canary in CANARIES if canary.field == name]):
                yield f"{entry.name}: {answer.address} ({answer.status}) does not show {name}"


def is_asked_for(entry: Output, setting: Setting) -> bool:
    """Say whether an output is asked for under this setting of the audiences.

    One that shows nothing of anybody when all is withheld, nor when all is public, has nothing to show in between.
    """
    if entry.kind in ADMIN_KINDS:
        return setting is SETTINGS[0]
    return entry.pattern in OF_PEOPLE or setting in WHOLE


def test_a_refused_post_tells_nothing_of_anybody(world: World) -> None:
    """Whatever is sent, and whoever sends it: the answer holds no word of somebody else's that is only theirs."""
    setting = SETTINGS[0]
    setting.put(world)
    wrong = []
    for refusal in REFUSALS:
        listed = next(entry for entry in OUTPUTS if entry.pattern == refusal.pattern)
        for viewer in set(refusal.statuses) - {Viewer.OWNER}:
            answer = send(client_of(world, viewer), world, refusal)
            hidden = hidden_from(viewer, setting, listed, answer.address)
            wrong += [f"{refusal.name}, as {viewer}, shows {name}" for name in found_in(answer.text, hidden)]
    assert not wrong, "\n".join(wrong)


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


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_sees_what_is_theirs_to_see(world: World, setting: Setting) -> None:
    setting.put(world)
    viewers = OTHERS if setting is SETTINGS[0] else FEW
    wrong = [f"As {viewer}: {fault}" for viewer in viewers for fault in faults(world, viewer, setting)]
    assert not wrong, f"With {setting.name}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("setting", ONE_WITHHELD, ids=lambda setting: setting.name)
def test_one_section_withheld(world: World, setting: Setting) -> None:
    setting.put(world)
    viewers = (Viewer.VISITOR, Viewer.OTHER_TECHNICIAN)
    wrong = [f"As {viewer}: {fault}" for viewer in viewers for fault in faults(world, viewer, setting)]
    assert not wrong, f"With {setting.name}:\n" + "\n".join(wrong)


# --- records that outlive ---------------------------------------------------------------------------------


def test_nothing_of_a_person_in_revisions_or_wagtails_search(world: World) -> None:
    for table in ("wagtailcore_revision", "wagtailsearch_indexentry", "core_portalimage", "core_portaldocument"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            text = repr(cursor.fetchall())
        assert found_in(text, list(CANARIES)) == [], table


def test_files_hold_only_pixels(world: World) -> None:
    photo = Photo.objects.get(token=world.photo_token)
    files = [(photo.file.storage, photo.file.name)]
    files += [(rendition.file.storage, rendition.file.name) for rendition in photo.renditions.all()]
    assert len(files) >= 3, "The sizes are to be made with the photo."
    for storage, name in files:
        assert not Path(storage.path(name)).is_relative_to(settings.MEDIA_ROOT)
        assert found_in(name, list(CANARIES)) == []
        with storage.open(name) as file:
            assert list(picture_faults(name, file.read())) == []
    assert found_in(photo.title, list(CANARIES)) == []


def test_nothing_of_a_person_under_the_media_address(world: World) -> None:
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        assert found_in(str(path), list(CANARIES)) == []
        if path.is_file():
            assert found_in(path.read_bytes().decode("latin-1"), list(CANARIES)) == []


# --- linked data and card, field by field -----------------------------------------------------------------


def linked_data(answer: Answer) -> dict[str, object]:
    """Return the JSON-LD of a page; empty where there is none."""
    found = re.search(rb'<script type="application/ld\+json">(.*?)</script>', answer.body, re.DOTALL)
    return json.loads(found.group(1)) if found else {}


def test_linked_data_is_of_the_public_view(world: World) -> None:
    setting = Setting("", Audience.PUBLIC, sections={Section.SKILLS: Audience.COLLEAGUES})
    setting.put(world)
    data = linked_data(ask_for(client_of(world, Viewer.VISITOR), world, output("profile")))
    assert data["@type"] == "Person"
    assert data["name"] == f"{WORD['preferred_name']} {WORD['family_name']}"
    assert not {"email", "telephone"} & set(data)
    assert "knowsAbout" not in data
    set_audiences(world, Audience.PUBLIC, Section.SKILLS)
    assert linked_data(ask_for(client_of(world, Viewer.VISITOR), world, output("profile")))["knowsAbout"] == [
        WORD["skill"]
    ]
    assert linked_data(ask_for(client_of(world, Viewer.COLLEAGUE), world, output("profile"))) == {}


# --- withdrawing ------------------------------------------------------------------------------------------


def hide(world: World) -> None:
    """Hide everything, as the button does."""
    with settled():
        Technician.objects.filter(pk=world.technician).update(state=ProfileState.HIDDEN)
        reindex_on_commit([world.technician])


def only_me(world: World) -> None:
    """Turn every section to only me."""
    set_audiences(world, Audience.ONLY_ME)


@pytest.mark.parametrize("withdraw", [hide, only_me])
def test_what_is_withdrawn_is_gone_everywhere(world: World, withdraw: object) -> None:
    shown = Setting("before", Audience.PUBLIC)
    visitor = client_of(world, Viewer.VISITOR)
    own = [
        entry
        for entry in CRAWLED
        if entry.name.startswith(("profile", "vCard", "photo")) and "another" not in entry.name
    ]
    assert list(faults(world, Viewer.VISITOR, shown)) == []
    before = {entry.name: ask_for(visitor, world, entry).status for entry in own}
    withdraw(world)  # type: ignore[operator]
    gone = Setting("after", Audience.ONLY_ME)
    assert [f"{v}: {fault}" for v in FEW for fault in faults(world, v, gone)] == []
    after = {entry.name: ask_for(visitor, world, entry).status for entry in own}
    assert before != after
    assert set(after.values()) == {404}
    assert found_in(index_rows(Audience.PUBLIC) + index_rows(Audience.COLLEAGUES), list(CANARIES)) == []
    assert not SearchEntry.objects.filter(technician=world.technician).exists()


def test_a_section_withdrawn_is_gone_from_each_output(world: World) -> None:
    """Section by section, from public to only me: no output and no search keeps a word of it."""
    withdrawn: dict[Section, Audience] = {}
    for section in [*(part for part in Section if part is not Section.BASICS), Section.BASICS]:
        set_audiences(world, Audience.ONLY_ME, section)
        withdrawn[section] = Audience.ONLY_ME
        setting = Setting("", Audience.PUBLIC, sections=dict(withdrawn))
        assert [f"{section}: {fault}" for fault in faults(world, Viewer.VISITOR, setting)] == []
        assert found_in(index_rows(Audience.PUBLIC), hidden_from(Viewer.VISITOR, setting, None, "")) == []


# --- the table of canaries is whole -------------------------------------------------------------------------

HOLDS_NO_WORDS = {
    "state": "a choice", "state_before_left": "a choice", "typed_fields": "names of fields",
    "prompts_put_away": "keys of prompts",
}  # fmt: skip


def test_every_text_of_a_technician_has_a_canary() -> None:
    text = (models.CharField, models.TextField, models.JSONField, models.DateField)
    fields = {
        column.name
        for column in Technician._meta.get_fields()
        if isinstance(column, text) and not isinstance(column, models.DateTimeField)
    }
    missing = fields - {canary.field for canary in CANARIES} - set(HOLDS_NO_WORDS)
    assert not missing, f"Give these fields a canary in tests/outputs/canaries.py: {sorted(missing)}"


def test_the_subject_holds_every_canary(world: World) -> None:
    subject = world.subject
    show(subject, Audience.PUBLIC)
    for name in {column.name for column in Technician._meta.get_fields()} & set(WORD):
        held = str(getattr(subject, name)).lower()
        assert WORD[name].lower() in held, name


def test_no_canary_is_part_of_another() -> None:
    words = sorted(WORD.values(), key=len)
    assert [(a, b) for a in words for b in words if a != b and a.lower() in b.lower()] == []


def test_a_leak_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test can fail: were the gate to forget the audience of one section, its words are found."""
    setting = Setting("", Audience.PUBLIC, sections={Section.PLACE: Audience.ONLY_ME})
    setting.put(world)
    assert list(faults(world, Viewer.VISITOR, setting)) == []
    monkeypatch.setattr("profiles.visibility.seen_sections", lambda technician, viewer: frozenset(Section))
    found = "\n".join(faults(world, Viewer.VISITOR, setting))
    assert "shows room" in found
