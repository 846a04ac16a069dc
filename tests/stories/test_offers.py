"""What stories offer to other pages: panels, related cards, measures, search, drafts of what is handed over."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from plan.models import Reading, Target
from portal.core.models import Theme
from portal.core.registries import Scope, handoffs, measures
from portal.core.small_numbers import FEW
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, Subject
from portal.stories.services.drafts import draft_story as make_draft
from portal.stories.site_search import find_stories
from profiles.models import Department, Skill, SkillGroup
from tests.asking import found_by
from tests.factories.people import UserFactory, live_technician
from tests.factories.plans import ActionFactory, PlanFactory
from tests.factories.stories import SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
THIS_MONTH = Scope(TODAY - timedelta(days=30), TODAY)


def number(key: str, scope: Scope = THIS_MONTH) -> float | None:
    measure = measures.get(key)
    assert measure is not None
    return measure.compute(scope).value


def test_a_story_stands_on_the_page_of_whoever_agreed_and_on_its_skill(client: Client) -> None:
    group = SkillGroup.objects.create(name="Glass", slug="glass")
    skill = Skill.objects.create(name="Fusing", slug="fusing", group=group)
    person = live_technician(slug="ines-vale")
    story = draft_story("Kiln")
    story.skills.set([skill])
    story.save_revision()
    subject = SubjectFactory(story=story, technician=person)
    publish(story)
    for page in ("/technicians/ines-vale/", "/skills/fusing/"):
        assert 'href="/stories/kiln/"' in client.get(page).content.decode(), page
    Subject.objects.filter(pk=subject.pk).update(agreement=Agreement.WITHDRAWN)
    assert 'href="/stories/kiln/"' not in client.get("/technicians/ines-vale/").content.decode()


def test_stories_are_counted_by_period_theme_and_department() -> None:
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    faculty = Department.objects.create(name="Science", slug="science")
    school = Department.objects.create(name="Chemistry", slug="chemistry", parent=faculty)
    for title in ("One", "Two"):
        story = draft_story(title)
        story.departments.set([school] if title == "One" else [])
        story.themes.set([theme] if title == "Two" else [])
        story.save_revision()
        publish(story)
    draft_story("Draft")
    assert number("stories_published") == 2
    assert number("stories_published", Scope(THIS_MONTH.start, TODAY, theme_id=theme.pk)) == 1
    assert number("stories_published", Scope(THIS_MONTH.start, TODAY, department_id=faculty.pk)) == 1
    assert number("stories_published", Scope(date(2020, 1, 1), date(2020, 12, 31))) == 0
    result = measures.get("stories_published").compute(THIS_MONTH)  # type: ignore[union-attr]
    assert {(link.title, link.url) for link in result.evidence} == {("One", "/stories/one/"), ("Two", "/stories/two/")}


def test_the_last_minute_of_a_day_belongs_to_it() -> None:
    zone = timezone.get_default_timezone()
    story = publish(draft_story("Late"))
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=datetime(2026, 3, 31, 23, 59, tzinfo=zone))
    assert number("stories_published", Scope(date(2026, 3, 1), date(2026, 3, 31))) == 1
    assert number("stories_published", Scope(date(2026, 4, 1), date(2026, 4, 30))) == 0


def test_technicians_in_stories_are_told_from_five_on() -> None:
    story = draft_story("Kiln")
    for _ in range(4):
        SubjectFactory(story=story, technician=live_technician())
    SubjectFactory(story=story)  # somebody who is no technician
    publish(story)
    assert measures.get("technicians_in_stories").compute(THIS_MONTH).note == FEW  # type: ignore[union-attr]
    SubjectFactory(story=publish(draft_story("Loom")), technician=live_technician())
    assert number("technicians_in_stories") == 5


def test_a_few_of_a_department_are_not_told_by_subtraction() -> None:
    chemistry = Department.objects.create(name="Chemistry", slug="chemistry")
    physics = Department.objects.create(name="Physics", slug="physics")
    story = draft_story("Kiln")
    for place in (*[chemistry] * 6, *[physics] * 2):
        SubjectFactory(story=story, technician=live_technician(department=place))
    publish(story)
    assert number("technicians_in_stories") == 8
    for place in (chemistry, physics):
        assert number("technicians_in_stories", Scope(THIS_MONTH.start, TODAY, department_id=place.pk)) is None


def test_publishing_a_story_shows_on_the_page_of_an_action(client: Client) -> None:
    """'Shows it works' 2: through the services, the nightly job and the real pages."""
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    plan = PlanFactory(start=TODAY - timedelta(days=60), end=TODAY + timedelta(days=600), published_at=timezone.now())
    action = ActionFactory(plan=plan, title="Tell the story of technical work")
    action.themes.set([theme])
    Target.objects.create(
        action=action, measure="stories_published", baseline=0, baseline_on=plan.start, goal=3, by=plan.end
    )
    story = draft_story("How the kiln was mended")
    story.themes.set([theme])
    story.save_revision()
    address = action.get_absolute_url()
    assert "How the kiln was mended" not in client.get(address).content.decode()
    publish(story)
    assert "How the kiln was mended" in client.get(address).content.decode()  # among what is related to the theme
    call_command("run_jobs", verbosity=0)
    reading = Reading.objects.get(measure="stories_published")
    assert (reading.value, [title for title, _ in reading.evidence]) == (1, ["How the kiln was mended"])
    page = client.get(address).content.decode()
    assert page.count("How the kiln was mended") >= 2


def test_the_site_search_finds_what_shows() -> None:
    publish(save_body(draft_story("The kiln", summary="Cold for nine days."), ("text", "<p>A café at the wheel.</p>")))
    publish(draft_story("Another", summary="With a kiln in it."))
    draft_story("Draft of a kiln")
    waiting = publish(draft_story("Kiln that waits"))
    SubjectFactory(story=waiting, agreement=Agreement.ASKED)
    total, cards = found_by(find_stories, "kiln")
    assert (total, [card.title for card in cards]) == (2, ["The kiln", "Another"])
    assert found_by(find_stories, "cafe wheel")[0] == 1
    assert found_by(find_stories, "kiln", 1)[0] == 2
    assert found_by(find_stories, "  ") == (0, [])


def test_the_site_search_looks_through_nothing_of_people() -> None:
    publish(SubjectFactory(story=draft_story("Kiln"), name="Zebedee Quill", quote="I sang to it.").story)
    assert found_by(find_stories, "Zebedee")[0] == found_by(find_stories, "sang")[0] == 0


def test_what_is_handed_over_becomes_a_draft() -> None:
    person, user = live_technician(), UserFactory()
    handoff = handoffs.get("story_draft")
    assert handoff is not None
    address = handoff.receive(
        user, {"title": "  Best \n technician ", "text": "Won <b>it</b>.\n\nAgain.", "technicians": [person.pk]}
    )
    story = StoryPage.objects.get()
    assert address == f"/admin/pages/{story.pk}/edit/"
    assert (story.title, story.live, story.owner) == ("Best technician", False, user)
    assert str(story.get_latest_revision_as_object().body[0].value) != ""
    assert story.body_text == "Won <b>it</b>. Again."
    subject = Subject.objects.get(story=story)
    assert (subject.technician, subject.agreement, subject.quote) == (person, Agreement.NOT_ASKED, "")


def test_a_draft_of_nothing_has_a_title_all_the_same() -> None:
    assert make_draft(UserFactory(), title=" ", text="").title == "A story without a title"
