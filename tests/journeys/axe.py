"""axe on a page as it stands in the browser: light, dark, and on a narrow screen."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
RUN = f"axe.run({{exclude: EXCLUDED}}, {{runOnly: {{type: 'tag', values: {TAGS}}}, resultTypes: ['violations']}})"
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# A colour on its way from one scheme to the other is no fault: transitions are brought to their ends first
SETTLE = """() => new Promise((done) => requestAnimationFrame(() => {
  for (const move of document.getAnimations()) { try { move.finish(); } catch { move.cancel(); } }
  requestAnimationFrame(done);
}))"""
_SCRIPT = Axe().axe_script


def looks(page: Page, exclude: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what axe finds in the page that is open, and whether it scrolls sideways when narrow."""
    page.evaluate(_SCRIPT)
    run = RUN.replace("EXCLUDED", str([[selector] for selector in exclude]))
    for look, scheme, size in (("light", "light", WIDE), ("dark", "dark", WIDE), ("320 pixels", "light", NARROW)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(SETTLE)
        for violation in page.evaluate(run)["violations"]:
            for node in violation["nodes"]:
                target = " ".join(str(part) for part in node["target"])
                yield f"{look}: {violation['id']} ({violation['help']}) at {target}: {node['html'][:160]}"
    wider = page.evaluate(SIDEWAYS)
    if wider > 0:
        yield f"320 pixels: the page scrolls sideways, by {wider} pixels"
