"""The words of the directory's index: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL.

Written by the engines in `profiles/engines/`; there are no triggers, since SQLite's table rebuilds drop them,
and no foreign key, since PostgreSQL would then refuse to empty the entries' table alone (as test runs do).
"""

from django.db import migrations, models

SQLITE = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS profiles_search_words USING fts5("
    "name, skills, title, rest, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
]
POSTGRESQL = [
    "CREATE TABLE IF NOT EXISTS profiles_search_words ("
    "entry_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    # Names sort by plain code points, as on SQLite, whatever the database's own language
    'ALTER TABLE profiles_searchentry ALTER COLUMN sort_name TYPE varchar(200) COLLATE "C"',
    "CREATE INDEX IF NOT EXISTS profiles_search_words_gin ON profiles_search_words USING gin (words)",
]


def make_table(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS profiles_search_words")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_roster_details")]

    operations = [
        migrations.AddField("searchentry", "digest", models.CharField(default="", max_length=80, help_text="Of the document held: two that differ say different things."), preserve_default=False),
        migrations.RunPython(make_table, drop_table),
    ]
