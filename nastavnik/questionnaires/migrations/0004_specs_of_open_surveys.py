"""Surveys opened before keep the questions they were opened with: those that were shipped until then, a version of each."""

import json
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).with_name("0004_shipped_before.json")


def fill(apps, schema_editor):
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    surveys = apps.get_model("questionnaires", "Survey")
    for survey in surveys._base_manager.filter(spec={}).iterator(chunk_size=500):
        survey.spec = shipped[survey.questionnaire]
        survey.save(update_fields=["spec"])


def drop_curators_sheets(apps, schema_editor):
    """The tables before knew no answers without a participant and no such waves."""
    responses = apps.get_model("questionnaires", "Response")._base_manager
    surveys = apps.get_model("questionnaires", "Survey")._base_manager
    later = surveys.exclude(wave__in=["entry", "interim", "exit"]) | surveys.filter(side="curator")
    keys = list(later.values_list("pk", flat=True))
    responses.filter(survey__in=keys)._raw_delete(schema_editor.connection.alias)
    surveys.filter(pk__in=keys)._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0003_editions_and_frozen_specs")]
    operations = [migrations.RunPython(fill, drop_curators_sheets)]
