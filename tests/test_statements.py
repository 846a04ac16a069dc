"""What tells a statement that reads from one that writes does so for every shape that the portal sends."""

import pytest

from tests.statements import that_write


@pytest.mark.parametrize(
    "statement",
    [
        'SELECT "events_event"."updated_at" FROM "events_event"',
        "(SELECT 1) UNION (SELECT 2)",
        "WITH best AS (SELECT pk FROM words WHERE asked = 'delete from it''s update') SELECT pk FROM best",
        "\n  WITH best AS MATERIALIZED (SELECT 1) SELECT * FROM best",
    ],
)
def test_a_question_writes_nothing(statement: str) -> None:
    assert that_write([{"sql": statement}]) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO words VALUES (1)",
        "UPDATE words SET a = 1",
        "DELETE FROM words",
        'SAVEPOINT "s1"',
        "TRUNCATE words",
        "WITH gone AS (DELETE FROM words RETURNING pk) SELECT pk FROM gone",
        "WITH new AS (SELECT 1) INSERT INTO words SELECT * FROM new",
        "SELECT 1 INTO words",
        "SELECT pk FROM words FOR UPDATE",
    ],
)
def test_what_changes_something_is_told(statement: str) -> None:
    assert that_write([{"sql": "SELECT 1"}, {"sql": statement}]) == [statement]
