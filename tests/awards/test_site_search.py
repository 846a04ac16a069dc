"""What the site's search finds of awards: schemes, the round that is open, honours by year; nobody's name."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from awards.enums import Outcome
from awards.models import HonouredPerson
from awards.site_search import find_awards
from portal.core.enums import Agreement
from portal.core.times import moment_words
from tests.asking import found_by, titles
from tests.factories.awards import HonourFactory, RoundFactory, SchemeFactory, in_days

pytestmark = pytest.mark.django_db


def test_a_scheme_is_found_by_what_its_page_says() -> None:
    SchemeFactory(
        title="The Steady Hand",
        summary="For careful work.",
        who_may_enter="Every glassblower.",
        body=[("text", "<p>Named after a café.</p>"), ("quote", {"quote": "Patience.", "source": "A judge"})],
    )
    SchemeFactory(external=True, title="Papin", awarding_body="HEaTED", usual_dates="Opens each October.")
    SchemeFactory(title="Drafted hand", live=False)
    for text in ("steady", "careful", "glassblower", "cafe", "patience"):
        assert titles(find_awards, text) == ["The Steady Hand"], text
    for text in ("papin", "heated october"):
        assert titles(find_awards, text) == ["Papin"], text
    ((_, (card,)),) = [found_by(find_awards, "cafe")]
    assert (card.url, card.detail) == ("/awards/the-steady-hand/", "Named after a café. Patience. A judge")


def test_it_says_how_a_scheme_stands() -> None:
    scheme = SchemeFactory(title="The Steady Hand")
    row = RoundFactory(scheme=scheme, name="Autumn", introduction="This year for kilns.")
    RoundFactory(scheme=scheme, name="Spring", introduction="Next year for looms.", coming=True)
    assert titles(find_awards, "autumn kilns open now") == ["The Steady Hand"]
    assert titles(find_awards, "looms") == []
    (card,) = found_by(find_awards, "steady")[1]
    assert card.detail == f"Open now. Closes on {moment_words(row.closes_at)}. For good work"
    SchemeFactory(external=True, title="Papin", next_closes_on=in_days(20).date(), usual_dates="Each year.")
    (card,) = found_by(find_awards, "papin")[1]
    assert card.detail.startswith("A learned society. Open until ")


def test_what_can_be_entered_stands_first_then_our_own() -> None:
    SchemeFactory(title="Award A", external=True, has_ended=True)
    SchemeFactory(title="Award B", external=True)
    SchemeFactory(title="Award C")
    SchemeFactory(title="Award D", external=True, next_closes_on=in_days(20).date())
    RoundFactory(scheme=SchemeFactory(title="Award E"))
    assert titles(find_awards, "award") == ["Award E", "Award D", "Award C", "Award B", "Award A"]


def test_honours_are_found_by_award_year_category_and_kind_and_lead_to_the_board() -> None:
    scheme = SchemeFactory(title="The Steady Hand")
    HonourFactory(scheme=scheme, year=2025, category_name="Craft")
    HonourFactory(scheme=scheme, year=2025, category_name="Newcomer", kind=Outcome.COMMENDED)
    HonourFactory(scheme=scheme, year=2024, category_name="Craft")
    assert titles(find_awards, "steady") == [
        "The Steady Hand", "Honours of 2025: The Steady Hand", "Honours of 2024: The Steady Hand",
    ]  # fmt: skip
    assert titles(find_awards, "newcomer") == ["Honours of 2025: The Steady Hand"]
    (card,) = found_by(find_awards, "highly commended")[1]
    assert card.url == "/awards/honours/?year=2025&scheme=the-steady-hand"
    assert card.detail == "Highly commended, Newcomer; Winner, Craft"


def test_nothing_is_found_before_its_minute_and_nobody_by_name() -> None:
    scheme = SchemeFactory(title="The Steady Hand")
    HonourFactory(scheme=scheme, year=2031, announced_at=in_days(1))
    HonourFactory(scheme=scheme, year=2032, announced_at=None)
    told = HonourFactory(scheme=scheme, year=2025, team_name="Zebedees", citation="For a quillwork.")
    HonouredPerson.objects.create(honour=told, name="Ada Quill", agreement=Agreement.AGREED)
    for text in ("2031", "2032", "zebedees", "quillwork", "quill"):
        assert titles(find_awards, text) == [], text
    assert titles(find_awards, "2025") == ["Honours of 2025: The Steady Hand"]


def test_a_scheme_kept_for_some_is_not_found() -> None:
    scheme = SchemeFactory(title="The Steady Hand")
    PageViewRestriction.objects.create(page=scheme, restriction_type=PageViewRestriction.LOGIN)
    HonourFactory(scheme=scheme, year=2025)
    assert titles(find_awards, "steady") == []


def test_it_is_a_kind_of_its_own_and_no_page_besides(client: Client) -> None:
    SchemeFactory(title="The Steady Hand")
    answer: Any = client.get("/search/?q=steady").context["answer"]
    assert [(group.key, group.total) for group in answer.groups] == [("awards", 1)]


def test_it_costs_one_query_however_many(django_assert_num_queries: Any) -> None:
    for rows in (1, 30):
        for number in range(rows):
            HonourFactory(scheme=RoundFactory().scheme, year=2000 + number)
        found_by(find_awards, "award")
        with django_assert_num_queries(2):  # one of them for the names that say the same
            assert found_by(find_awards, '"award"')[0] >= rows
