"""The words of the directory's index: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL.

Written by the engines in `profiles/engines/`; there are no triggers, since SQLite's table rebuilds drop them.
"""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS profiles_search_words USING fts5("
    "name, skills, title, rest, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
]
POSTGRESQL = [
    "CREATE TABLE IF NOT EXISTS profiles_search_words ("
    "entry_id bigint PRIMARY KEY REFERENCES profiles_searchentry (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS profiles_search_words_gin ON profiles_search_words USING gin (words)",
]


def make_table(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS profiles_search_words")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_roster_details")]

    operations = [migrations.RunPython(make_table, drop_table)]
