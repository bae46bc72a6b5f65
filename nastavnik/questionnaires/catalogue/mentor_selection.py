"""What a potential mentor offers (methodology §3.3): the answers fill the base of mentors."""

from nastavnik.questionnaires.shared_options import FORMATS, TIMES
from nastavnik.questionnaires.spec import (
    KNOWN,
    Choice,
    Count,
    MultipleChoice,
    OpenText,
    Questionnaire,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentor-selection",
    version=1,
    title=gettext_noop("Анкета для отбора наставников"),
    side="mentor",
    waves=("selection",),
    evidence=KNOWN,
    questions=(
        OpenText(
            code="competences", text=gettext_noop("В чём вы можете помочь?"), fills="competences",
            help=gettext_noop("Через запятую: математика, публичные выступления."),
        ),
        OpenText(
            code="achievements", text=gettext_noop("Какие ваши достижения важны для программы?"), required=False,
            fills="achievements",
        ),
        OpenText(
            code="interests", text=gettext_noop("Что вам интересно?"), required=False, fills="interests",
            help=gettext_noop("Через запятую: шахматы, робототехника, музыка."),
        ),
        YesNo(code="experience", text=gettext_noop("Были ли вы уже наставником?"), fills="has_experience"),
        OpenText(code="motive", text=gettext_noop("Почему вы хотите быть наставником?"), fills="expectations"),
        Choice(
            code="age", text=gettext_noop("С кем вы хотели бы работать?"), fills="wanted_age",
            options=(
                ("any", gettext_noop("всё равно")), ("1-4", gettext_noop("1–4 класс")), ("5-7", gettext_noop("5–7 класс")),
                ("8-9", gettext_noop("8–9 класс")), ("10-11", gettext_noop("10–11 класс")),
            ),
        ),
        Choice(
            code="capacity", text=gettext_noop("Скольких наставляемых вы готовы взять?"), fills="capacity",
            options=(
                ("1", gettext_noop("одного")), ("2", gettext_noop("двоих")), ("3", gettext_noop("троих")),
                ("5", gettext_noop("группу до пяти человек")),
            ),
        ),
        Count(code="hours", text=gettext_noop("Сколько часов в месяц вы готовы уделять?"), required=False),
        MultipleChoice(
            code="times", text=gettext_noop("Когда вам удобно встречаться?"), required=False, fills="availability",
            options=TIMES,
        ),
        Choice(code="format", text=gettext_noop("Как вам удобнее встречаться?"), fills="meeting_format", options=FORMATS),
    ),
)  # fmt: skip
