"""Whom the orders made so far name, as far as their frozen names are still those of participants of their programme."""

import re

from django.db import migrations

ORDER = "pair_order"


def find(apps, schema_editor):
    Document, Participation = apps.get_model("documents", "Document"), apps.get_model("programmes", "Participation")
    Handout, Mention = apps.get_model("consents", "Handout"), apps.get_model("consents", "Mention")
    JournalEntry = apps.get_model("common", "JournalEntry")
    made_by = dict(
        JournalEntry.objects.filter(action="document.order_made").order_by().values_list("subject_id", "actor")
    )
    for paper in Document.objects.filter(kind=ORDER).iterator():
        names = frozen_names(paper.data)
        rows = Participation.objects.filter(programme_id=paper.programme_id).select_related("person").order_by("id")
        people = {row.person_id for row in rows if full_name(row.person) in names}
        if not people:
            continue
        handout = Handout.objects.create(
            organisation_id=paper.organisation_id, kind="order", title=f"{paper.title} № {paper.number}",
            made_on=paper.dated, made_by=made_by.get(str(paper.pk), ""), paper=paper.pk,
        )
        Mention.objects.bulk_create(Mention(handout=handout, person_id=person) for person in people)


def frozen_names(data):
    """Names of mentors, and of mentees without the class that stands behind each in brackets."""
    rows = data.get("rows", [])
    mentees = [name for row in rows for name in row.get("mentees", "").split("; ")]
    return {row.get("mentor", "") for row in rows} | {re.sub(r" \([^()]*\)$", "", name) for name in mentees} - {""}


def full_name(person):
    return " ".join(part for part in (person.last_name, person.first_name, person.patronymic) if part)


def forget(apps, schema_editor):
    apps.get_model("consents", "Handout").objects.filter(paper__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"), ("consents", "0003_handouts"), ("programmes", "0004_competence_words"),
        ("common", "0002_journal_append_only"),
    ]

    operations = [migrations.RunPython(find, forget)]
