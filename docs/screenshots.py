"""Takes the pictures in docs/: the README's screenshot, and a contact sheet of the main pages.

Start the demo (`make demo`), then `make screenshots`. Pages are taken at 360 and 1440 pixels, light and dark,
signed out and as the sample technician and steward. `make shots` (`--every`) takes them at 768 pixels too and puts
each, and a sheet with a row a page, into var/shots, to be looked at.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import find_chromium

DOCS = Path(__file__).parent
KEPT = DOCS.parent / "var" / "shots"
PASSWORD = "wexcombe-demo"  # noqa: S105 (the sample accounts' own)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FIRST_STORY = "the first story of the list"
PEOPLE_OF_A_STORY = "the people of the first story"
FIRST_ACTION = "the first action of the plan"
FIRST_EVENT = "the first event of the list"
TILE = (220, 308)  # pixels of a picture on the sheet
ACROSS = 6
SCREEN = 900  # pixels high: what stays at its lower edge stands there in the README's picture too


@dataclass(frozen=True)
class Shot:
    """A page as somebody sees it: name, address, whose account (None: signed out), which page type of Wagtail's."""

    name: str
    path: str
    account: str | None = None
    page_type: str = ""


SHOTS = (
    Shot("Home", "/", page_type="front.HomePage"),
    Shot("Stories", "/stories/", page_type="stories.StoryIndexPage"),
    Shot("A story", FIRST_STORY, page_type="stories.StoryPage"),
    Shot("Events", "/events/", page_type="events.EventIndexPage"),
    Shot("An event", FIRST_EVENT, page_type="events.EventPage"),
    Shot("A month of events", "/events/?show=month"),
    Shot("Training", "/training/"),
    Shot("Awards", "/awards/", page_type="awards.AwardIndexPage"),
    Shot("An award", "/awards/steady-hand/", page_type="awards.SchemePage"),
    Shot("Honours", "/awards/honours/"),
    Shot("The pledge", "/pledge/", page_type="front.PledgePage"),
    Shot("A page of text", "/attribution/", page_type="front.StandardPage"),
    Shot("The pledge, on a wall", "/pledge/?display"),
    Shot("Resources", "/resources/", page_type="front.ResourcesPage"),
    Shot("A resource", "/resources/first-hundred-days/", page_type="front.ResourcePage"),
    Shot("Accessibility", "/accessibility/", page_type="front.AccessibilityPage"),
    Shot("Privacy", "/privacy/", page_type="front.PrivacyPage"),
    Shot("Cookies", "/cookies/", page_type="front.CookiesPage"),
    Shot("Contact", "/contact/", page_type="front.ContactPage"),
    Shot("Search of the site", "/search/?q=microscope"),
    Shot("Directory", "/technicians/"),
    Shot("Search for NMR", "/technicians/?q=NMR"),
    Shot("Who offers mentoring", "/technicians/?offer=mentoring&helps=RSci"),
    Shot("Nothing found", "/technicians/?q=zyxwvu"),
    Shot("Profile", "/technicians/nasrin-hallworthy/"),
    Shot("Skills", "/skills/"),
    Shot("One skill", "/skills/scanning-electron-microscopy/"),
    Shot("Equipment", "/equipment/"),
    Shot("One piece of equipment", "/equipment/cryo-electron-microscope-200-kv/"),
    Shot("The plan", "/plan/"),
    Shot("Actions that are overdue", "/plan/?status=overdue"),
    Shot("An action", FIRST_ACTION),
    Shot("Values and behaviours", "/values/"),
    Shot("Sign in", "/account/login/"),
    Shot("Claim", "/claim/"),
    Shot("Not found", "/nothing-here/"),
    Shot("My page", "/me/", "n.hallworthy@wexcombe.example"),
    Shot("Home, signed in", "/", "n.hallworthy@wexcombe.example"),
    Shot("My stories", "/me/stories/", "n.hallworthy@wexcombe.example"),
    Shot("Suggest a story", "/stories/suggest/", "n.hallworthy@wexcombe.example"),
    Shot("My profile", "/me/profile/", "n.hallworthy@wexcombe.example"),
    Shot("My skills", "/me/profile/skills/", "n.hallworthy@wexcombe.example"),
    Shot("My contributions", "/me/profile/contributions/", "n.hallworthy@wexcombe.example"),
    Shot("My registrations", "/me/profile/registrations/", "n.hallworthy@wexcombe.example"),
    Shot("My CPD log", "/me/cpd/", "n.hallworthy@wexcombe.example"),
    Shot("My bookings", "/me/bookings/", "n.hallworthy@wexcombe.example"),
    Shot("My year", "/me/year/", "n.hallworthy@wexcombe.example"),
    Shot("Events, organisers' list", "/admin/organise/", "events@wexcombe.example"),
    Shot("Awards, organisers' list", "/admin/award-rounds/", "awards@wexcombe.example"),
    Shot("Staff list imports", "/admin/staff-list/", "steward@wexcombe.example"),
    Shot("Technicians, stewards' list", "/admin/technicians/", "steward@wexcombe.example"),
    Shot("Unclaimed", "/admin/unclaimed/", "steward@wexcombe.example"),
    Shot("Queues", "/admin/queues/", "steward@wexcombe.example"),
    Shot("Certificates", "/admin/certificates/", "steward@wexcombe.example"),
    Shot("Suggestions", "/admin/suggestions/", "editor@wexcombe.example"),
    Shot("Suggested stories", "/admin/story-suggestions/", "editor@wexcombe.example"),
    Shot("People of a story", PEOPLE_OF_A_STORY, "editor@wexcombe.example"),
    Shot("Picture consent", "/admin/picture-consent/", "editor@wexcombe.example"),
    Shot("What is read", "/admin/what-is-read/", "editor@wexcombe.example"),
    Shot("Navigation", "/admin/settings/front/navigation/", "manager@wexcombe.example"),
    Shot("Announcement", "/admin/settings/front/announcement/", "manager@wexcombe.example"),
)


