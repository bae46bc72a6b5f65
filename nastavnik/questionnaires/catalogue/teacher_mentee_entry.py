"""What a young specialist expects (methodology §3.1)."""

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
    code="teacher-mentee-entry",
    version=1,
    title=gettext_noop("Анкета молодого специалиста на входе"),
    side="mentee",
    waves=("entry",),
    evidence=OFFICIAL,
    people=("teacher",),
    questions=(
        YesNo(code="met_before", text=gettext_noop("Участвовали ли вы раньше в программах наставничества?")),
        OpenText(code="met_where", text=gettext_noop("Если да, то где?"), required=False),
        Scale(code="efficiency", text=gettext_noop("Какой пользы вы ждёте от программы?"), construct="efficiency"),
        Scale(
            code="comfort",
            text=gettext_noop("Насколько комфортным, как вы думаете, будет общение с наставником?"),
            construct="comfort",
        ),
        Scale(
            code="events",
            text=gettext_noop("Какого качества вы ждёте от знакомства с коллективом и обязанностями?"),
            construct="events",
        ),
        Scale(
            code="adaptation",
            text=gettext_noop("Насколько полезной будет программа адаптации?"),
            construct="adaptation",
        ),
        Scale(
            code="skills",
            text=gettext_noop("Насколько полезными будут открытые уроки, семинары, конкурсы?"),
            construct="skill_events",
        ),
        Scale(code="theory", text=gettext_noop("Каким вы ждёте качество теоретической помощи?"), construct="theory"),
        Scale(code="practice", text=gettext_noop("Каким вы ждёте качество практической помощи?"), construct="practice"),
        Scale(code="support", text=gettext_noop("Насколько важна для вас поддержка наставника?"), construct="support"),
        Scale(
            code="satisfied",
            text=gettext_noop("Насколько важно быть довольным совместной работой?"),
            construct="satisfaction",
        ),
        OpenText(code="expected", text=gettext_noop("Чего вы ждёте от программы и от себя в ней?"), required=False),
        OpenText(code="valuable", text=gettext_noop("Что для вас в программе главное?"), required=False),
        Choice(
            code="frequency",
            text=gettext_noop("Как часто, по-вашему, будут мероприятия для развития навыков?"),
            options=FREQUENCY,
        ),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвуете?")),
    ),
)
