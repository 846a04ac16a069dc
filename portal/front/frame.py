"""The frame of every page: navigation, footer, small print, announcement, from what editors set and which pages exist.

What editors set comes with the name and look, and so do the pages that the frame knows of; only links to other pages
cost one query more, however many there are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Func, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Site

from portal.front.models.frame import Announcement, Navigation

# Pages straight under the home page that the frame knows of by their part of the address
PLEDGE, STORIES, RESOURCES, CONTACT = "pledge", "stories", "resources", "contact"
EVENTS, TRAINING, AWARDS = "events", "training", "awards"
SMALL_PRINT = (("accessibility", "Accessibility"), ("privacy", "Privacy"), ("cookies", "Cookies"), (CONTACT, "Contact"))
KNOWN = (PLEDGE, STORIES, EVENTS, TRAINING, AWARDS, RESOURCES, "attribution", *(slug for slug, _ in SMALL_PRINT))


@dataclass(frozen=True)
class NavLink:
    """A link in navigation or footer; it is current on its own page and on those under `also`.

    `in_menu`: it stands in the menu of narrow screens alone, beneath the entry that leads to it too.
    """

    label: str
    url: str
    current: bool = False
    in_menu: bool = False


@dataclass(frozen=True)
class LinkGroup:
    """A headed group of links in the footer."""

    title: str
    links: tuple[NavLink, ...]


@dataclass(frozen=True)
class Notice:
    """The announcement as it is drawn."""

    text: str
    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class PageLink:
    """A live page of this site."""

    title: str
    url: str


@dataclass(frozen=True)
class Pages:
    """The live pages that frame and home page may link to, by key and, straight under the home page, by slug."""

    by_pk: Mapping[int, PageLink] = field(default_factory=dict)
    by_slug: Mapping[str, PageLink] = field(default_factory=dict)

    def url(self, slug: str) -> str:
        """Return the address of a page under the home page; nothing where there is none."""
        return self.by_slug[slug].url if slug in self.by_slug else ""

    def of_link(self, link: Mapping[str, Any]) -> str:
        """Return where an editor's link leads; nothing where its page is gone or not public."""
        if link.get("page"):
            page = self.by_pk.get(int(link["page"]))
            return page.url if page else ""
        return str(link.get("address") or "")


@dataclass(frozen=True)
class FrameSettings:
    """What editors set, as it is stored."""

    links: Sequence[Mapping[str, Any]] = ()
    groups: Sequence[Mapping[str, Any]] = ()
    announcement: Mapping[str, Any] | None = None
    known: frozenset[str] | None = None  # slugs of the known pages that are live; None: nobody asked yet

    @property
    def pages(self) -> set[int]:
        """Return the keys of the pages that they link to."""
        every = [*self.links, *(link for group in self.groups for link in group_links(group))]
        keys = {int(link["page"]) for link in every if link.get("page")}
        page = (self.announcement or {}).get("page")
        return keys | ({int(page)} if page else set())


def asked_of_look() -> dict[str, Any]:
    """Return the expressions by which the query of the name and look brings what editors set, and the known pages."""
    here = Navigation.objects.filter(site=OuterRef("site"))
    told = JSONObject(
        text="text", kind="kind", label="link_label", page="link_page", address="link_address",
        start="shown_from", end="shown_until",
    )  # fmt: skip
    announced = Announcement.objects.filter(site=OuterRef("site")).exclude(text="")
    return {
        "nav_links": Subquery(here.values("links")[:1]),
        "nav_footer": Subquery(here.values("footer")[:1]),
        "announced": Subquery(announced.values(found=told)[:1]),
        **known_pages("site__root_page"),
    }


class Joined(Func):
    """The values of a column in one text, with commas between; NULL where there is no row.

    It gathers rows, but is no `Aggregate`: that would group them by their keys first.
    """

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Return it as PostgreSQL calls it."""
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s, ',')", **extra)


def known_pages(root: str) -> dict[str, Subquery]:
    """Return the expression that says which of the known pages are live: their slugs, joined.

    `root`: where the query that asks has the site's first page. Every page asks this, so that it is one expression and
    not one for each known page: putting those into SQL took longer than all else that the query costs.
    """
    depth, path = OuterRef(f"{root}__depth"), OuterRef(f"{root}__path")
    under = Page.objects.live().filter(depth=depth + 1, path__startswith=path, slug__in=KNOWN)
    return {"known_slugs": Subquery(under.order_by().values(joined=Joined("slug")))}


def _under(site: Site) -> "QuerySet[Page, Any]":
    root = site.root_page
    under: QuerySet[Page, Any] = Page.objects.live().filter(depth=root.depth + 1, path__startswith=root.path)
    return under


def read_settings(branding: Any) -> FrameSettings:
    """Return what editors set, of a look that was read with `asked_of_look`; of the default look, nothing."""
    is_read = hasattr(branding, "known_slugs")
    return FrameSettings(
        _stored(getattr(branding, "nav_links", None)),
        _stored(getattr(branding, "nav_footer", None)),
        getattr(branding, "announced", None),
        frozenset((branding.known_slugs or "").split(",")) & frozenset(KNOWN) if is_read else None,
    )


def _stored(stream: Any) -> list[Mapping[str, Any]]:
    return [child["value"] for child in stream.raw_data] if stream else []


def group_links(group: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the links of a stored group of the footer."""
    return [link.get("value", link) for link in group.get("links", [])]


