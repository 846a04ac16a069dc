"""Going over the outputs in a browser, as everybody, looking with axe at all that differs."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import SCRIPT, looks
from tests.journeys.complaints import WATCH, Complaints
from tests.journeys.site import LiveSite
from tests.outputs.crawl import WHO_ASKS
from tests.outputs.listing import OUTPUTS, who_differs
from tests.outputs.output import Kind, Output
from tests.outputs.refusals import REFUSALS, Refusal
from tests.outputs.viewers import Viewer

WHO_LOOKS = who_differs()
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
# What in the parts around it tells of the page, or is nothing to axe, and so does not make a header another
_OF_THE_PAGE = re.compile(
    r'<script type="application/ld.*?</script>|</?(?:link|meta|script)\b[^>]*>|'
    r' aria-current="[^"]*"|[?&]next=[^"&]*|\s+',
    re.DOTALL,
)

_TOKEN = "t" * 32
_SEND = """([address, fields]) => {
  const form = document.createElement('form');
  Object.assign(form, {method: 'post', action: address, enctype: 'multipart/form-data'});
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('textarea');
    Object.assign(field, {name, value});
    form.append(field);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""
_SEND_IN_PLACE = """([slug, fields]) => htmx.ajax('POST', document.querySelector(`#${slug} form`).action, {
  target: `#${slug}`, swap: 'outerHTML',
  values: {...fields, csrfmiddlewaretoken: document.querySelector(`#${slug} [name=csrfmiddlewaretoken]`).value},
})"""

# Parts that Wagtail itself draws in its admin, with the faults that axe finds in Wagtail 7.4
WAGTAILS_OWN = (
    ".w-minimap__collapse-all",  # the button that folds all panels: contrast in the dark
    "#w-minimap-toggle",  # and the one beside it: too small on a narrow screen
    ".w-editing-sessions__session",  # the pictures of those who have the same screen open: buttons without a name
    "a.button[role='tab'][href='#tab-roles']",  # 'next: roles' on a new user's form: a tab outside a list of tabs
)


class Tab:
    """A browser in which somebody is signed in, with one page that goes from address to address."""

    def __init__(self, browser: Browser, site: LiveSite, viewer: Viewer) -> None:
        self.context = browser.new_context(base_url=site.url, reduced_motion="reduce", locale="en-GB")
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(WATCH)
        self.context.add_init_script(SCRIPT)
        if viewer is not Viewer.VISITOR:
            self.context.add_cookies([site.cookie(viewer)])  # type: ignore[list-item]
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())  # 'leave this page?', where words are not saved
        self.complaints = Complaints(self.page, site.url)


