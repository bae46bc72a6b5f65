"""What a questionnaire and its questions are, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.people.enums import PersonKind
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.spec import KNOWN, OFFICIAL, OWN, Question, Questionnaire

KIND_TITLES = {
    "scale": gettext_lazy("шкала"), "yes_no": gettext_lazy("да или нет"), "choice": gettext_lazy("один вариант"),
    "multiple_choice": gettext_lazy("несколько вариантов"), "matrix": gettext_lazy("таблица оценок"),
    "count": gettext_lazy("число"), "open": gettext_lazy("ответ словами"), "persons": gettext_lazy("выбор людей"),
}  # fmt: skip
EVIDENCE = {
    OFFICIAL: gettext_lazy("состав – по методике, слова наши"),
    KNOWN: gettext_lazy("состав восстановлен по практике школ"),
    OWN: gettext_lazy("составлена нами или вами"),
}


def facts(asks: Questionnaire) -> dict[str, Any]:
    """Whom it asks, when, and where it comes from."""
    kinds = [str(PersonKind(kind).label) for kind in asks.people]
    return {
        "side": Respondent(asks.side).label,
        "waves": ", ".join(str(Wave(wave).label) for wave in asks.waves),
        "people": "" if len(kinds) == len(PersonKind) else ", ".join(kinds),
        "evidence": EVIDENCE[asks.evidence],
    }


def question_facts(question: Question, asks: Questionnaire) -> list[str]:
    """Its kind, its options, when it is asked, what becomes of the answer."""
    found = [str(KIND_TITLES[question.kind])]
    if hasattr(question, "options"):
        found.append(" · ".join(_(words) for _code, words in question.options))
    if hasattr(question, "rows"):
        found.append(" · ".join(_(words) for _code, words in question.rows))
    if hasattr(question, "low"):
        found.append(_("от %(low)s до %(high)s") % {"low": question.low, "high": question.high})
    if not question.required:
        found.append(_("необязательный"))
    if question.show_if:
        leading = asks.question(question.show_if[0])
        found.append(_("только после ответа на вопрос «%(text)s»") % {"text": _(leading.text)})
    if question.fills:
        found.append(_("ответ попадает в базу участников"))
    if question.construct:
        found.append(_("сравнивается на входе и на выходе"))
    return found
