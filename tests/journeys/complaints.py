"""What a browser says is wrong with a page: errors on the console, breaches of the policy, requests to other hosts."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# Chromium tells of most breaches on the console; this tells of each, in the same words everywhere
WATCH = """
document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`Content-Security-Policy: ${event.effectiveDirective} forbids ${event.blockedURI || 'inline'} `
    + `(${event.sourceFile || ''}:${event.lineNumber} ${event.sample})`);
});
"""

# With this the checker beside the editor also says what it found in what is written there
_FINDINGS = "axe.run results"

# The statuses of a refused post whose answer htmx puts into the page (templates/components/scripts.html)
_PUT_IN_PLACE = (409, 422)


class Complaints:
    """The complaints about one page, as they come."""

    def __init__(self, page: Page, origin: str) -> None:
        self.lines: list[str] = []
        self._origin = origin
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.lines.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def taken(self) -> list[str]:
        """Return the complaints so far, and begin anew."""
        lines = self.lines[:]
        self.lines.clear()
        return lines

    def _console(self, message: ConsoleMessage) -> None:
        # A page that is answered with 404 on purpose is told on the console too; `_response` judges these
        is_of_the_page = not message.text.startswith((_FINDINGS, "Failed to load resource"))
        if message.type == "error" and is_of_the_page:
            self.lines.append(f"{message.location.get('url', '')}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self.lines.append(f"asks another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status in _PUT_IN_PLACE and "hx-request" in response.request.headers:
            return
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.lines.append(f"{response.url} gave {response.status}")
