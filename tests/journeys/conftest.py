"""One browser a module, a copy of the site for it, and pages that fail on any complaint of the browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.chromium import find_chromium
from tests.journeys.complaints import WATCH, Complaints
from tests.journeys.site import LiveSite, prepared, served
from tests.journeys.sweep import Sweep, sweeping
from tests.outputs.viewers import Viewer

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that copies are made from, one for all workers of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    return prepared(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="module")
def site(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """Serve a fresh copy of the site to the tests of one module."""
    with served(prepared_site, tmp_path_factory.mktemp("site")) as live:
        yield live


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for one module; a missing one fails the tests, it skips none.

    Playwright keeps an event loop running, so it ends with the module: the database is used by others after that.
    """
    path = find_chromium()
    if path is None:
        pytest.fail(
            "There is no Chromium. `make test` installs one; CHROMIUM=/path/to/it names another.", pytrace=False
        )
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


Visit = Callable[..., Page]


def _from_the_library(route: Route, site: LiveSite) -> None:
    """Answer for a file of the library, as the web server in front of the site does; only editors' screens ask."""
    file = site.folder / "media" / unquote(urlsplit(route.request.url).path).removeprefix("/media/")
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.continue_()


@pytest.fixture
def visit(browser: Browser, site: LiveSite) -> Iterator[Visit]:
    """Return a function that opens a page as a viewer: `visit(viewer, '/skills/', java_script_enabled=False)`.

    When the test ends, whatever the browser complained about on any of them fails it.
    """
    contexts: list[BrowserContext] = []
    complaints: list[Complaints] = []

    def open_page(viewer: Viewer = Viewer.VISITOR, address: str = "/", **options: Any) -> Page:
        options = {"base_url": site.url, "reduced_motion": "reduce", "locale": "en-GB", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH)
        if viewer is not Viewer.VISITOR:
            context.add_cookies([site.cookie(viewer)])  # type: ignore[list-item]
        context.route("**/media/**", lambda route: _from_the_library(route, site))
        contexts.append(context)
        page = context.new_page()
        complaints.append(Complaints(page, site.url))
        page.goto(address)
        return page

    yield open_page
    found = [line for complaint in complaints for line in complaint.lines]
    for context in contexts:
        context.close()
    assert not found, "The browser complained:\n" + "\n".join(found)


@pytest.fixture(scope="module")
def sweep(browser: Browser, site: LiveSite) -> Iterator[Sweep]:
    """Return what goes over the outputs with axe; what it has looked at it looks at once a module."""
    with sweeping(browser, site) as made:
        yield made
