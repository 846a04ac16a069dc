from django.conf import settings
from django.db import migrations, models


def give_back(apps, schema_editor):
    """Give profiles that nobody owns back to the staff list: their owner's account went while they were away."""
    technicians = apps.get_model("profiles", "Technician").objects
    technicians.filter(state__in=["draft", "live", "hidden"], user=None).update(state="invited", claimed_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('profiles', '0005_prompts_put_away'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(give_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='technician',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('draft', 'live', 'hidden')), _negated=True), ('user__isnull', False), _connector='OR'), name='profiles_claimed_has_owner'),
        ),
    ]
