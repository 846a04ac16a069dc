"""Say of the copies that technicians agreed to who is in them, by what they agreed to; later ones are made so."""

from typing import Any

from django.db import migrations


def say_who_agreed(apps: Any, schema_editor: Any) -> None:
    """Write on each copy that is in use what its owner agreed to, where nothing is said yet."""
    for use in apps.get_model("profiles", "PhotoReuse").objects.filter(copy__people="").select_related("copy"):
        use.copy.people = "seen"
        use.copy.consent = f"Its owner agreed in the portal to use {use.pk}, ‘{use.purpose}’"[:300]
        use.copy.consent_until = use.until
        use.copy.save(update_fields=["people", "consent", "consent_until"])


class Migration(migrations.Migration):
    """Copies of photos say who is in them."""

    dependencies = [("profiles", "0007_photo_reuse"), ("core", "0004_people_in_pictures")]

    operations = [migrations.RunPython(say_who_agreed, migrations.RunPython.noop)]
