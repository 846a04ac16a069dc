"""The directory's index: words apart by audience, keyed by technician, and facets as sets of technicians.

The index is made anew by the job `make_search`, within a minute or two; until then nobody is found. The tables
of words have no triggers and no foreign keys, for the reasons that 0003 gives.
"""

from django.db import migrations, models

AUDIENCES = ("public", "colleagues")
SQLITE = (
    "CREATE VIRTUAL TABLE profiles_search_{} USING fts5("
    "name, skills, equipment, title, place, rest, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
)
POSTGRESQL = (
    "CREATE TABLE profiles_search_{0} (technician_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX profiles_search_{0}_gin ON profiles_search_{0} USING gin (words)",
)


def make_tables(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS profiles_search_words")
    schema_editor.execute("DELETE FROM profiles_searchentry")
    schema_editor.execute("DELETE FROM profiles_heldword")
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DELETE FROM profiles_word_trigrams")
    for audience in AUDIENCES:
        for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
            schema_editor.execute(statement.format(audience))


class Migration(migrations.Migration):
    dependencies = [("profiles", "0012_search_server")]

    operations = [
        migrations.DeleteModel("SearchFacet"),
        migrations.RunPython(make_tables),
        migrations.CreateModel(
            name='SearchSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('only_me', 'Only me'), ('colleagues', 'Colleagues'), ('public', 'Public')], max_length=10)),
                ('facet', models.CharField(blank=True, max_length=20)),
                ('value', models.CharField(blank=True, max_length=140)),
                ('label', models.CharField(blank=True, max_length=150)),
                ('size', models.PositiveIntegerField()),
                ('people', models.BinaryField(help_text="A Roaring bitmap of technicians' primary keys, as it is serialised.")),
            ],
        ),
        migrations.CreateModel(
            name='SearchState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('only_me', 'Only me'), ('colleagues', 'Colleagues'), ('public', 'Public')], max_length=10, unique=True)),
                ('token', models.CharField(help_text='Drawn anew by each write; not counted, since writes roll back.', max_length=32)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='searchentry',
            name='profiles_se_audienc_2bac8c_idx',
        ),
        migrations.RemoveIndex(
            model_name='searchentry',
            name='profiles_se_audienc_9e2820_idx',
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['audience', 'sort_name', 'technician'], name='profiles_search_by_name'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['audience', '-updated_at', 'sort_name', 'technician'], name='profiles_search_by_change'),
        ),
        migrations.AddConstraint(
            model_name='searchset',
            constraint=models.UniqueConstraint(fields=('audience', 'facet', 'value'), name='profiles_search_set_once'),
        ),
        migrations.AddConstraint(
            model_name='searchset',
            constraint=models.CheckConstraint(condition=models.Q(('audience', 'only_me'), _negated=True), name='profiles_search_set_never_private'),
        ),
    ]
