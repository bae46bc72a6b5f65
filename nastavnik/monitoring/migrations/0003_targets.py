"""The targets of the model for 2020–2024 (methodology §4.1); for later years none were found, and none are made up."""

from django.db import migrations

YEARS = (2020, 2021, 2022, 2023, 2024)
TARGETS = {
    "mentees-10-19": (10, 20, 35, 50, 70),
    "mentors-15-19": (2, 4, 6, 8, 10),
    "young-teachers": (10, 20, 35, 50, 70),
    "enterprises": (2, 4, 10, 20, 30),
    "mentees-satisfied": (50, 55, 60, 70, 85),
    "mentors-satisfied": (50, 55, 60, 70, 85),
}


def add(apps, schema_editor):
    target = apps.get_model("monitoring", "Target")
    target.objects.bulk_create(
        target(indicator=code, year=year, percent=percent)
        for code, percents in TARGETS.items()
        for year, percent in zip(YEARS, percents, strict=True)
    )


def remove(apps, schema_editor):
    """Takes back those of everybody; what organisations have set is theirs."""
    apps.get_model("monitoring", "Target").objects.filter(organisation__isnull=True, year__in=YEARS).delete()


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_indicators")]
    operations = [migrations.RunPython(add, remove)]
