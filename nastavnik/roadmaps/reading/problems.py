"""Codes of the pure modules in words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from nastavnik.roadmaps.outline import Problem
from nastavnik.roadmaps.terms import Why

SENTENCES = {
    Problem.TERM_UNRESOLVED: _("Срок не удалось перевести в даты: решите сами."),
    Problem.TERM_MISSING: _("Срок не указан."),
    Problem.TERM_FROM_STAGE: _("Своего срока нет: взят срок этапа."),
    Problem.TERM_ALTERNATIVE: _("Срок назван двумя способами; предложена дата, которая есть в тексте: проверьте."),
    Problem.TERM_OUTSIDE_PERIOD: _("Срок лежит вне периода плана: нет ли описки?"),
    Problem.RESPONSIBLE_MISSING: _("Ответственный не указан."),
    Problem.CELLS_GUESSED: _("Границы ячеек угаданы по смыслу: проверьте."),
    Problem.YEAR_IN_TEXT: _("В тексте назван год: проверьте, не прошлый ли он."),
}

# what was added to the words of a term, or what only a person can add
REASONS = {
    Why.NOTHING: "",
    Why.NO_TERM: _("Срок не указан."),
    Why.NO_YEAR: _("Не сказано, какого года."),
    Why.NO_PERIOD: _("Зависит от периода плана, а он не назван."),
    Why.NO_MONTH: _("Не сказано, какого месяца: каждого или одного?"),
    Why.WHICH_YEAR: _("Не ясно, конец учебного года или календарного."),
    Why.SCHEDULE: _("Отсылает к другому документу: назовите даты по нему."),
    Why.ON_DEMAND: _("По мере надобности: назовите срок, к которому проверить."),
    Why.AFTER_EVENT: _("Отсчитывается от другого события: назовите дату."),
    Why.HOLIDAYS: _("Каникулы у каждой школы свои: проверьте предложенные дни."),
    Why.ALTERNATIVE: _("Назван двумя способами: проверьте предложенные дни."),
    Why.NOT_UNDERSTOOD: _("Слова не переводятся в даты."),
    Why.IMPOSSIBLE_DATE: _("Такого дня в календаре нет."),
    Why.YEAR_FROM_PERIOD: _("Год взят из периода плана."),
    Why.FROM_PERIOD: _("Взят период плана."),
    Why.ROUGHLY: _("Дни взяты примерно."),
    Why.SEVERAL: _("Названо несколько сроков: взято от первого до последнего."),
    Why.BEFORE_MONTH: _("«До месяца» понято как «до его начала»."),
    Why.LESSONS_END: _("Концом учебного года считается 31 мая."),
    Why.SCHOOL_YEAR_MEANT: _("Пара лет понята как учебный год."),
}


def term_reason(note: str) -> str:
    """Why the days of a term are assumed or missing, as a sentence; nothing where the words say it all."""
    return str(REASONS[Why(note)])


SAID_BY_THE_REASON = {Problem.TERM_UNRESOLVED, Problem.TERM_MISSING, Problem.TERM_ALTERNATIVE}


def problem_sentences(problems: Iterable[str], note: str) -> list[str]:
    """What a person should look at, but for what the reason of the term has said already."""
    return [problem_sentence(code) for code in problems if not (note and code in SAID_BY_THE_REASON)]


def problem_sentence(code: str) -> str:
    return str(SENTENCES[Problem(code)])
