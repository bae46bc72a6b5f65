"""What a teacher who mentors got (methodology §3.2)."""

from nastavnik.questionnaires.spec import (
    FREQUENCY,
    KNOWN,
    Choice,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="teacher-mentor-exit",
    version=1,
    title=gettext_noop("Анкета педагога-наставника на выходе"),
    side="mentor",
    waves=("exit",),
    evidence=KNOWN,
    people=("teacher",),
    questions=(
        Scale(code="efficiency", text=gettext_noop("Какую пользу принесла программа?"), construct="efficiency"),
        Scale(
            code="comfort", text=gettext_noop("Насколько комфортным было общение с наставляемым?"), construct="comfort"
        ),
        Scale(code="theory", text=gettext_noop("Насколько наставляемый овладел теорией?"), construct="theory"),
        Scale(code="practice", text=gettext_noop("Насколько наставляемый овладел практикой?"), construct="practice"),
        Scale(code="adaptation", text=gettext_noop("Каким было качество программы адаптации?"), construct="adaptation"),
        Scale(code="involved", text=gettext_noop("Насколько наставляемый был вовлечён?"), construct="involvement"),
        Scale(
            code="satisfied", text=gettext_noop("Насколько вы довольны совместной работой?"), construct="satisfaction"
        ),
        Scale(code="met", text=gettext_noop("Насколько оправдались ваши ожидания?"), construct="expectations"),
        OpenText(code="valuable", text=gettext_noop("Что было самым ценным?"), required=False),
        OpenText(code="missing", text=gettext_noop("Чего не хватило, что стоит изменить?"), required=False),
        Choice(
            code="frequency",
            text=gettext_noop("Как часто вы проводили мероприятия для развития навыков?"),
            options=FREQUENCY,
        ),
        YesNo(code="go_on", text=gettext_noop("Хотите ли вы продолжить?")),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвовали?")),
    ),
)
