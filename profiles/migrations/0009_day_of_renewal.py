"""Note the day on which a registration was said to be renewed: a year's summary tells it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Registrations know when they were renewed."""

    dependencies = [("profiles", "0008_say_who_is_in_agreed_copies")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="renewed_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which its owner last said that it is renewed; for ‘my year’.",
                null=True,
            ),
        ),
    ]
