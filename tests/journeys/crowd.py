"""Fills the database of a server that has not started yet: `python -m tests.journeys.crowd 40` prints 40 addresses."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nastavnik.settings")


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0, interactive=False)
    from nastavnik.links.rules import token_of
    from tests import factories as f

    programme = f.ProgrammeFactory()
    survey = f.SurveyFactory(programme=programme, questionnaire="mentee-impact")
    for mentee in f.MenteeFactory.create_batch(count, programme=programme):
        link = f.LinkFactory(person=mentee.person, expires_on=programme.year.ends_on.replace(year=2099))
        sys.stdout.write(reverse("links:answer", args=[token_of(link), survey.pk]) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
