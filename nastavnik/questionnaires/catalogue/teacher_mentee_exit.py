"""What a young specialist got (methodology §3.2)."""

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
    code="teacher-mentee-exit",
    version=2,
    title=gettext_noop("Анкета молодого специалиста на выходе"),
    side="mentee",
    waves=("exit",),
    evidence=KNOWN,
    people=("teacher",),
    questions=(
        Scale(code="efficiency", text=gettext_noop("Какую пользу вам принесла программа?"), construct="efficiency"),
        Scale(
            code="comfort", text=gettext_noop("Насколько комфортным было общение с наставником?"), construct="comfort"
        ),
        Scale(
            code="events", text=gettext_noop("Как прошло знакомство с коллективом и обязанностями?"), construct="events"
        ),
        Scale(
            code="adaptation", text=gettext_noop("Насколько полезной была программа адаптации?"), construct="adaptation"
        ),
        Scale(
            code="skills",
            text=gettext_noop("Насколько полезными были открытые уроки, семинары, конкурсы?"),
            construct="skill_events",
        ),
        Scale(code="theory", text=gettext_noop("Какой была теоретическая помощь?"), construct="theory"),
        Scale(code="practice", text=gettext_noop("Какой была практическая помощь?"), construct="practice"),
        Scale(code="support", text=gettext_noop("Какую поддержку наставника вы почувствовали?"), construct="support"),
        Scale(
            code="satisfied", text=gettext_noop("Насколько вы довольны совместной работой?"), construct="satisfaction"
        ),
        Scale(code="met", text=gettext_noop("Насколько оправдались ваши ожидания?"), construct="expectations"),
        OpenText(code="valuable", text=gettext_noop("Что было самым ценным?"), required=False),
        OpenText(code="missing", text=gettext_noop("Чего не хватило, что стоит изменить?"), required=False),
        Choice(
            code="frequency", text=gettext_noop("Как часто были мероприятия для развития навыков?"), options=FREQUENCY
        ),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвовали?")),
        YesNo(code="stay", text=gettext_noop("Хотите ли вы остаться в этом коллективе?")),
        YesNo(code="become_mentor", text=gettext_noop("Хотите ли вы сами стать наставником?")),
        YesNo(code="go_on", text=gettext_noop("Хотите ли вы продолжить?")),
        YesNo(code="school_life", text=gettext_noop("Хочется ли вам больше участвовать в жизни коллектива?")),
        YesNo(code="confidence", text=gettext_noop("Стали ли вы увереннее?")),
        YesNo(code="marks", text=gettext_noop("Стали ли ваши ученики учиться и вести себя лучше?")),
        YesNo(code="calmer", text=gettext_noop("Стало ли меньше конфликтов с коллегами и родителями?")),
        YesNo(code="writing", text=gettext_noop("Хочется ли вам писать свои разработки и статьи?")),
    ),
)