def read_pages(site: Site | None, wanted: Collection[int], known: Collection[str] | None) -> Pages:
    """Return those of the wanted pages that are live in a site, and the known ones under its home page.

    One query at most: none where nothing is wanted besides the known, and these (their slugs) were read already.
    """
    if site is None:
        return Pages()
    if known is None:
        known = set(_under(site).filter(slug__in=KNOWN).values_list("slug", flat=True))
    by_pk: dict[int, PageLink] = {}
    if wanted:
        root = site.root_page
        rows = Page.objects.live().filter(pk__in=list(wanted), path__startswith=root.path)
        for pk, title, url_path in rows.values_list("pk", "title", "url_path"):
            by_pk[pk] = PageLink(title, url_path[len(root.url_path) - 1 :])
    return Pages(by_pk, {slug: PageLink(slug, f"/{slug}/") for slug in known})


def navigation(path: str, frame: FrameSettings, pages: Pages, *, has_plan: bool) -> list[NavLink]:
    """Return the main navigation, the place one is in marked; what leads nowhere is left out.

    All of it stands in one row with the name of the site from 1280 pixels on. Skills and equipment are ways of finding
    a technician, to which the directory leads; they have entries of their own where the menu is a list, with room.
    """
    if frame.links:
        chosen = [(str(link["label"]), pages.of_link(link)) for link in frame.links]
        return [NavLink(label, url, _is_within(path, url)) for label, url in chosen if url]
    plan = reverse("plan") if has_plan else ""
    skills, equipment = reverse("skills"), reverse("equipment_list")
    built_in = [
        ("Find a technician", reverse("technicians"), (skills, equipment)),
        ("Skills", skills, ()),
        ("Equipment", equipment, ()),
        ("Stories", pages.url(STORIES), ()),
        ("Events", pages.url(EVENTS) or pages.url(TRAINING), (pages.url(TRAINING),)),
        ("Awards", pages.url(AWARDS), ()),
        ("Our commitment", plan or pages.url(PLEDGE), (pages.url(PLEDGE),)),
        ("Resources", pages.url(RESOURCES), ()),
    ]
    return [
        NavLink(label, url, any(_is_within(path, each) for each in (url, *also)), url in (skills, equipment))
        for label, url, also in built_in
        if url
    ]


def _is_within(path: str, url: str) -> bool:
    return url.startswith("/") and url != "/" and path.startswith(url.partition("?")[0].partition("#")[0])


def footer(frame: FrameSettings, pages: Pages, *, has_plan: bool) -> list[LinkGroup]:
    """Return the footer's groups; a group without a link that leads somewhere is left out."""
    groups = _chosen_groups(frame, pages) if frame.groups else _built_in_groups(pages, has_plan=has_plan)
    filled = (LinkGroup(title, tuple(NavLink(*link) for link in links if link[1])) for title, links in groups)
    return [group for group in filled if group.links]


def _chosen_groups(frame: FrameSettings, pages: Pages) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(group["title"]), [(str(link["label"]), pages.of_link(link)) for link in group_links(group)])
        for group in frame.groups
    ]


def _built_in_groups(pages: Pages, *, has_plan: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    plan = reverse("plan") if has_plan else ""
    return [
        (
            "People",
            [
                ("Find a technician", reverse("technicians")),
                ("Skills, A to Z", reverse("skills")),
                ("Equipment", reverse("equipment_list")),
                ("Stories", pages.url(STORIES)),
            ],
        ),
        (
            "For technicians",
            [
                ("Events", pages.url(EVENTS)),
                ("Training", pages.url(TRAINING)),
                ("Awards", pages.url(AWARDS)),
                ("Claim your profile", reverse("claim")),
                ("Your page", reverse("me")),
                ("Resources", pages.url(RESOURCES)),
            ],
        ),
        (
            "Our commitment",
            [
                ("The pledge", pages.url(PLEDGE)),
                ("Action plan", plan),
                ("Every action", f"{plan}#list" if plan else ""),
                ("Credit on research", pages.url("attribution")),
            ],
        ),
    ]


def small_print(pages: Pages) -> list[NavLink]:
    """Return the links at the foot that appear by themselves, each when its page exists."""
    return [NavLink(label, pages.url(slug)) for slug, label in SMALL_PRINT if pages.url(slug)]


def notice(frame: FrameSettings, pages: Pages, now: datetime | None = None) -> Notice | None:
    """Return the announcement of this moment, or None; its link is left out where it leads nowhere."""
    told = frame.announcement
    if not told:
        return None
    moment = now or timezone.now()
    start, end = _moment(told["start"]), _moment(told["end"])
    if (start and moment < start) or (end and moment >= end):
        return None
    url = pages.of_link(told)
    return Notice(str(told["text"]), str(told["kind"]), str(told["label"]) if url else "", url)


def _moment(stored: Any) -> datetime | None:
    """Return a time as JSON from the database gives it, which on SQLite says no zone and means UTC."""
    if not stored:
        return None
    found = stored if isinstance(stored, datetime) else parse_datetime(str(stored))
    if found is None:
        return None
    return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)
