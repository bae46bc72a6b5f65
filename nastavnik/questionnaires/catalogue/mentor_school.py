"""How a mentor liked the School of Mentors (methodology §2, stage 4; the calendar plan's survey of satisfaction in June)."""

from nastavnik.questionnaires.spec import OpenText, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentor-school",
    version=1,
    title=gettext_noop("Анкета удовлетворённости Школой наставников"),
    side="mentor",
    waves=("training",),
    questions=(
        Scale(code="whole", text=gettext_noop("Насколько вы довольны обучением?")),
        Scale(code="topics", text=gettext_noop("Насколько темы подошли к вашей работе?")),
        Scale(code="practice", text=gettext_noop("Хватило ли практики?")),
        Scale(code="materials", text=gettext_noop("Насколько полезны материалы?")),
        Scale(code="curator", text=gettext_noop("Насколько полезны консультации куратора?")),
        YesNo(code="ready", text=gettext_noop("Чувствуете ли вы себя готовым к работе с наставляемым?")),
        OpenText(code="best", text=gettext_noop("Что было самым полезным?"), required=False),
        OpenText(code="missing", text=gettext_noop("Чего не хватило?"), required=False),
    ),
)
