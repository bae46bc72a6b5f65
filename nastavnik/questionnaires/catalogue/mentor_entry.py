"""What a mentor expects (methodology §3.1)."""

from nastavnik.questionnaires.spec import (
    OFFICIAL,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentor-entry",
    version=1,
    title=gettext_noop("Анкета наставника на входе"),
    side="mentor",
    waves=("entry",),
    evidence=OFFICIAL,
    people=(
        "pupil",
        "student",
        "alumnus",
        "employee",
        "parent",
    ),
    questions=(
        YesNo(code="met_before", text=gettext_noop("Были ли вы раньше наставником?")),
        OpenText(code="met_where", text=gettext_noop("Если да, то где?"), required=False),
        Scale(
            code="comfort",
            text=gettext_noop("Насколько легко, как вы думаете, будет общаться с наставляемым?"),
            construct="comfort",
        ),
        Scale(
            code="leader", text=gettext_noop("Насколько вы сможете проявить себя как лидер?"), construct="leadership"
        ),
        Scale(
            code="group", text=gettext_noop("Насколько полезными будут встречи в группе?"), construct="group_meetings"
        ),
        Scale(
            code="personal",
            text=gettext_noop("Насколько полезными будут личные встречи?"),
            construct="personal_meetings",
        ),
        Scale(
            code="plan",
            text=gettext_noop("Насколько работа зависит от плана, составленного заранее?"),
            construct="plan",
        ),
        Scale(code="kept", text=gettext_noop("Насколько вы рассчитываете выполнить план?"), construct="plan_kept"),
        Scale(code="involved", text=gettext_noop("Насколько наставляемый будет вовлечён?"), construct="involvement"),
        Scale(
            code="satisfied",
            text=gettext_noop("Какого удовлетворения вы ждёте от совместной работы?"),
            construct="satisfaction",
        ),
        Scale(code="training", text=gettext_noop("Насколько вам нужна подготовка?"), construct="training"),
        OpenText(code="expected", text=gettext_noop("Чего вы ждёте от программы?"), required=False),
        OpenText(code="valuable", text=gettext_noop("Что для вас в программе главное?"), required=False),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвуете?")),
    ),
)
