"""Codes of the pure modules in words."""

from django.utils.translation import gettext_lazy as _

from nastavnik.roadmaps.outline import Problem

SENTENCES = {
    Problem.TERM_UNRESOLVED: _("Срок не удалось перевести в даты: решите сами."),
    Problem.TERM_MISSING: _("Срок не указан."),
    Problem.TERM_FROM_STAGE: _("Своего срока нет: взят срок этапа."),
    Problem.TERM_ALTERNATIVE: _("Срок назван двумя способами; предложена дата, которая есть в тексте: проверьте."),
    Problem.TERM_OUTSIDE_PERIOD: _("Срок лежит вне периода плана: нет ли описки?"),
    Problem.RESPONSIBLE_MISSING: _("Ответственный не указан."),
}


def problem_sentence(code: str) -> str:
    return str(SENTENCES[Problem(code)])
