"""What awards tell a technician of their own year: what they won, and who thanked them."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.enums import Outcome
from portal.core.enums import Agreement
from portal.core.registries import YearRow, my_year
from portal.core.times import LONDON
from profiles.models import Technician
from tests.factories.awards import HonouredPersonFactory, HonourFactory, SchemeFactory, ThanksFactory
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 8, 1), date(2026, 7, 31)


@pytest.fixture
def person() -> Technician:
    return live_technician()


def told(person: Technician, key: str, most: int = 200) -> list[YearRow]:
    part = my_year.get(key)
    assert part is not None
    return list(part.rows(person.pk, FIRST, LAST, most))


def at(month: int, day: int, year: int = 2026, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


def test_what_was_won_and_announced_stands_there(person: Technician) -> None:
    scheme = SchemeFactory(title="The Steady Hand", slug="steady")
    won = HonourFactory(scheme=scheme, announced_at=at(5, 3), year=2026, category_name="Craft", kind=Outcome.WINNER)
    HonouredPersonFactory(honour=won, technician=person, agreement=Agreement.REFUSED)
    for moment in (None, at(8, 1), at(7, 31, 2025)):
        HonouredPersonFactory(honour=HonourFactory(scheme=scheme, announced_at=moment), technician=person)
    HonouredPersonFactory(honour=HonourFactory(scheme=scheme, announced_at=at(5, 4)))
    (row,) = told(person, "awards_honours")
    assert (row.on, row.title, row.detail) == (date(2026, 5, 3), "The Steady Hand", "Winner, Craft")
    assert "/awards/honours/" in row.url


def test_thanks_that_were_kept_stand_there(person: Technician) -> None:
    sender = UserFactory(first_name="Ana", last_name="Ruiz")
    kept = {"technician": person, "is_kept": True, "sender": sender}
    ThanksFactory(words="For the pump.", sent_at=at(7, 31, hour=23), **kept)
    ThanksFactory(words="Too late.", sent_at=at(8, 1, hour=0), **kept)
    ThanksFactory(words="Not kept.", sent_at=at(3, 1), technician=person)
    ThanksFactory(words="Another’s.", sent_at=at(3, 1), is_kept=True)
    (row,) = told(person, "awards_thanks")
    assert row == YearRow(date(2026, 7, 31), "Thanks from Ana Ruiz", "‘For the pump.’")


@pytest.mark.parametrize("key", ["awards_honours", "awards_thanks"])
def test_it_costs_the_same_for_one_and_for_thirty(person: Technician, key: str) -> None:
    costs = []
    for number in (1, 29):
        for _ in range(number):
            HonouredPersonFactory(honour=HonourFactory(announced_at=at(5, 3)), technician=person)
            ThanksFactory(technician=person, is_kept=True, sent_at=at(5, 3), sender=live_technician().user)
        with CaptureQueriesContext(connection) as captured:
            told(person, key)
        costs.append(len(captured))
    assert len(told(person, key, 7)) == 7
    assert costs[0] == costs[1] <= 2
