"""HTML that no address alone gives is sound too: sections opened in place; and what finds faults finds them.

The pages that addresses give are read in `test_roles.py`, as everybody gets them, and what follows a refused post in
`test_refusals.py`.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

from profiles.enums import Section
from tests.outputs.crawl import Answer, ask, client_of
from tests.outputs.soundness import faults, fragment_faults
from tests.outputs.viewers import Viewer
from tests.outputs.world import World


@pytest.mark.parametrize("section", Section)
def test_a_section_opened_in_its_place_is_sound(world: World, section: Section) -> None:
    address = f"/me/profile/{section.value.replace('_', '-')}/"
    answer = ask(client_of(world, Viewer.OWNER), address, headers={"hx-request": "true"})
    assert answer.status == 200
    assert b"<html" not in answer.body
    assert list(fragment_faults(answer)) == []


def test_our_templates_for_the_admin_have_no_scripts_and_styles_of_their_own() -> None:
    templates = sorted(Path(settings.BASE_DIR, "templates", "profiles", "admin").glob("*.html"))
    assert templates
    assert [path.name for path in templates if re.search(r"<script(?! src)|<style|\sstyle=", path.read_text())] == []


SOUND = '<!doctype html><html lang="en-GB"><head><title>T</title></head><body><h1>A</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<p>one<p></div>", "does not parse"),
        ('<p id="a"></p><p id="a"></p>', "has the id 'a' 2 times"),
        ('<input name="q">', "has a field without a label: q"),
        ("<h1>B</h1>", "has 2 first headings"),
        ('<p style="color:red">x</p>', "has an inline style"),
        ("<script>1</script>", "has an inline script"),
        ('<button onclick="x()">x</button>', "has an inline handler onclick"),
        ('<img alt="" src="https://elsewhere.example/a.png">', "from another host"),
        ('<a href="/x/"></a>', "has a a without a name"),
        ('<input aria-label="x" aria-describedby="nowhere">', "points to an id that is not there"),
    ],
)
def test_faults_are_noticed(markup: str, fault: str) -> None:
    answer = Answer("/", 200, "", SOUND.format(markup).encode(), "text/html")
    assert any(fault in found for found in faults(answer, Viewer.VISITOR))


def test_a_sound_page_has_no_faults() -> None:
    markup = '<label for="q">Look</label><input id="q"><script type="application/ld+json">{}</script>'
    answer = Answer(
        "/", 200, "Vary: Cookie", SOUND.format("").replace("</body>", markup + "</body>").encode(), "text/html"
    )
    assert list(faults(answer, Viewer.VISITOR)) == []
