"""Whether the programme and its participants come up to what was meant: nine indicators of 0, 1 or 2 (methodology §3.5 b)."""

from nastavnik.questionnaires.spec import OFFICIAL, Questionnaire, Scale, gettext_noop

PROGRAMME = gettext_noop("Программа наставничества в организации")
PARTICIPANTS = gettext_noop("Эффективность участников")
CHANGES = gettext_noop("Изменения в личности наставляемого")
ITEMS = (
    ("goals", PROGRAMME, gettext_noop("Деятельность соответствует цели и задачам программы")),
    ("principles", PROGRAMME, gettext_noop("Работа организована по принципам программы")),
    ("modern", PROGRAMME, gettext_noop("Применяются современные подходы и технологии")),
    ("climate", PROGRAMME, gettext_noop("Участникам психологически комфортно")),
    ("logic", PROGRAMME, gettext_noop("Наставник действует логично, понимает наставляемого и верно выбирает главное")),
    ("participants", PARTICIPANTS, gettext_noop("Участники довольны")),
    ("partners", PARTICIPANTS, gettext_noop("Партнёры довольны")),
    ("active", CHANGES, gettext_noop("Наставляемый активен, ему интересны события программы")),
    ("applies", CHANGES, gettext_noop("Наставляемый применяет знания и умения, занимает активную позицию")),
)
QUESTIONNAIRE = Questionnaire(
    code="curator-conformity",
    version=1,
    title=gettext_noop("Лист оценки программы наставничества"),
    side="curator",
    waves=("interim", "exit"),
    people=(),
    evidence=OFFICIAL,
    levels=(
        (15, gettext_noop("оптимальный уровень")), (9, gettext_noop("допустимый уровень")),
        (0, gettext_noop("недопустимый уровень")),
    ),
    questions=tuple(
        Scale(
            code=code, text=text, help=heading, low=0, high=2, low_label=gettext_noop("не проявляется"),
            high_label=gettext_noop("проявляется в полной мере"),
        )
        for code, heading, text in ITEMS
    ),
)  # fmt: skip
