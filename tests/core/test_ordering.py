"""Rows moved one step at a time."""

import pytest

from events.models import Question
from portal.core.ordering import move_row
from tests.factories.events import EventFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("moved", "by", "order"),
    [(0, 1, [1, 0, 2]), (2, -1, [0, 2, 1]), (0, -1, [0, 1, 2]), (2, 1, [0, 1, 2]), (0, 9, [1, 2, 0])],
)
def test_a_row_is_moved_and_stops_at_the_ends(moved: int, by: int, order: list[int]) -> None:
    event = EventFactory()
    rows = [QuestionFactory(event=event) for _ in range(3)]  # all of them have the order 0
    move_row(event.questions.all(), rows[moved].pk, by)
    assert list(event.questions.values_list("pk", "order")) == [(rows[place].pk, n) for n, place in enumerate(order)]


def test_a_row_of_another_list_is_not_moved() -> None:
    mine, other = QuestionFactory(), QuestionFactory()
    with pytest.raises(Question.DoesNotExist):
        move_row(mine.event.questions.all(), other.pk, 1)
