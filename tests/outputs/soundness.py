"""Whether an answer is sound HTML: strict syntax, labels, headings, nothing from elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

import html5lib

from tests.outputs.crawl import Answer
from tests.outputs.output import Kind
from tests.outputs.viewers import Viewer

LABELLED = {"input", "select", "textarea"}
NO_LABEL_NEEDED = {"hidden", "submit", "button", "image", "reset"}
# Elements that stand in a label with words, and the ids that such labels are for
Labels = tuple[set[Element], set[str | None]]
LOADS = {"img": "src", "script": "src", "iframe": "src", "source": "srcset", "video": "src", "object": "data"}
# What Wagtail's own templates write into every screen of a kind; the rest of a screen of the admin is ours
WAGTAILS_OWN = re.compile(
    r"a a without a name: #panel-|"  # the anchor beside each panel, which is named by another element
    r"has an inline script$|"  # the menu and the settings, as data
    r"without a label: (is_editing|timestamp_from|timestamp_to)$|"  # the mark of an edit; the filter of a history
    r"aria-describedby='id_email_error' on input|"  # a new user's form: Wagtail gives the error no id
    r"aria-labelledby='header-title' on section"  # the summary on the first screen
)


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
    labels = _labels(tree)
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _element_faults(element, ids.keys(), labels)


def _element_faults(element: Element, ids: Set[str | None], labels: Labels) -> Iterator[str]:
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
    if _needs_label(element) and not _has_label(element, labels):
        yield f"has a field without a label: {element.get('name') or element.get('id')}"
    if element.tag in {"button", "a"} and not _words(element):
        yield f"has a {element.tag} without a name: {element.get('href') or element.get('name')}"


def _dangling(element: Element, ids: Set[str | None]) -> Iterator[str]:
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for", "form", "popovertarget", "list"):
        for name in (element.get(attribute) or "").split():
            if name not in ids:
                yield f"points to an id that is not there: {attribute}='{name}' on {element.tag}"


def _needs_label(element: Element) -> bool:
    return element.tag in LABELLED and element.get("type") not in NO_LABEL_NEEDED


def _labels(tree: Element) -> Labels:
    """Return the fields that labels with words stand around, and the ids that such labels point to."""
    worded = [label for label in tree.iter("label") if _words(label)]
    return {inner for label in worded for inner in label.iter()}, {label.get("for") for label in worded}


def _has_label(element: Element, labels: Labels) -> bool:
    if element.get("aria-label") or element.get("aria-labelledby"):
        return True
    within, pointed_to = labels
    return element in within or bool(element.get("id") and element.get("id") in pointed_to)


def _words(element: Element) -> str:
    named = " ".join(filter(None, (e.get("aria-label") or e.get("alt") or "" for e in element.iter())))
    return ("".join(element.itertext()) + named).strip()


def cache_faults(answer: Answer, tree: Element) -> Iterator[str]:
    """Yield what would keep a page for visitors from being cached, where no form of its own needs it."""
    forms = (
        "/account/", "/claim/", "/contact/", "/still-correct/", "/report/", "/ask/", "/agreement/", "/booking/",
        "/speaking/", "/nominate/", "/nominations/", "/seconding/", "/nominees/", "/awards/alerts/",
        "/honoured/",
    )  # fmt: skip
    if any(part in answer.address for part in forms):
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


def admin_faults(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with a screen of the admin and is not Wagtail's own doing."""
    for fault in faults(answer, Viewer.SUPERUSER):
        is_wagtails_form = "/admin/snippets/" in answer.address and "0 first headings" in fault
        if not is_wagtails_form and not WAGTAILS_OWN.search(fault):
            yield fault


FAULTS_OF = {
    Kind.FRAGMENT: fragment_faults,
    Kind.ADMIN_PAGE: admin_faults,
    Kind.PAGE: lambda answer: faults(answer, Viewer.COLLEAGUE),
}
