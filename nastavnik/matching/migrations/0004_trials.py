"""What was tried before deciding, and pairs that must not be."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


def key():
    return models.UUIDField(
        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False, verbose_name="ключ"
    )


def side(words, **more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.participation",
        verbose_name=words, **more,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_advice"), ("programmes", "0004_competence_words")]

    operations = [
        migrations.CreateModel(
            name="ForbiddenPair",
            fields=[
                ("id", key()),
                ("programme", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="forbidden_pairs",
                    to="programmes.programme", verbose_name="программа",
                )),
                ("mentor", side("наставник")),
                ("mentee", side("наставляемый")),
            ],
            options={
                "verbose_name": "исключённая пара",
                "verbose_name_plural": "исключённые пары",
                "ordering": ("mentee__person__search_text", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mentor", "mentee"), name="forbidden_once",
                        violation_error_message="Эта пара уже исключена.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", key()),
                ("kind", models.CharField(
                    choices=[
                        ("lock", "закрепить пару"), ("forbid", "исключить пару"),
                        ("place", "дать наставнику ещё одно место"),
                    ],
                    max_length=10, verbose_name="что сделать",
                )),
                ("effect", models.JSONField(blank=True, default=dict, verbose_name="что изменится")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="применено")),
                ("mentor", side("наставник")),
                ("mentee", side("наставляемый", blank=True, null=True)),
                ("origin", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="trials", to="matching.matchingrun",
                    verbose_name="что меняют",
                )),
                ("run", models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, to="matching.matchingrun",
                    verbose_name="что получится",
                )),
            ],
            options={
                "verbose_name": "проба изменения",
                "verbose_name_plural": "пробы изменений",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mentee__isnull", False), ("kind", "place"), _connector="OR"),
                        name="trial_of_a_pair", violation_error_message="Выберите наставляемого.",
                    ),
                ],
            },
        ),
    ]  # fmt: skip
