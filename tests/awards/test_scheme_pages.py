"""The list of awards and the page of a scheme, as the public sees them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from awards.enums import CategoryKind
from awards.models import AwardIndexPage, Round, SchemePage
from portal.core.times import clock, moment_words
from tests.events.organising import page, queries
from tests.factories.awards import (
    CategoryFactory,
    CriterionFactory,
    NominationQuestionFactory,
    RoundFactory,
    SchemeFactory,
    awards_index,
    in_days,
)
from tests.factories.people import DepartmentFactory

pytestmark = pytest.mark.django_db
LIST = "/awards/"


def headed(shown: str, heading: str) -> str:
    """Return the part of a page under a heading, up to the next one of the same rank."""
    _, _, after = shown.partition(f">{heading}</h2>")
    assert after, heading
    return after.partition("</h2>")[0]


def test_schemes_stand_where_something_can_be_done(client: Client) -> None:
    for title, state in (
        ("Opened", {}),
        ("Next", {"coming": True}),
        ("Closing", {"closed": True}),
        ("Judging", {"judging": True}),
        ("Decided", {"decided": True}),
        ("Over", {"announced": True}),
    ):
        RoundFactory(scheme=SchemeFactory(title=f"{title} Prize"), **state)  # fmt: skip
    SchemeFactory(title="New Prize")
    SchemeFactory(title="Hidden Prize", live=False)
    shown = page(client, LIST)
    assert "Opened Prize" in headed(shown, "Open now")
    assert "Next Prize" in headed(shown, "Opening next")
    judged = headed(shown, "Being judged")
    # nobody learns by the list that the panel has decided
    assert [title in judged for title in ("Closing Prize", "Judging Prize", "Decided Prize")] == [True] * 3
    assert judged.count("Announced on") == 3
    rest = headed(shown, "Our other awards")
    assert "Over Prize" in rest
    assert "New Prize" in rest
    assert "Hidden Prize" not in shown


def test_what_is_open_says_until_when_to_the_minute(client: Client) -> None:
    closes = in_days(10, hour=16).replace(minute=30)
    row = RoundFactory(scheme=SchemeFactory(title="The Steady Hand"), closes_at=closes)
    assert clock(closes) == "4.30pm"
    for address in (LIST, f"/awards/{row.scheme.slug}/"):
        shown = page(client, address)
        assert f"Closes on {moment_words(closes)}" in shown
        assert f'href="/awards/{row.scheme.slug}/nominate/"' in shown
    with time_machine.travel(closes, tick=False):
        shown = page(client, LIST)
        assert "nominate/" not in shown
        assert "The Steady Hand" in headed(shown, "Being judged")
        assert "nominate/" not in page(client, f"/awards/{row.scheme.slug}/")


def test_the_page_of_a_scheme_says_how_it_goes(client: Client) -> None:
    row = RoundFactory(
        introduction="Our tenth.", allows_self=False, not_won_years=3, most_seconders=1, ask_nominee="first",
        employed_since=timezone.localdate() - timedelta(days=400),
    )  # fmt: skip
    row.departments.add(DepartmentFactory(name="Alchemy"), DepartmentFactory(name="Botany"))
    CategoryFactory(round=row, name="Craft", kind="team", description="Made by hand.")
    NominationQuestionFactory(round=row, text="What changed?", least_words=10, most_words=90)
    CriterionFactory(round=row, name="Care", description="A 5: nobody else would have.")
    shown = page(client, f"/awards/{row.scheme.slug}/")
    for words in (
        "Our tenth.", "Craft", "A team", "Made by hand.", "What changed?", "10 to 90 words", "Care", "nobody else",
        "Works in Alchemy or Botany.", "Did not win this award in the last 3 years.", "You cannot nominate yourself.",
        "You can ask one colleague", "is asked before the nomination is judged", "Employed here since",
    ):  # fmt: skip
        assert words in shown, words


def test_what_is_judged_shows_neither_criteria_nor_result(client: Client) -> None:
    row = RoundFactory(decided=True)
    CriterionFactory(round=row, name="Secret weighing")
    shown = page(client, f"/awards/{row.scheme.slug}/")
    assert "being judged" in shown
    assert "Secret weighing" not in shown
    assert "ecided" not in shown


def test_a_cancelled_round_says_why_until_it_would_have_been_announced(client: Client) -> None:
    scheme = SchemeFactory()
    row = RoundFactory(scheme=scheme, cancelled_at=timezone.now(), cancelled_reason="Nobody could judge it.")
    RoundFactory(scheme=scheme, coming=True, name="Later", opens_at=in_days(100), closes_at=in_days(110),
                 judging_ends_at=in_days(120), letters_at=in_days(130), announce_at=in_days(140))  # fmt: skip
    address = f"/awards/{scheme.slug}/"
    assert "Nobody could judge it." in page(client, address)
    with time_machine.travel(row.announce_at, tick=False):
        shown = page(client, address)
        assert "Nobody could judge it." not in shown
        assert "Opens on" in shown


def test_a_closing_time_that_was_moved_is_told(client: Client) -> None:
    row = RoundFactory(closing_was=in_days(7), closing_moved_at=timezone.now())
    address = f"/awards/{row.scheme.slug}/"
    assert f"It was {moment_words(in_days(7))}." in page(client, address)
    Round.objects.update(closing_was=row.closes_at)  # it came back
    assert "was moved" not in page(client, address)


def external(**fields: object) -> SchemePage:
    made: SchemePage = SchemeFactory(external=True, **fields)
    return made


def test_an_award_of_another_body_says_who_gives_it_and_when(client: Client) -> None:
    today = timezone.localdate()
    scheme = external(
        title="Bench Prize", awarding_body="Royal Bench Society", usual_dates="Each spring", who_may_enter="All of us",
        categories_in_words="Teams", outside_link="https://bench.example/prize", checked_on=today,
    )  # fmt: skip
    shown = page(client, f"/awards/{scheme.slug}/")
    for words in ("Royal Bench Society", "Each spring", "All of us", "Teams", "https://bench.example/prize"):
        assert words in shown, words
    assert f'on <time datetime="{today.isoformat()}">' in shown
    assert "more than a year ago" not in shown
    scheme.checked_on = today - timedelta(days=366)
    scheme.save()
    assert "more than a year ago" in page(client, f"/awards/{scheme.slug}/")


def test_awards_of_other_bodies_are_in_the_order_in_which_they_matter(client: Client) -> None:
    today = timezone.localdate()
    day = timedelta(days=1)
    external(title="E Usual", usual_dates="Each spring")
    external(title="D Opens late", next_opens_on=today + 40 * day)
    external(title="C Opens soon", next_opens_on=today + 4 * day, next_closes_on=today + 9 * day)
    external(title="B Closes late", next_opens_on=today - day, next_closes_on=today + 8 * day)
    external(title="A Closes today", next_closes_on=today)
    external(title="F Ended", has_ended=True)
    external(title="G Closed", next_opens_on=today - 9 * day, next_closes_on=today - day, usual_dates="Each autumn")
    shown = headed(page(client, LIST), "Given by other bodies")
    wanted = ("A Closes", "B Closes", "C Opens", "D Opens", "E Usual", "G Closed", "No longer given", "F Ended")
    places = [shown.index(title) for title in wanted]
    assert places == sorted(places)
    assert shown.count("Open until") == 2
    assert "Each autumn" in shown


def test_one_is_told_where_there_is_nothing_yet(client: Client) -> None:
    awards_index()
    shown = page(client, LIST)
    assert "None is listed yet" in shown
    assert "Open now" not in shown
    scheme = SchemeFactory(title="New Prize")
    assert "Nothing is open today" in page(client, LIST)
    assert "No round is planned yet" in page(client, f"/awards/{scheme.slug}/")


def test_the_list_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    def add() -> None:
        RoundFactory(judging=True, scheme=SchemeFactory())
        external()

    add()
    one = queries(client, LIST)
    for _ in range(29):
        add()
    assert SchemePage.objects.count() == 60
    assert queries(client, LIST) == one <= 12


def test_a_scheme_costs_the_same_for_one_part_and_for_thirty(client: Client) -> None:
    row = RoundFactory()
    address = f"/awards/{row.scheme.slug}/"

    def add() -> None:
        for make in (CategoryFactory, CriterionFactory, NominationQuestionFactory):
            make(round=row)
        row.departments.add(DepartmentFactory())

    add()
    one = queries(client, address)
    for _ in range(29):
        add()
    RoundFactory(scheme=row.scheme, announced=True)
    assert queries(client, address) == one <= 17  # one of them for its honours
    assert AwardIndexPage.objects.count() == 1


def test_who_is_nominated_stands_beside_a_category_where_its_name_does_not_say_it(client: Client) -> None:
    held = RoundFactory(scheme=SchemeFactory(title="Steady Hand", slug="steady-hand"))
    for name, kind in (
        ("A whole career", CategoryKind.LIFETIME),
        ("team", CategoryKind.TEAM),
        ("Team spirit", CategoryKind.INDIVIDUAL),
        ("Team of the year", CategoryKind.TEAM),
    ):
        CategoryFactory(round=held, name=name, kind=kind)
    won = page(client, held.scheme.url).partition("What can be won</h3>")[2].partition("</dl>")[0]
    assert won.count("<dt") == 4
    assert won.count("A whole career") == 1
    assert re.findall(r'<dt dir="auto">([^<]*)</dt><dd>(?:<p class="meta">([^<]*)</p>)?</dd>', won) == [
        ("A whole career", ""),
        ("team", ""),
        ("Team spirit", "One person"),
        ("Team of the year", "A team"),
    ]
