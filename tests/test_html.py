"""Every HTML page, for everybody who may see it, is sound: strict syntax, labels, headings, nothing from elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.conf import settings

from profiles.enums import Section
from tests.outputs.crawl import Answer, ask, ask_for, client_of, send
from tests.outputs.listing import OUTPUTS
from tests.outputs.output import Kind, Output
from tests.outputs.refusals import REFUSALS
from tests.outputs.viewers import ADMINS, Viewer
from tests.outputs.world import World

PAGES = [output for output in OUTPUTS if output.kind is Kind.PAGE]
FRAGMENTS = [output for output in OUTPUTS if output.kind is Kind.FRAGMENT]
LABELLED = {"input", "select", "textarea"}
NO_LABEL_NEEDED = {"hidden", "submit", "button", "image", "reset"}
LOADS = {"img": "src", "script": "src", "iframe": "src", "source": "srcset", "video": "src", "object": "data"}


def parse(body: bytes) -> Element:
    """Return the document; html5lib raises on the first fault against the standard."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(body, transport_encoding="utf-8")


def faults(answer: Answer, viewer: Viewer) -> Iterator[str]:
    """Yield what is wrong with a page, in words."""
    try:
        tree = parse(answer.body)
    except html5lib.html5parser.ParseError as error:
        yield f"does not parse: {error}"
        return
    if not (tree.get("lang") or ""):
        yield "the html element has no language"
    headings = len(tree.findall(".//h1"))
    if headings != 1:
        yield f"has {headings} first headings (h1) instead of one"
    if not (tree.findtext("head/title") or "").strip(" –\n"):
        yield "has no title"
    yield from structure_faults(tree)
    if viewer == Viewer.VISITOR:
        yield from cache_faults(answer, tree)


def structure_faults(tree: Element) -> Iterator[str]:
    """Yield faults that a fragment can have too."""
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    yield from (f"has the id '{name}' {count} times" for name, count in ids.items() if count > 1)
    if "" in ids:
        yield "has an empty id"
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _element_faults(element, tree, set(ids))


def _element_faults(element: Element, tree: Element, ids: set[str | None]) -> Iterator[str]:
    if element.get("style") is not None or element.tag == "style":
        yield f"has an inline style on {element.tag}"
    yield from (f"has an inline handler {name}" for name in element.attrib if name.startswith("on"))
    if element.tag == "script" and element.get("src") is None and element.get("type") != "application/ld+json":
        yield "has an inline script"
    if element.tag == "img" and element.get("alt") is None:
        yield f"has a picture without an alternative text: {element.get('src')}"
    address = element.get(LOADS.get(element.tag, "")) or ""
    if element.tag == "link" and element.get("rel") in {"stylesheet", "icon", "preload"}:
        address = element.get("href") or ""
    if re.match(r"(https?:)?//", address):
        yield f"loads {address} from another host"
    yield from _dangling(element, ids)
    if _needs_label(element) and not _has_label(element, tree):
        yield f"has a field without a label: {element.get('name') or element.get('id')}"
    if element.tag in {"button", "a"} and not _words(element):
        yield f"has a {element.tag} without a name: {element.get('href') or element.get('name')}"


def _dangling(element: Element, ids: set[str | None]) -> Iterator[str]:
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for", "form", "popovertarget", "list"):
        for name in (element.get(attribute) or "").split():
            if name not in ids:
                yield f"points to an id that is not there: {attribute}='{name}' on {element.tag}"


def _needs_label(element: Element) -> bool:
    return element.tag in LABELLED and element.get("type") not in NO_LABEL_NEEDED


def _has_label(element: Element, tree: Element) -> bool:
    if element.get("aria-label") or element.get("aria-labelledby"):
        return True
    around = (label for label in tree.iter("label") if element in label.iter())
    pointing = (label for label in tree.iter("label") if label.get("for") == element.get("id") and element.get("id"))
    return any(_words(label) for label in (*around, *pointing))


def _words(element: Element) -> str:
    named = " ".join(filter(None, (e.get("aria-label") or e.get("alt") or "" for e in element.iter())))
    return ("".join(element.itertext()) + named).strip()


def cache_faults(answer: Answer, tree: Element) -> Iterator[str]:
    """Yield what would keep a page for visitors from being cached, where no form of its own needs it."""
    if any(part in answer.address for part in ("/account/", "/claim/", "/contact/", "/still-correct/", "/report/")):
        return  # forms, which have their own addresses
    if re.search(r"^set-cookie:", answer.headers, re.MULTILINE | re.IGNORECASE):
        yield "sets a cookie for a visitor"
    if tree.find(".//input[@name='csrfmiddlewaretoken']") is not None:
        yield "has a token in a form for visitors"
    if any("hx-headers" in element.attrib for element in tree.iter()):
        yield "has a token in its attributes"
    vary = re.search(r"^vary: (.*)$", answer.headers, re.MULTILINE | re.IGNORECASE)
    if vary and "*" in vary.group(1):
        yield "varies on everything"


