"""Navigation, footer, small print, announcement and redirects: what editors set, and who may."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from events.enums import Shelf
from portal.accounts.role_sync import sync_roles
from portal.core.models import Branding
from portal.core.roles import Role
from portal.front.models import Announcement, CookiesPage, HomePage, Navigation, ResourcesPage, StandardPage
from tests.factories.awards import awards_index
from tests.factories.events import events_index
from tests.factories.people import UserFactory
from tests.factories.stories import draft_story, publish, stories_index
from tests.outputs.site_frame import navigation_sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def branding() -> Branding:
    """Save the look, as whoever set the portal up did."""
    look: Branding = Branding.for_site(Site.objects.get())
    look.save()
    return look


def nav(client: Client, path: str = "/skills/") -> list[tuple[str, str]]:
    return [(link.label, link.url) for link in client.get(path).context["frame"].nav]


def link(label: str, page: int | None = None, address: str = "") -> dict[str, Any]:
    return {"label": label, "page": page, "address": address}


def keep(**streams: list[tuple[str, Any]]) -> None:
    kept = Navigation.for_site(Site.objects.get())
    for name, children in streams.items():
        block = kept._meta.get_field(name).stream_block
        setattr(kept, name, block.to_python([{"type": kind, "value": value} for kind, value in children]))
    kept.save()


def announce(**fields: Any) -> None:
    Announcement.objects.update_or_create(site=Site.objects.get(), defaults={"text": "The store is closed.", **fields})


def test_the_built_in_navigation_leaves_out_what_there_is_not(client: Client) -> None:
    wanted = [("Find a technician", "/technicians/"), ("Skills", "/skills/"), ("Equipment", "/equipment/")]
    assert nav(client) == wanted
    stories_index()
    events_index(Shelf.TRAINING)
    assert nav(client) == [*wanted, ("Stories", "/stories/"), ("Events", "/training/")]
    events_index()
    assert nav(client) == [*wanted, ("Stories", "/stories/"), ("Events", "/events/")]
    awards_index()
    assert nav(client)[-1] == ("Awards", "/awards/")
    HomePage.objects.get().add_child(instance=ResourcesPage(title="Resources", slug="resources"))
    assert nav(client)[-1] == ("Resources", "/resources/")


def test_skills_and_equipment_are_ways_to_a_technician_and_entries_of_the_menu_alone(client: Client) -> None:
    for path, marked in (("/skills/", ["Find a technician", "Skills"]), ("/technicians/", ["Find a technician"])):
        page = client.get(path)
        links = page.context["frame"].nav
        assert [one.label for one in links if one.current] == marked
        assert [one.label for one in links if one.in_menu] == ["Skills", "Equipment"]
        assert page.content.decode().count('<li class="in-menu">') == 2
    directory = client.get("/technicians/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert '<a href="/skills/">the skills</a> and <a href="/equipment/">the equipment</a>' in directory


def test_editors_set_navigation_and_footer_and_what_is_gone_vanishes(client: Client) -> None:
    index = stories_index()
    chosen = [("link", link("Told", index.pk)), ("link", link("Who", address="/technicians/"))]
    group = ("group", {"title": "More", "links": [{"type": "item", "value": link("Tales", index.pk)}]})
    keep(links=chosen, footer=[group])
    page = client.get("/technicians/")
    frame = page.context["frame"]
    assert [(one.label, one.url, one.current) for one in frame.nav] == [
        ("Told", "/stories/", False),
        ("Who", "/technicians/", True),
    ]
    assert [(each.title, [one.url for one in each.links]) for each in frame.footer] == [("More", ["/stories/"])]
    index.unpublish()
    page = client.get("/technicians/")
    assert [one.label for one in page.context["frame"].nav] == ["Who"]
    assert page.context["frame"].footer == []


def test_small_print_appears_with_its_page(client: Client) -> None:
    assert client.get("/skills/").context["frame"].small_print == []
    HomePage.objects.get().add_child(instance=CookiesPage(title="Cookies", slug="cookies"))
    assert [one.url for one in client.get("/skills/").context["frame"].small_print] == ["/cookies/"]


@pytest.mark.parametrize(
    ("start", "end", "is_shown"),
    [
        (None, None, True),
        ("2026-07-01T12:00", None, True),
        ("2026-07-01T12:01", None, False),
        (None, "2026-07-01T12:00", False),
        (None, "2026-07-01T12:01", True),
    ],
)
def test_an_announcement_keeps_to_the_clock_of_london(
    client: Client, time_machine: Any, start: str | None, end: str | None, is_shown: bool
) -> None:
    time_machine.move_to("2026-07-01T11:00:00+00:00", tick=False)  # noon in London
    zone = timezone.get_default_timezone()
    at = {
        k: datetime.fromisoformat(v).replace(tzinfo=zone) for k, v in (("shown_from", start), ("shown_until", end)) if v
    }
    announce(**at)
    body = client.get("/skills/").content.decode()
    assert ("The store is closed." in body) is is_shown
    if is_shown:
        assert body.index("The store is closed.") < body.index("<header")
        assert '<aside class="announce is-news" aria-label="Announcement">' in body


def test_an_announcement_leads_to_its_page_while_that_is_there(client: Client) -> None:
    index = stories_index()
    announce(link_label="Read more", link_page=index, kind="warn")
    assert '<a href="/stories/">Read more</a>' in client.get("/skills/").content.decode()
    index.unpublish()
    assert "Read more" not in client.get("/skills/").content.decode()


def test_the_frame_costs_at_most_one_query_however_much_is_set(client: Client) -> None:
    client.get("/skills/")
    with CaptureQueriesContext(connection) as bare:
        client.get("/skills/")
    index = stories_index()
    announce(link_label="Read more", link_page=index)
    keep(links=[("link", link(f"Link {n}", index.pk)) for n in range(8)])
    with CaptureQueriesContext(connection) as full:
        client.get("/skills/")
    assert len(full) == len(bare) + 1


def test_pages_for_visitors_stay_without_cookies(client: Client) -> None:
    announce()
    assert not client.get("/").cookies


def test_who_may_change_the_frame(client: Client) -> None:
    sync_roles()
    site = Site.objects.get()
    may = {
        Role.SITE_MANAGER: {"navigation", "announcement", "redirects"},
        Role.COMMUNICATIONS_EDITOR: {"announcement", "redirects"},
        Role.STORY_WRITER: set(),
        Role.PROFILE_STEWARD: set(),
        Role.PLAN_OWNER: set(),
    }
    addresses = {
        "navigation": f"/admin/settings/front/navigation/{site.pk}/",
        "announcement": f"/admin/settings/front/announcement/{site.pk}/",
        "redirects": "/admin/redirects/",
    }
    for role, allowed in may.items():
        client.force_login(UserFactory(role=role.label))
        opened = {name for name, address in addresses.items() if client.get(address).status_code == 200}
        assert opened == allowed, role


def test_the_announcement_refuses_what_cannot_be(client: Client) -> None:
    sync_roles()
    client.force_login(UserFactory(role=Role.COMMUNICATIONS_EDITOR.label))
    address = f"/admin/settings/front/announcement/{Site.objects.get().pk}/"
    sent = {"text": "Closed", "kind": "news", "link_label": "", "link_page": "", "link_address": ""}
    bad = [
        {"link_address": "javascript:alert(1)", "link_label": "Press"},
        {"link_address": "/technicians/"},
        {"link_label": "Press"},
        {"shown_from": "2026-07-02 10:00", "shown_until": "2026-07-01 10:00"},
    ]
    for wrong in bad:
        assert client.post(address, sent | wrong).status_code == 200
        assert not Announcement.objects.filter(text="Closed").exists()
    assert client.post(address, sent).status_code == 302
    assert Announcement.objects.filter(text="Closed").exists()


def test_navigation_and_footer_say_what_is_wrong_and_take_the_rest(client: Client) -> None:
    """Each refusal is for its own reason: the same form with that one thing put right is taken."""
    sync_roles()
    client.force_login(UserFactory(role=Role.SITE_MANAGER.label))
    address = f"/admin/settings/front/navigation/{Site.objects.get().pk}/"
    good = {"label": "Who", "page": "", "address": "/technicians/"}
    script, nowhere = {**good, "address": "javascript:alert(1)"}, {**good, "address": ""}
    index = {"label": "Both", "page": str(stories_index().pk), "address": "/stories/"}
    begin, choose = "Begin with / for a page of this site", "Choose a page, or type an address."
    for links, groups, told in (
        ([script], [], begin),
        ([], [("More", [good, script])], begin),
        ([nowhere], [], choose),
        ([index], [], "Choose a page or type an address, not both."),
        ([good] * 9, [], "The maximum number of items is 8"),
        ([], [("More", [good])] * 5, "The maximum number of items is 4"),
        ([], [("", [good])], "This field is required."),
    ):
        answer = client.post(address, navigation_sent(links, groups))
        assert answer.status_code == 200
        assert told in answer.content.decode()
        kept = Navigation.objects.get()
        assert (list(kept.links), list(kept.footer)) == ([], [])
    assert client.post(address, navigation_sent([good] * 8, [("More", [good])] * 4)).status_code == 302
    assert len(nav(client)) == 8


def test_a_page_that_is_moved_or_renamed_is_found_under_its_old_address(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    story = publish(draft_story("Glass"))
    old = story.get_url()
    story.slug = "vacuum"
    with django_capture_on_commit_callbacks(execute=True):
        story.save_revision().publish()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, "/stories/vacuum/")
    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title="Attribution", slug="credit"))
    with django_capture_on_commit_callbacks(execute=True):
        page.move(stories_index(), pos="last-child")
    answer = client.get("/credit/")
    assert (answer.status_code, answer["Location"]) == (301, "/stories/credit/")
