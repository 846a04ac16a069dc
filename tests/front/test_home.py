"""The first page fills itself from live data, obeys its editors, and is never an empty hole."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from events.enums import Shelf
from plan.enums import ThemeSlug
from plan.headlines import headlines
from portal.core.enums import Agreement
from portal.core.models import Branding, Theme
from portal.front.models import HomePage, PledgePage
from profiles.enums import Audience, SkillLevel
from profiles.models import Campus, Skill, Technician, TechnicianSkill
from tests.factories.awards import HonouredPersonFactory, RoundFactory, SchemeFactory
from tests.factories.events import EventFactory, OccurrenceFactory, in_days
from tests.factories.people import SkillFactory, live_technician
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory
from tests.factories.stories import PictureFactory, draft_story, publish, stories_index
from tests.statements import that_write

pytestmark = pytest.mark.django_db

EVENTS = (("Far", Shelf.EVENTS), ("Near", Shelf.EVENTS), ("Course", Shelf.TRAINING))
MOST = 17  # queries with an empty cache: 14 as the page was without awards, and three for them


def person(name: str, audience: Audience = Audience.PUBLIC, **fields: Any) -> Technician:
    made: Technician = live_technician(audience=audience, given_name=name, ask_me_about=["leaks"], **fields)
    skill = Skill.objects.filter(group__slug="glass").first() or SkillFactory(group__name="Glass", group__slug="glass")
    TechnicianSkill.objects.create(technician=made, skill=skill, level=SkillLevel.EXPERT)
    return made


def plan(actions: int = 1) -> Any:
    today = timezone.localdate()
    made = PlanFactory(
        start=today - timedelta(days=90), end=today + timedelta(days=900), published_at=timezone.now(),
    )  # fmt: skip
    theme = Theme.objects.get_or_create(slug=ThemeSlug.VISIBILITY, defaults={"name": "Visibility"})[0]
    for _ in range(actions):
        action = ActionFactory(plan=made)
        action.themes.add(theme)
        UpdateFactory(action=action, status="done")
    return made


def story(title: str) -> Any:
    return publish(draft_story(title, summary="It took nine weeks.", picture=PictureFactory()))


def compose(*sections: tuple[str, dict[str, Any]]) -> None:
    """Compose the home page, as it is stored."""
    home = HomePage.objects.get()
    home.sections = home.sections.stream_block.to_python(
        [{"type": kind, "value": value, "id": str(place)} for place, (kind, value) in enumerate(sections)]
    )
    home.save()


def kinds(page: Any) -> list[str]:
    return [part.kind for part in page.context["sections"]]


def content(page: Any, kind: str) -> Any:
    return next(part.content for part in page.context["sections"] if part.kind == kind)


def test_a_fresh_portal_has_a_heading_and_the_search_and_no_hole(client: Client) -> None:
    page = client.get("/")
    assert kinds(page) == ["find"]
    body = page.content.decode()
    assert "<h1>Find the person who knows how</h1>" in body
    assert "Or take something off the board" not in body


def test_with_no_section_that_has_anything_to_show_it_says_so_and_offers_a_way_on(client: Client) -> None:
    compose(("lead_story", {}), ("board", {}), ("technicians", {}), ("progress", {}), ("stories", {}), ("pledge", {}))
    page = client.get("/")
    assert kinds(page) == []
    assert "Nobody is on show yet" in page.content.decode()
    assert "/claim/" in page.content.decode()


def test_board_and_people_show_what_this_visitor_may_see(client: Client) -> None:
    person("Ines")
    person("Marek", Audience.COLLEAGUES)
    page = client.get("/")
    assert [(tool.name, tool.people) for tool in content(page, "board")["tools"]] == [("Glass", 1)]
    assert content(page, "board")["people"] == 1
    assert [one.given_name for one in content(page, "technicians")["people"]] == ["Ines"]
    assert "Marek" not in page.content.decode()


def test_the_latest_story_leads_and_is_told_once(client: Client) -> None:
    for title in ("Glass", "Waves"):
        story(title)
    page = client.get("/")
    assert kinds(page) == ["lead_story", "find", "stories"]
    assert content(page, "lead_story")["card"].title == "Waves"
    assert [card.title for card in content(page, "stories")["cards"]] == ["Glass"]
    body = page.content.decode()
    assert body.count("<h1") == 1
    assert "Find the person who knows how</h1>" not in body


def test_editors_choose_story_words_people_and_how_many(client: Client) -> None:
    glass = story("Glass")
    story("Waves")
    ines, _, aoife = person("Ines"), person("Nasrin"), person("Aoife")
    compose(
        ("technicians", {"title": "Ask these", "technicians": [aoife.pk, ines.pk], "number": 2}),
        ("lead_story", {"story": glass.pk, "title": "Not one leak", "text": "", "button": ""}),
    )
    page = client.get("/")
    assert kinds(page) == ["technicians", "lead_story"]
    assert [one.given_name for one in content(page, "technicians")["people"]] == ["Aoife", "Ines"]
    assert content(page, "technicians")["title"] == "Ask these"
    lead = content(page, "lead_story")
    assert (lead["title"], lead["text"], lead["card"].title) == ("Not one leak", "It took nine weeks.", "Glass")


def test_words_for_a_chosen_story_are_not_put_to_another(client: Client) -> None:
    glass = story("Glass")
    story("Waves")
    compose(("lead_story", {"story": glass.pk, "title": "Not one leak"}))
    glass.unpublish()
    lead = content(client.get("/"), "lead_story")
    assert (lead["title"], lead["card"].title) == ("Waves", "Waves")


def test_chosen_people_who_are_not_public_are_not_shown(client: Client) -> None:
    hidden = person("Marek", Audience.COLLEAGUES)
    compose(("technicians", {"technicians": [hidden.pk]}), ("words", {"title": "Hello", "text": "<p>All.</p>"}))
    page = client.get("/")
    assert kinds(page) == ["words"]
    assert "Marek" not in page.content.decode()


def test_a_button_that_leads_nowhere_takes_its_section_along(client: Client) -> None:
    index = stories_index()
    link = {"label": "Read", "page": index.pk, "address": ""}
    compose(("next_step", {"title": "Stories", "text": "", "link": link}))
    assert content(client.get("/"), "next_step")["url"] == "/stories/"
    index.unpublish()
    assert kinds(client.get("/")) == []


def test_progress_counts_each_action_once_and_under_each_of_its_themes() -> None:
    made = plan(2)
    made.actions.first().themes.add(Theme.objects.create(name="Zeal", slug="zeal", order=99))
    found = headlines(timezone.localdate())
    assert found is not None
    assert (found.tally.total, found.tally.done, found.tally.behind, found.late) == (2, 2, 0, 0)
    assert [(theme.name, theme.tally.total) for theme in found.themes] == [("Visibility", 2), ("Zeal", 1)]


@pytest.mark.parametrize(("starts", "ends"), [(-900, -10), (10, 900)])
def test_progress_is_of_the_plan_that_runs(starts: int, ends: int) -> None:
    today = timezone.localdate()
    other = PlanFactory(
        start=today + timedelta(days=starts), end=today + timedelta(days=ends), published_at=timezone.now(),
    )  # fmt: skip
    ActionFactory(plan=other)
    assert headlines(today).title == other.title  # type: ignore[union-attr]
    running = plan()
    assert headlines(today).title == running.title  # type: ignore[union-attr]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_full_page_costs_at_most_seventeen_queries_and_none_twice(client: Client, rows: int) -> None:
    for number in range(rows):
        person(f"Ines{number}")
        story(f"Story {number}")
        campus = Campus.objects.create(name=f"Campus {number}", slug=f"campus-{number}")
        OccurrenceFactory(event__picture=PictureFactory(), campus=campus)
        won_by(live_technician())
        RoundFactory()
        SchemeFactory(external=True, next_closes_on=in_days(number + 1).date())
    plan(rows)
    HomePage.objects.get().add_child(instance=PledgePage(title="Our pledge", slug="pledge"))
    Branding.for_site(Site.objects.get()).save()
    client.get("/")  # SQLite is asked once a process whether it knows JSON
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/")
    wanted = ["lead_story", "find", "board", "technicians", "events", "awards", "progress", "stories", "pledge"]
    assert kinds(page) == (wanted if rows > 1 else [kind for kind in wanted if kind != "stories"])
    assert {each: n for each, n in Counter(query["sql"] for query in queries).items() if n > 1} == {}
    assert len(queries) <= MOST, "\n".join(query["sql"][:150] for query in queries)


def test_the_next_events_come_by_themselves_unless_an_editor_chose(client: Client) -> None:
    assert "events" not in kinds(client.get("/"))
    far, near, course = (EventFactory(title=title, shelf=shelf) for title, shelf in EVENTS)
    for event, days in ((far, 20), (near, 3), (near, 4), (course, 9)):
        OccurrenceFactory(event=event, starts_at=in_days(days), ends_at=in_days(days, 12))

    def told() -> list[str]:
        sections = client.get("/").context["sections"]
        return [card.title for part in sections if part.kind == "events" for card in part.content["cards"]]

    assert told() == ["Near", "Course", "Far"]
    compose(("events", {"number": 2}))
    assert told() == ["Near", "Course"]
    compose(("events", {"events": [far.pk], "title": "Come"}))
    assert told() == ["Far"]
    far.occurrences.update(starts_at=in_days(-2), ends_at=in_days(-2, 12))
    assert told() == ["Near", "Course"]
    near.unpublish()
    assert told() == ["Course"]


def won_by(technician: Technician, **fields: Any) -> Any:
    person = HonouredPersonFactory(technician=technician, agreement=Agreement.AGREED, **fields)
    return person.honour


def awards_told(client: Client) -> tuple[list[str], list[str]]:
    """Return what can be entered, and who won, as the first page tells it; nothing where it has no such section."""
    shown = {part.kind: part.content for part in client.get("/").context["sections"]}.get("awards")
    if shown is None:
        return [], []
    names = [person.name for win in shown["wins"] for person in win.names]
    return [f"{one.title}: {one.words}" for one in shown["dates"]], names


def test_awards_that_can_be_entered_come_first_and_then_what_opens_next(client: Client) -> None:
    assert awards_told(client) == ([], [])
    running = {"opens_at": in_days(-9), "closes_at": in_days(9)}
    RoundFactory(scheme__title="Ours", **running)
    RoundFactory(scheme__title="Withdrawn", scheme__live=False, **running)
    RoundFactory(scheme__title="Ended", scheme__has_ended=True, **running)
    RoundFactory(scheme__title="Cancelled", cancelled_at=timezone.now(), cancelled_reason="No panel", **running)
    RoundFactory(scheme__title="Over", opens_at=in_days(-9), closes_at=in_days(-1))
    RoundFactory(scheme__title="Coming", opens_at=in_days(2), closes_at=in_days(9))
    SchemeFactory(external=True, title="Theirs", next_closes_on=in_days(3).date())
    SchemeFactory(external=True, title="Later", next_opens_on=in_days(1).date(), next_closes_on=in_days(20).date())
    SchemeFactory(external=True, title="Past", next_closes_on=in_days(-1).date())
    SchemeFactory(external=True, title="Unknown")
    dates, _ = awards_told(client)
    assert [line.partition(" on ")[0].partition(" until ")[0] for line in dates] == [
        "Theirs: Open", "Ours: Closes", "Later: Opens", "Coming: Opens",
    ]  # fmt: skip
    body = client.get("/").content.decode()
    assert "Put somebody forward" in body
    assert 'href="/awards/ours/nominate/"' in body
    compose(("awards", {"number": 1, "title": "Enter these"}))
    assert [line.partition(":")[0] for line in awards_told(client)[0]] == ["Theirs"]


def test_who_won_last_is_told_of_those_who_agreed_and_are_seen(client: Client) -> None:
    won_by(live_technician(given_name="Ines", family_name="Prout"))
    won_by(live_technician(audience=Audience.COLLEAGUES, given_name="Marek"))
    HonouredPersonFactory(technician=live_technician(given_name="Nasrin"))
    won_by(live_technician(given_name="Tam"), honour__announced_at=in_days(2))
    assert awards_told(client) == ([], ["Ines Prout"])
    body = client.get("/").content.decode()
    assert "Who won last</h2>" in body
    assert [name for name in ("Marek", "Nasrin", "Tam") if name in body] == []
    compose(("awards", {"wins": False}))
    assert awards_told(client) == ([], [])


def test_a_team_that_won_is_told_with_those_who_may_be_named(client: Client) -> None:
    team = won_by(live_technician(given_name="Ines", family_name="Prout"), honour__team_name="The glass shop")
    HonouredPersonFactory(honour=team, technician=live_technician(given_name="Nasrin"))
    assert awards_told(client) == ([], ["Ines Prout"])
    assert "The glass shop" in client.get("/").content.decode()


def test_no_two_plain_grounds_stand_together(client: Client) -> None:
    person("Ines")
    plan()
    grounds = [(part.kind, part.ground) for part in client.get("/").context["sections"]]
    assert grounds == [("find", ""), ("board", ""), ("technicians", ""), ("progress", "bare")]


def test_reading_a_page_writes_nothing(client: Client) -> None:
    """Not even the settings row that Wagtail makes when it is first asked for."""
    with CaptureQueriesContext(connection) as queries:
        for address in ("/", "/technicians/", "/skills/", "/robots.txt"):
            client.get(address)
    assert that_write(queries) == []


@pytest.mark.parametrize("kind", sorted(HomePage.sections.field.stream_block.child_blocks))
def test_each_section_has_a_preview(kind: str) -> None:
    story("Glass")
    person("Ines")
    plan()
    OccurrenceFactory()
    RoundFactory()
    block = HomePage.sections.field.stream_block.child_blocks[kind]
    assert block.is_previewable
    assert block.meta.description
    drawn = block.render(block.get_preview_value())
    assert "<h2" in drawn or "<h1" in drawn
