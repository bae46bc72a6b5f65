"""The parameters measured at entry and exit (methodology §3.6)."""

from nastavnik.questionnaires.spec import (
    KNOWN,
    LOWER,
    Count,
    Questionnaire,
    Scale,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentee-impact",
    version=1,
    title=gettext_noop("Показатели наставляемого"),
    side="mentee",
    waves=(
        "entry",
        "exit",
    ),
    people=("pupil",),
    evidence=KNOWN,
    questions=(
        Scale(code="engagement", text=gettext_noop("Насколько вам интересно на уроках?"), construct="engagement"),
        Scale(code="wish_school", text=gettext_noop("Насколько вам хочется ходить в школу?"), construct="wish_school"),
        Scale(code="wish_marks", text=gettext_noop("Насколько вам хочется учиться лучше?"), construct="wish_marks"),
        Scale(
            code="soft_skills",
            text=gettext_noop("Насколько хорошо вы умеете договариваться, выступать, планировать своё время?"),
            construct="soft_skills",
        ),
        Scale(
            code="anxiety", text=gettext_noop("Насколько часто вы тревожитесь?"), construct="anxiety", direction=LOWER
        ),
        Scale(code="future", text=gettext_noop("Насколько понятно вам, кем вы хотите стать?"), construct="future"),
        Scale(code="mood", text=gettext_noop("С каким настроением вы обычно бываете в школе?"), construct="mood"),
        Count(code="clubs", text=gettext_noop("Сколько кружков и секций вы посещаете?"), construct="clubs"),
        Count(
            code="projects",
            text=gettext_noop("В скольких проектах вы участвовали за последний год?"),
            construct="projects",
        ),
    ),
)
