"""What was assumed of a term, or what a person must decide."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmaps', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='term_note',
            field=models.CharField(blank=True, max_length=30, verbose_name='что предположено о сроке'),
        ),
        migrations.AddField(
            model_name='stage',
            name='term_note',
            field=models.CharField(blank=True, max_length=30, verbose_name='что предположено о сроке'),
        ),
    ]
