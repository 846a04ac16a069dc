"""The words of each audience's index, and groups of three letters by which near ones are found.

pg_trgm is an extension that the owner of a database may add (PostgreSQL 13 and later trust it). Its GiST index gives
the nearest words in order; a GIN index would ask for a threshold, below which short words with two letters swapped
fall. Written with the index by the database's engine, and filled by `manage.py rebuild_search`.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

SQLITE = ("CREATE VIRTUAL TABLE profiles_word_trigrams USING fts5(letters, tokenize = 'trigram')",)
POSTGRESQL = (
    # Beginnings are ranges of plain code points, as on SQLite, whatever the database's own language
    'ALTER TABLE profiles_heldword ALTER COLUMN word TYPE varchar(60) COLLATE "C"',
    "CREATE INDEX profiles_held_word_trigrams ON profiles_heldword USING gist (word gist_trgm_ops)",
)


def make_trigrams(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_trigrams(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE profiles_word_trigrams")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0009_day_of_renewal")]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="HeldWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("only_me", "Only me"), ("colleagues", "Colleagues"), ("public", "Public")],
                        max_length=10,
                    ),
                ),
                ("word", models.CharField(max_length=60)),
                ("uses", models.IntegerField(help_text="People in whose entry it stands.")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("uses__lte", 0)), fields=["audience"], name="profiles_held_word_unused"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("audience", "word"), name="profiles_held_word_once"),
                    models.CheckConstraint(
                        condition=models.Q(("audience", "only_me"), _negated=True),
                        name="profiles_held_word_never_private",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_trigrams, drop_trigrams),
    ]
