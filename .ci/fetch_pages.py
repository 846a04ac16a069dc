"""Save the pages of a running demo as files, for the HTML checker, and try the things a first visitor would.

    .venv/bin/python .ci/fetch_pages.py http://localhost:8000 FOLDER

Pages are found as a reader finds them: from the sitemap, and by following links on the same site, signed out and
signed in as each sample account. Wagtail's own admin is left out: its HTML is not ours.
"""

import os
import re
import sys
from collections import deque
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

MOST_PAGES = 300  # a viewer: the whole sitemap of the demo, and every kind of page behind it
MOST_ALIKE = 12  # pages whose address differs only in slug, number or query
LEFT_OUT = re.compile(
    r"^/(admin|django-admin|media|static|documents)/|^/account/logout/|^/theme-|\.(vcf|css|js|ics|csv)$"
)
FIRST_SIGNED_OUT = (
    "/", "/technicians/", "/technicians/?q=NMR", "/technicians/?q=nobody-knows-this", "/technicians/?page=2",
    "/skills/", "/account/login/", "/account/signup/", "/account/login/code/", "/account/password/reset/",
    "/no-such-page/",
)  # fmt: skip
FIRST_SIGNED_IN = ("/me/", "/claim/", "/account/email/", "/account/password/change/", "/account/2fa/")


class Links(HTMLParser):
    """Collects addresses of links, and the CSRF token of forms."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link or a token."""
        values = dict(attrs)
        if tag == "a" and values.get("href") and "download" not in values:
            self.found.append(str(values["href"]))
        if tag == "input" and values.get("name") == "csrfmiddlewaretoken":
            self.token = str(values["value"])


class Reader:
    """Somebody who reads the site, signed in or not."""

    def __init__(self, base: str, name: str) -> None:
        self.base = base
        self.name = name
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str, str]:
        """Return status, final address, kind and text of a page."""
        body = urlencode(data).encode() if data else None
        headers = {"Referer": self.base + path} if data else {}
        request = Request(self.base + path, data=body, headers=headers)  # noqa: S310 (the demo of this machine)
        try:
            answer = self.opener.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get_content_type()
            text = answer.read().decode("utf-8", "replace") if kind.startswith("text/") or "xml" in kind else ""
            return int(answer.status or 0), answer.url, kind, text

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person does, by the form; stop everything where that fails."""
        form = Links()
        form.feed(self.get("/account/login/")[3])
        data = {"login": email, "password": password, "csrfmiddlewaretoken": form.token}
        status, url, _, _ = self.get("/account/login/", data)
        if status != 200 or "/account/" in url:
            sys.exit(f"{email} could not sign in: {status} at {url}")

    def crawl(self, first: list[str], folder: Path) -> tuple[int, list[str]]:
        """Save pages reached from the first ones; return how many, and the faults found."""
        waiting, seen, alike = deque(first), set(first), dict[str, int]()
        saved, faults = 0, list[str]()
        while waiting and saved < MOST_PAGES:
            path = waiting.popleft()
            status, url, kind, text = self.get(path)
            expected = 404 if path == "/no-such-page/" else 200
            if status != expected and not (self.name != "visitor" and status == 403):
                faults.append(f"{self.name}: {path} answers {status}, not {expected}")
            if kind != "text/html" or not url.startswith(self.base):
                continue
            name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:80] or "home"
            (folder / f"{self.name}--{saved:03d}-{name}.html").write_text(text, encoding="utf-8")
            saved += 1
            links = Links()
            links.feed(text)
            for link in links.found:
                target = self._path_of(urljoin(url, link))
                if target and target not in seen and alike.setdefault(_shape(target), 0) < MOST_ALIKE:
                    alike[_shape(target)] += 1
                    seen.add(target)
                    waiting.append(target)
        return saved, faults

    def _path_of(self, address: str) -> str | None:
        """Return path and query of an address on this site that is to be read, or None."""
        parts = urlsplit(urldefrag(address).url)
        if f"{parts.scheme}://{parts.netloc}" != self.base or LEFT_OUT.search(parts.path):
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")


def _shape(path: str) -> str:
    """Return what kind of address it is: the folder, and the names in its query."""
    parts = urlsplit(path)
    names = "&".join(sorted({key for key, _ in parse_qsl(parts.query)}))
    return f"{parts.path.rstrip('/').rpartition('/')[0]}?{names}"


def sitemap_paths(visitor: Reader) -> list[str]:
    """Return the paths the sitemap lists; stop where it is no good."""
    status, _, _, text = visitor.get("/sitemap.xml")
    paths = [urlsplit(address).path or "/" for address in re.findall(r"<loc>(.*?)</loc>", text)]
    if status != 200 or not any(path.startswith("/technicians/") for path in paths):
        sys.exit(f"The sitemap answers {status} and lists {len(paths)} pages, no technician among them.")
    return paths


def accounts() -> tuple[list[tuple[str, str]], str]:
    """Return (role, email address) of the sample accounts, and their password."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django  # noqa: PLC0415 (the settings must be named first)

    django.setup()
    from portal.demo.loading import PASSWORD, sample_accounts  # noqa: PLC0415 (needs Django)

    return sample_accounts(), PASSWORD


def main() -> None:
    """Fetch for every reader; fail with a line for each fault."""
    base, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True)
    visitor = Reader(base, "visitor")
    first = [*FIRST_SIGNED_OUT, *sitemap_paths(visitor)]
    saved, faults = visitor.crawl(list(dict.fromkeys(first)), folder)
    other_name = visitor.base.replace("localhost", "127.0.0.1")
    if Reader(other_name, "visitor").get("/healthz")[0] != 200:
        faults.append(f"{other_name} does not answer")
    print(f"visitor: {saved} pages")
    people, password = accounts()
    for role, email in people:
        reader = Reader(base, role.lower().replace(" ", "-"))
        reader.sign_in(email, password)
        saved, new_faults = reader.crawl(list(FIRST_SIGNED_IN), folder)
        faults += new_faults
        print(f"{role}: {saved} pages")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
