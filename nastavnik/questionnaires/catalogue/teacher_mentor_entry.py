"""What a teacher who mentors expects (methodology §3.1)."""

from nastavnik.questionnaires.spec import (
    FREQUENCY,
    OFFICIAL,
    Choice,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="teacher-mentor-entry",
    version=1,
    title=gettext_noop("Анкета педагога-наставника на входе"),
    side="mentor",
    waves=("entry",),
    evidence=OFFICIAL,
    people=("teacher",),
    questions=(
        YesNo(code="met_before", text=gettext_noop("Были ли вы раньше наставником?")),
        OpenText(code="met_where", text=gettext_noop("Если да, то где?"), required=False),
        Scale(code="efficiency", text=gettext_noop("Какой пользы вы ждёте от программы?"), construct="efficiency"),
        Scale(
            code="comfort",
            text=gettext_noop("Насколько комфортным, как вы думаете, будет общение с наставляемым?"),
            construct="comfort",
        ),
        Scale(code="theory", text=gettext_noop("Насколько наставляемый овладеет теорией?"), construct="theory"),
        Scale(code="practice", text=gettext_noop("Насколько наставляемый овладеет практикой?"), construct="practice"),
        Scale(
            code="adaptation", text=gettext_noop("Каким будет качество программы адаптации?"), construct="adaptation"
        ),
        Scale(code="involved", text=gettext_noop("Насколько наставляемый будет вовлечён?"), construct="involvement"),
        Scale(
            code="satisfied",
            text=gettext_noop("Какого удовлетворения вы ждёте от совместной работы?"),
            construct="satisfaction",
        ),
        OpenText(code="expected", text=gettext_noop("Чего вы ждёте от программы?"), required=False),
        OpenText(code="valuable", text=gettext_noop("Что для вас в программе главное?"), required=False),
        Choice(
            code="frequency",
            text=gettext_noop("Как часто вы намерены проводить мероприятия для развития навыков?"),
            options=FREQUENCY,
        ),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвуете?")),
    ),
)
