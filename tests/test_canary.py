"""The canary test: what is private is found nowhere, and what is public is found wherever it should be.

One technician holds a word of its own in every field (`tests/outputs/canaries.py`). Every output is asked for by each
viewer under several settings of the audiences (all of it public: in `test_roles.py`); a word that the viewer may not
see must not be in its headers or body, and each word that an output is there to show must be in it, which tells that
the crawl reaches it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Photo, SearchEntry, Technician
from profiles.services.index import reindex_on_commit
from tests.factories.people import show
from tests.outputs.audiences import ALL_PUBLIC, ONE_WITHHELD, SETTINGS, Setting, hidden_from
from tests.outputs.canaries import CANARIES, WORD, found_in
from tests.outputs.crawl import Answer, ask_for, client_of, send
from tests.outputs.leaks import CRAWLED, OTHERS, is_asked_for, leaks, picture_faults
from tests.outputs.listing import OUTPUTS, output
from tests.outputs.refusals import REFUSALS
from tests.outputs.search_rows import index_rows
from tests.outputs.viewers import Viewer
from tests.outputs.world import World, set_audiences, settled

# Where all is public, the crawl of `test_roles.py` looks for what each may see: the same outputs, asked for once
CRAWLED_HERE = [setting for setting in SETTINGS if setting is not ALL_PUBLIC]
FEW = (Viewer.VISITOR, Viewer.COLLEAGUE, Viewer.OTHER_TECHNICIAN, Viewer.STEWARD)


def faults(world: World, viewer: Viewer, setting: Setting) -> Iterator[str]:
    """Yield every word that is shown and should not be, and every word that should be and is not."""
    client = client_of(world, viewer)
    for entry in CRAWLED:
        if is_asked_for(entry, setting):
            yield from leaks(entry, viewer, setting, ask_for(client, world, entry))


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


@pytest.mark.parametrize("setting", CRAWLED_HERE, ids=lambda setting: setting.name)
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
