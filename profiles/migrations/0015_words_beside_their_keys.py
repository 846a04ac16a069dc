"""PostgreSQL: the words of an index are kept in the row and not apart from it.

Apart from it, where PostgreSQL puts what is over 2 kB, each row that was ranked took a look-up of its own, and the
planner thought it cheaper to read everybody's words than to ask the index. What is written from now on is kept so;
`manage.py rebuild_search` writes everything anew.
"""

from django.db import migrations

AUDIENCES = ("public", "colleagues")


def keep_in_the_row(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for audience in AUDIENCES:
            schema_editor.execute(f"ALTER TABLE profiles_search_{audience} ALTER COLUMN words SET STORAGE MAIN")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0014_how_the_index_was_made")]

    operations = [migrations.RunPython(keep_in_the_row, migrations.RunPython.noop)]
