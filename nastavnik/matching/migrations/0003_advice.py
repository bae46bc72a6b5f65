"""Whom to recruit, as a run says it; of runs made before nothing is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_goal")]

    operations = [
        migrations.AddField(
            model_name="matchingrun",
            name="shortages",
            field=models.JSONField(blank=True, default=list, verbose_name="кого искать"),
        ),
        migrations.AddField(
            model_name="matchingrun",
            name="more_places",
            field=models.JSONField(blank=True, default=list, verbose_name="у кого нужнее ещё одно место"),
        ),
    ]