@pytest.mark.parametrize("viewer", Viewer)
def test_pages_are_sound(world: World, viewer: Viewer) -> None:
    client = client_of(world, viewer)
    wrong = []
    titles: dict[str, str] = {}
    for output in PAGES:
        answer = ask_for(client, world, output)
        if not answer.content_type.startswith("text/html") or not answer.body:
            continue
        wrong += [f"{output.name}: {answer.address} {fault}" for fault in faults(answer, viewer)]
        if answer.status == 200:
            wrong += _same_title(titles, output, answer)
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


def _same_title(titles: dict[str, str], output: Output, answer: Answer) -> Iterator[str]:
    """Yield a fault where a page of another address has the same title (WCAG 2.4.2)."""
    found = re.search(rb"<title>(.*?)</title>", answer.body, re.DOTALL)
    title = " ".join(found.group(1).decode().split()) if found else ""
    other = titles.setdefault(title, output.pattern)
    if other != output.pattern:
        yield f"{output.name}: has the title '{title}' of {other}"


@pytest.mark.parametrize("viewer", [Viewer.VISITOR, Viewer.OWNER])
def test_fragments_are_sound(world: World, viewer: Viewer) -> None:
    client = client_of(world, viewer)
    wrong = []
    for output in FRAGMENTS:
        answer = ask_for(client, world, output)
        if answer.status == 200:
            wrong += [f"{output.name}: {fault}" for fault in fragment_faults(answer)]
    assert not wrong, "\n".join(wrong)


def fragment_faults(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with a part of a page, in words."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        fragment = parser.parseFragment(answer.body)
    except html5lib.html5parser.ParseError as error:
        yield f"does not parse: {error}"
        return
    for fault in structure_faults(fragment):
        if "points to an id" not in fault:  # which may stand in the page around it
            yield fault


@pytest.mark.parametrize("section", Section)
def test_a_section_opened_in_its_place_is_sound(world: World, section: Section) -> None:
    address = f"/me/profile/{section.value.replace('_', '-')}/"
    answer = ask(client_of(world, Viewer.OWNER), address, headers={"hx-request": "true"})
    assert answer.status == 200
    assert b"<html" not in answer.body
    assert list(fragment_faults(answer)) == []


# What Wagtail's own templates write into every screen of a kind; the rest of a screen of the admin is ours
WAGTAILS_OWN = re.compile(
    r"a a without a name: #panel-|"  # the anchor beside each panel, which is named by another element
    r"has an inline script$|"  # the menu and the settings, as data
    r"without a label: (is_editing|timestamp_from|timestamp_to)$|"  # the mark of an edit; the filter of a history
    r"aria-describedby='id_email_error' on input|"  # a new user's form: Wagtail gives the error no id
    r"aria-labelledby='header-title' on section"  # the summary on the first screen
)


def admin_faults(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with a screen of the admin and is not Wagtail's own doing."""
    for fault in faults(answer, Viewer.SUPERUSER):
        is_wagtails_form = "/admin/snippets/" in answer.address and "0 first headings" in fault
        if not is_wagtails_form and not WAGTAILS_OWN.search(fault):
            yield fault


def test_our_templates_for_the_admin_have_no_scripts_and_styles_of_their_own() -> None:
    templates = sorted(Path(settings.BASE_DIR, "templates", "profiles", "admin").glob("*.html"))
    assert templates
    assert [path.name for path in templates if re.search(r"<script(?! src)|<style|\sstyle=", path.read_text())] == []


@pytest.mark.parametrize("viewer", sorted(ADMINS))
def test_screens_of_the_admin_are_sound(world: World, viewer: Viewer) -> None:
    client = client_of(world, viewer)
    wrong = []
    looked_at = 0
    for output in OUTPUTS:
        if output.kind is Kind.ADMIN_PAGE and output.statuses[viewer] == 200:
            looked_at += 1
            wrong += [f"{output.name}: {fault}" for fault in admin_faults(ask_for(client, world, output))]
    assert looked_at > 5
    assert not wrong, f"As {viewer}:\n" + "\n".join(wrong)


FAULTS_OF = {
    Kind.FRAGMENT: fragment_faults,
    Kind.ADMIN_PAGE: admin_faults,
    Kind.PAGE: lambda answer: faults(answer, Viewer.COLLEAGUE),
}


def test_what_follows_a_refused_post_is_sound(world: World) -> None:
    wrong = []
    for refusal in REFUSALS:
        for viewer in refusal.statuses:
            answer = send(client_of(world, viewer), world, refusal)
            found = FAULTS_OF[refusal.kind](answer)
            wrong += [f"{refusal.name}, as {viewer}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


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
