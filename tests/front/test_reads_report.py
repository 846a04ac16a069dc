"""What is read: figures for those who write, on the screen, in files and as measures of the plan."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.registries import Scope, measures
from portal.core.roles import Role
from portal.front.counting import ALL_PROFILES
from portal.front.enums import PageKind
from portal.front.models import HomePage, PageReads
from portal.front.read_pages import read_pages
from portal.front.reading import Period, report
from tests.factories.people import SkillFactory, UserFactory
from tests.factories.plans import ActionFactory

pytestmark = pytest.mark.django_db
PUBLISHED = {"plan__published_at": "2025-09-01T12:00Z"}


def add(kind: PageKind, key: str, count: int, days_ago: int = 0) -> None:
    PageReads.objects.create(kind=kind, key=key, count=count, day=timezone.localdate() - timedelta(days_ago))


@pytest.fixture
def editor(client):
    """Return a browser in which a communications editor is signed in."""
    sync_roles()
    client.force_login(UserFactory(role=Role.COMMUNICATIONS_EDITOR.label))
    return client


def test_figures_are_of_the_period_beside_those_of_the_time_before():
    skill = SkillFactory(name="Glassblowing")
    path = f"/skills/{skill.slug}/"
    for count, ago in ((5, 0), (2, 6), (9, 7), (1, 13), (50, 14)):
        add(PageKind.SKILL, path, count, ago)
    add(PageKind.PROFILE, ALL_PROFILES, 20)
    found = report(Period(7, timezone.localdate()))
    assert (found.total, found.before, found.pages) == (27, 10, 2)
    assert [(row.page.title, row.reads, row.before, row.change) for row in found.rows] == [
        ("Technicians’ profiles, all together", 20, 0, "+20"),
        ("Glassblowing", 7, 10, "−3"),
    ]
    assert [(row.kind, row.reads) for row in found.kinds] == [(PageKind.PROFILE, 20), (PageKind.SKILL, 7)]
    assert found.trend is not None
    assert [point.value for point in found.trend.points] == [2, 0, 0, 0, 0, 0, 25]
    only = report(Period(7, timezone.localdate()), PageKind.SKILL)
    assert (only.total, only.before, len(only.kinds)) == (7, 10, 2)


def test_a_year_is_drawn_by_weeks_that_are_whole():
    add(PageKind.HOME, "page:1", 7, 3)
    found = report(Period(365, date.today()))
    assert found.trend is not None
    assert (len(found.trend.points), found.trend.points[-1].value) == (52, 7)


def test_pages_are_called_by_their_names_and_what_nobody_may_open_is_no_link():
    home = HomePage.objects.get()
    action = ActionFactory(title="Lend lamps", **PUBLISHED)
    hidden = ActionFactory(title="Secret plan")
    keys = [
        f"page:{home.pk}",
        "page:99999",
        action.get_absolute_url(),
        hidden.get_absolute_url(),
        "/plan/",
        "/skills/x/",
    ]
    named = read_pages(keys)
    assert named[f"page:{home.pk}"].url == "/"
    assert (named["page:99999"].title, named["page:99999"].url) == ("A page that is gone", "")
    assert named[action.get_absolute_url()].title == f"{action.code}: Lend lamps"
    assert (named[hidden.get_absolute_url()].title, named[hidden.get_absolute_url()].url) == (
        hidden.get_absolute_url(),
        "",
    )
    assert named["/plan/"].title == "Action plan"
    assert named["/skills/x/"].url == ""


@pytest.mark.parametrize("rows", [1, 30])
def test_the_report_costs_the_same_for_one_and_for_thirty(rows, django_assert_max_num_queries):
    plan = ActionFactory(**PUBLISHED).plan
    for number in range(rows):
        add(PageKind.SKILL, f"/skills/{SkillFactory().slug}/", number + 1)
        add(PageKind.PLAN, ActionFactory(plan=plan).get_absolute_url(), number + 1)
        add(PageKind.PAGE, f"page:{Page.objects.last().pk + number}", 1)
    with django_assert_max_num_queries(10):
        report(Period(30, timezone.localdate()))


def test_the_screen_says_who_is_not_counted_and_draws_the_trend(editor):
    add(PageKind.SKILL, "/skills/", 3)
    body = editor.get("/admin/what-is-read/?days=7").content.decode()
    assert "readers without JavaScript" in body
    assert "asks not to be tracked" in body
    assert '<svg class="chart"' in body
    assert "Skills, A to Z" in body
    assert editor.get("/admin/what-is-read/?days=nonsense&kind=nonsense").status_code == 200


def test_the_same_goes_into_files_where_no_cell_is_a_formula(editor):
    home = HomePage.objects.get()
    Page.objects.filter(pk=home.pk).update(title="=1+1")
    add(PageKind.HOME, f"page:{home.pk}", 3)
    csv = editor.get("/admin/what-is-read/reads.csv?days=7").content.decode()
    assert "'=1+1,/,First page,3,0" in csv
    book = load_workbook(BytesIO(editor.get("/admin/what-is-read/reads.xlsx?days=7").content))
    assert [cell.value for cell in book.active[2]] == ["'=1+1", "/", "First page", 3, 0]
    assert editor.get("/admin/what-is-read/reads.pdf").status_code == 404


def compute(key: str, **scope):
    today = timezone.localdate()
    measure = measures.get(f"front.{key}")
    assert measure is not None
    return measure.compute(Scope(today - timedelta(30), today, **scope))


def test_measures_count_the_period_and_show_public_pages_alone():
    action, hidden = ActionFactory(title="Lend lamps", **PUBLISHED), ActionFactory()
    add(PageKind.PLAN, action.get_absolute_url(), 4)
    add(PageKind.PLAN, hidden.get_absolute_url(), 2)
    add(PageKind.PROFILE, ALL_PROFILES, 9)
    add(PageKind.STORY, "page:99999", 5)
    add(PageKind.PLAN, "/plan/", 100, days_ago=31)
    assert compute("reads").value == 20
    assert compute("reads_stories").value == 5
    assert compute("reads_profiles").value == 9
    found = compute("reads_plan")
    assert (found.value, [link.url for link in found.evidence]) == (6, [action.get_absolute_url()])


def test_measures_of_a_theme_count_pages_and_actions_that_carry_it():
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    home, action = HomePage.objects.get(), ActionFactory(**PUBLISHED)
    home.themes.add(theme)
    home.save()
    action.themes.add(theme)
    for kind, key in ((PageKind.HOME, f"page:{home.pk}"), (PageKind.PLAN, action.get_absolute_url())):
        add(kind, key, 3)
    add(PageKind.SKILL, "/skills/", 50)
    assert compute("reads", theme_id=theme.pk).value == 6
    assert compute("reads_plan", theme_id=theme.pk).value == 3
    assert compute("reads_profiles", theme_id=theme.pk).note == "these pages carry no themes"
    assert compute("reads", department_id=1).note == "pages are not counted by department"


def test_the_menu_over_a_page_says_how_often_it_was_read(editor):
    home = HomePage.objects.get()
    add(PageKind.HOME, f"page:{home.pk}", 1200, 3)
    add(PageKind.HOME, f"page:{home.pk}", 50, 30)
    assert "Read 1,200 times in 30 days" in editor.get(f"/admin/pages/{home.pk}/edit/").content.decode()
