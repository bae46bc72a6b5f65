"""What the page of an import of answers shows before anything is written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from nastavnik.exchange.answers.rows import AnswerPreview, AnswerRow, Left, settle
from nastavnik.exchange.models import AnswersImport
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import asked_of, may_be_named
from nastavnik.questionnaires.spec import PersonList
from nastavnik.questionnaires.summary import in_words

SAMPLE, SHOWN = 10, 300


def previewed(run: AnswersImport) -> AnswerPreview | None:
    return AnswerPreview.from_json(run.preview) if run.preview else None


def preview_context(run: AnswersImport, preview: AnswerPreview) -> dict[str, Any]:
    """Numbers, rows to decide about, rows left out, and some of those to be written with their answers in words."""
    people = {str(row.pk): row.person for row in asked_of(run.survey)}
    answered = {str(key) for key in Response.objects.filter(survey=run.survey).values_list("participation", flat=True)}
    kept = settle(preview.rows, {}, answered, replaces=False)
    counts = kept.counts
    return {
        "taken": len(kept.written), "problems": counts[Left.PROBLEM], "repeated": counts[Left.REPEATED],
        "unknown": counts[Left.UNKNOWN] + counts[Left.NO_NAME], "answered": counts[Left.ANSWERED],
        "doubtful": [_doubtful(row, people) for row in preview.rows if row.candidates],
        "left": [one.to_json() for one in kept.left if one.why != Left.UNDECIDED], "shown": SHOWN,
        "sample": _sample(run.survey, [(people[key], row) for key, row in kept.written.items() if key in people]),
    }  # fmt: skip


def _doubtful(row: AnswerRow, people: dict[str, Any]) -> dict[str, Any]:
    """A row that may be somebody's, with those it may belong to."""
    candidates = []
    for candidate in row.candidates:
        if person := people.get(candidate.key):
            words = ", ".join(part for part in (person.full_name, person.place, candidate.reason) if part)
            candidates.append({"key": candidate.key, "words": words, "likely": candidate.likely})
    return {"number": row.number, "name": row.name, "candidates": candidates}


def _sample(survey: Survey, rows: list[tuple[Any, AnswerRow]]) -> list[dict[str, Any]]:
    named = may_be_named(survey, None) if any(survey.asks.of_kind(PersonList)) else {}
    return [
        {
            "row": row, "person": person,
            "answers": [
                (_(question.text), in_words(question, row.answers[question.code], named))
                for question in survey.asks.questions
                if question.code in row.answers
            ],
        }
        for person, row in rows[:SAMPLE]
    ]  # fmt: skip