def take(browser: Browser, base: str, width: int, scheme: str, folder: Path) -> Iterator[tuple[Shot, Path]]:
    """Take every shot at one width and in one scheme; yield each with its file."""
    for account in dict.fromkeys(shot.account for shot in SHOTS):
        context = browser.new_context(viewport={"width": width, "height": SCREEN}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        if account:
            page.goto(f"{base}/account/login/")
            page.fill("input[name=login]", account)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_load_state("networkidle")
        for shot in SHOTS:
            if shot.account == account:
                page.goto(base + (FOUND[shot.path](page, base) if shot.path in FOUND else shot.path))
                page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(img => img.loading = 'eager')")
                page.wait_for_load_state("networkidle")
                page.evaluate("Promise.all([...document.images].map(img => img.decode().catch(() => null)))")
                file = folder / f"{shot.name.lower().replace(' ', '-').replace(',', '')}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                yield shot, file
        context.close()


def first_story(page: Page, base: str) -> str:
    """Return the path of the story that the list shows first."""
    page.goto(f"{base}/stories/")
    return str(page.locator("main article a, main li a[href^='/stories/']").first.get_attribute("href"))


def first_event(page: Page, base: str) -> str:
    """Return the path of the event that the list shows first."""
    page.goto(f"{base}/events/")
    return str(page.locator("main .dates h3 a").first.get_attribute("href"))


def first_action(page: Page, base: str) -> str:
    """Return the path of the action that the plan shows first."""
    page.goto(f"{base}/plan/")
    return str(page.locator("main .act a[href^='/plan/']").first.get_attribute("href"))


def people_of_a_story(page: Page, base: str) -> str:
    """Return the path of the admin's page of who is in the first story that its search finds."""
    page.goto(f"{base}/admin/pages/search/?content_type=stories.storypage")
    edit = str(page.locator("main a[href^='/admin/pages/'][href$='/edit/']").first.get_attribute("href"))
    return f"/admin/story-people/{edit.split('/')[3]}/"


FOUND = {
    FIRST_STORY: first_story,
    FIRST_ACTION: first_action,
    FIRST_EVENT: first_event,
    PEOPLE_OF_A_STORY: people_of_a_story,
}


def contact_sheet(pictures: list[tuple[str, Path]], target: Path) -> None:
    """Lay the pictures out in rows, each with its caption, cropped to the top of the page."""
    rows = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (TILE[0] + 16) + 16, rows * (TILE[1] + 44) + 16), "#ffffff")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(14)
    for index, (caption, file) in enumerate(pictures):
        left = 16 + index % ACROSS * (TILE[0] + 16)
        top = 16 + index // ACROSS * (TILE[1] + 44)
        with Image.open(file) as opened:
            height = min(opened.height, opened.width * TILE[1] // TILE[0])
            tile = opened.convert("RGB").crop((0, 0, opened.width, height))
        tile = tile.resize((TILE[0], max(1, TILE[0] * height // tile.width)), Image.Resampling.LANCZOS)
        sheet.paste(tile, (left, top))
        draw.rectangle((left - 1, top - 1, left + TILE[0], top + TILE[1]), outline="#bfcab8")
        draw.text((left, top + TILE[1] + 6), caption, fill="#14231b", font=font)
    # Octrees keep the few reds that a palette by frequency turns brown
    sheet.quantize(64, method=Image.Quantize.FASTOCTREE).save(target, optimize=True)


def take_all(base: str, widths: tuple[int, ...], folder: Path) -> list[tuple[Shot, str, Path]]:
    """Take every shot at each width, light and dark; return it with its caption and its file."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for width in widths:
            for scheme in ("light", "dark"):
                for shot, file in take(browser, base, width, scheme, folder):
                    pictures.append((shot, f"{shot.name}, {width}, {scheme}", file))
        browser.close()
    return pictures


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="where the demo runs")
    parser.add_argument("--keep", type=Path, help="keep every picture in this folder")
    parser.add_argument("--every", action="store_true", help="at 768 pixels too, a row a page, into var/shots")
    options = parser.parse_args()
    if options.every:
        folder = options.keep or KEPT
        pictures = sorted(take_all(options.base, (360, 768, 1440), folder), key=lambda one: SHOTS.index(one[0]))
        contact_sheet([(caption, file) for _, caption, file in pictures], folder / "sheet.png")
        sys.stdout.write(f"{len(pictures)} pictures, and all of them on {folder / 'sheet.png'}\n")
        return
    pictures = take_all(options.base, (1440, 360), options.keep or Path(tempfile.mkdtemp()))
    contact_sheet([(caption, file) for _, caption, file in pictures], DOCS / "contact-sheet.png")
    front = next(file for _, caption, file in pictures if caption == "Search for NMR, 1440, light")
    with Image.open(front) as opened:
        opened.convert("RGB").crop((0, 0, 1440, SCREEN)).quantize(160).save(DOCS / "screenshot.png", optimize=True)


if __name__ == "__main__":
    main()