class Sweep:
    """Looks at each page as every viewer, and with axe at what has not been looked at yet.

    A page is its main part and what stands around it (header, menu, footer). It is looked at when, tokens and names
    apart, its main part is new in this sweep or what stands around it is: so each main part and each header that
    anybody gets is looked at, and not each pair of them.
    """

    def __init__(self, browser: Browser, site: LiveSite) -> None:
        self._browser, self.site = browser, site
        self._tabs: dict[Viewer, Tab] = {}
        self._seen: set[str] = set()

    def tab(self, viewer: Viewer) -> Tab:
        """Return the browser in which this viewer is signed in."""
        if viewer not in self._tabs:
            self._tabs[viewer] = Tab(self._browser, self.site, viewer)
        return self._tabs[viewer]

    def faults(self, entry: Output) -> Iterator[str]:
        """Yield what is wrong with an output, for anybody who gets a page there."""
        if entry.sent is not None:
            yield from self.refused(
                Refusal(entry.name, entry.pattern, entry.address, entry.sent, entry.statuses, entry.kind)
            )
            return
        address = entry.address(self.site.world)
        for viewer in WHO_LOOKS:
            if entry.statuses[viewer] // 100 == 3:
                continue  # nothing to look at; that it is so, the role test says
            tab = self.tab(viewer)
            answer = tab.context.request.get(address, max_redirects=0)
            if answer.status != entry.statuses[viewer]:
                yield f"As {viewer}: gave {answer.status}"
            elif "text/html" in answer.headers.get("content-type", "") and self._is_new(answer.text()):
                tab.page.goto(address)
                exclude = WAGTAILS_OWN if entry.kind is Kind.ADMIN_PAGE else ()
                yield from (f"As {viewer}: {fault}" for fault in looks(tab.page, exclude))
                yield from (f"As {viewer}: {line}" for line in tab.complaints.taken())

    def refused(self, refusal: Refusal) -> Iterator[str]:
        """Yield what is wrong with the page that follows a refused post, sent from a form by the browser itself.

        Those who are led to the log-in get that page, which is looked at by itself.
        """
        for viewer in (each for each, status in refusal.statuses.items() if status != 302):
            tab = self.tab(viewer)
            tab.context.add_cookies([{"name": "csrftoken", "value": _TOKEN, "url": self.site.url}])
            tab.page.goto("/robots.txt")
            fields = {"csrfmiddlewaretoken": _TOKEN, **refusal.sent}
            with tab.page.expect_navigation() as going:
                tab.page.evaluate(_SEND, [refusal.address(self.site.world), fields])
            answer = going.value
            if answer is None or answer.status != refusal.statuses[viewer]:
                yield f"As {viewer}: gave {answer and answer.status}"
            elif self._is_new(answer.text()):
                exclude = WAGTAILS_OWN if refusal.kind is Kind.ADMIN_PAGE else ()
                yield from (f"As {viewer}: {fault}" for fault in looks(tab.page, exclude))
            yield from (f"As {viewer}: {line}" for line in tab.complaints.taken())

    def opened_in_place(self, slug: str, sent: Mapping[str, str], status: int) -> Iterator[str]:
        """Yield what is wrong with one's own profile when a section is open in its place, and a post was refused."""
        tab = self.tab(Viewer.OWNER)
        tab.page.goto("/me/profile/")
        opened = tab.page.locator(f"#{slug}.open")
        tab.page.locator(f"#{slug} .edit").click()
        opened.wait_for()
        yield from (f"Open: {fault}" for fault in looks(tab.page, within=f"#{slug}"))
        with tab.page.expect_response(lambda answer: answer.request.method == "POST") as answering:
            tab.page.evaluate(_SEND_IN_PLACE, [slug, dict(sent)])
        if answering.value.status != status:
            yield f"gave {answering.value.status}"
        opened.locator(".errors").first.wait_for()
        yield from (f"Refused: {fault}" for fault in looks(tab.page, within=f"#{slug}"))
        yield from tab.complaints.taken()

    def _is_new(self, text: str) -> bool:
        """Say whether there is anything in the page that was not looked at, and take it for looked at."""
        text = WHO_ASKS.sub("", text)
        body, main = "".join(_BODY.findall(text)), "".join(_MAIN.findall(text)) or text
        around = _OF_THE_PAGE.sub("", _MAIN.sub("", body))
        is_new = not {around, main} <= self._seen
        self._seen |= {around, main}
        return is_new

    def close(self) -> None:
        """Close all of it."""
        for tab in self._tabs.values():
            tab.context.close()


@contextmanager
def sweeping(browser: Browser, site: LiveSite) -> Iterator[Sweep]:
    """Return a sweep that is closed at the end."""
    sweep = Sweep(browser, site)
    yield sweep
    sweep.close()


def admin_screens(*, of_plans: bool, first: Collection[str] = ()) -> list[object]:
    """Return our screens of the admin as parameters of a test.

    Those that are drawn with other words in the way of one that is looked at are looked at by `make test-slow`; and
    where some are named to be looked at `first`, all others as well.
    """
    return [
        pytest.param(entry, id=entry.name, marks=[pytest.mark.slow] if _waits(entry, first) else [])
        for entry in OUTPUTS
        if entry.kind is Kind.ADMIN_PAGE and entry.plans == of_plans
    ]


def _waits(entry: Output, first: Collection[str]) -> bool:
    return bool(entry.same_as) or (bool(first) and entry.name not in first)


def refused_in_the_admin(*, of_plans: bool) -> list[object]:
    """Return what our screens of the admin refuse, as parameters of a test."""
    return [
        pytest.param(entry, id=entry.name)
        for entry in REFUSALS
        if entry.kind is Kind.ADMIN_PAGE and entry.pattern.startswith("admin/plan") == of_plans
    ]
