"""What a search aims at; those made before aimed at the greatest sum."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="matchingrun",
            name="goal",
            field=models.CharField(
                choices=[
                    ("most", "Наставник – как можно большему числу"),
                    ("total", "Самые подходящие друг другу пары"),
                    ("fair", "Никого не обделить"),
                    ("wishes", "Сначала взаимный выбор"),
                    ("stable", "Чтобы никто не захотел поменяться"),
                ],
                default="total", max_length=10, verbose_name="что важнее",
            ),
            preserve_default=False,
        ),
    ]  # fmt: skip
