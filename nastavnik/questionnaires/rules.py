"""When a questionnaire may be changed, and when it is whole."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.questionnaires.models import Edition
from nastavnik.questionnaires.spec import PersonList, Question, Questionnaire


def check_draft(edition: Edition) -> None:
    """A published edition is frozen: people have answered it."""
    if not edition.is_draft:
        raise ValidationError(_("Опубликованная анкета не меняется: начните новую редакцию."))


def rebuilt(asks: Questionnaire, **changes: object) -> Questionnaire:
    """The questionnaire with these changes; raises a sentence where it would not be whole."""
    questions = changes.get("questions", asks.questions)
    anonymous = changes.get("anonymous", asks.anonymous)
    assert isinstance(questions, tuple)  # noqa: S101 – for the reader and for mypy
    if not questions:
        raise ValidationError(_("В анкете должен остаться хотя бы один вопрос."))
    _check_conditions(questions)
    if anonymous and any(question.fills or isinstance(question, PersonList) for question in questions):
        raise ValidationError(_("Анонимной не бывает анкета, где выбирают людей или заполняют базу."))
    return asks.with_changes(**changes)


def _check_conditions(questions: tuple[Question, ...]) -> None:
    """A question that another one leads to stands after it."""
    before: set[str] = set()
    for question in questions:
        if question.show_if and question.show_if[0] not in before:
            raise ValidationError(
                _("Вопрос «%(text)s» задают по ответу на другой: тот должен стоять раньше.") % {"text": question.text}
            )
        before.add(question.code)
