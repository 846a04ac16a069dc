"""A request to use a photo says until when, what its owner answered, and when the use ended."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('profiles', '0006_claimed_profiles_have_owners'),
    ]

    operations = [
        migrations.AddField(
            model_name='photoreuse',
            name='until',
            field=models.DateField(default=datetime.date(2026, 1, 1), help_text='The last day of use.', verbose_name='until when'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='photoreuse',
            name='answer',
            field=models.CharField(blank=True, max_length=300, verbose_name='words to the editor'),
        ),
        migrations.AddField(
            model_name='photoreuse',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='photoreuse',
            name='purpose',
            field=models.CharField(max_length=120, verbose_name='what for'),
        ),
        migrations.AlterField(
            model_name='photoreuse',
            name='state',
            field=models.CharField(choices=[('asked', 'Asked for'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('cancelled', 'Taken back by the editor'), ('expired', 'Ran out'), ('left', 'Its owner has left')], db_index=True, default='asked', max_length=10),
        ),
    ]
