"""axe on a page as it stands in the browser: light, dark, and on a narrow screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL = {"type": "tag", "values": TAGS}
# All of axe's rules that ask for a colour; the others read names, roles, structure and sizes, which are the same in
# the dark: `test_stylesheet` holds the stylesheet to changing nothing but colours there
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Given to a context once as an init script; sending half a megabyte to every page takes as long as axe itself
SCRIPT = Axe().axe_script
RUN = """async ([rules, include, exclude]) => {
  // A colour on its way from one scheme to the other is no fault: transitions are brought to their ends first
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  for (const move of document.getAnimations()) { try { move.finish(); } catch { move.cancel(); } }
  await frame();
  const found = await axe.run({include, exclude}, {runOnly: rules, resultTypes: ['violations']});
  const wider = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
  return [found.violations, wider];
}"""


@dataclass(frozen=True)
class Look:
    """One way of looking at a page, and the rules that can find something in it that the others have not."""

    name: str
    scheme: str
    width: int
    height: int
    rules: dict[str, object]
    is_narrow: bool = False


# In the order in which least has to change from one to the next
LOOKS = (
    Look("320 pixels", "light", 320, 640, ALL, is_narrow=True),  # what is hidden or folded there is another page
    Look("light", "light", 1280, 900, ALL),
    Look("dark", "dark", 1280, 900, OF_COLOUR),
)


def looks(page: Page, exclude: tuple[str, ...] = (), within: str = "html") -> Iterator[str]:
    """Yield what axe finds in the page that is open, or in a part of it, and whether it scrolls sideways when narrow.

    The context of the page was given SCRIPT. The page is left dark and wide.
    """
    for look in LOOKS:
        page.emulate_media(color_scheme=look.scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": look.width, "height": look.height})
        violations, wider = page.evaluate(RUN, [look.rules, [[within]], [[selector] for selector in exclude]])
        for violation in violations:
            for node in violation["nodes"]:
                target = " ".join(str(part) for part in node["target"])
                yield f"{look.name}: {violation['id']} ({violation['help']}) at {target}: {node['html'][:160]}"
        if look.is_narrow and wider > 0:
            yield f"{look.name}: the page scrolls sideways, by {wider} pixels"
