"""What a mentee got (methodology §3.2)."""

from nastavnik.questionnaires.spec import (
    KNOWN,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentee-exit",
    version=2,
    title=gettext_noop("Анкета наставляемого на выходе"),
    side="mentee",
    waves=("exit",),
    evidence=KNOWN,
    people=("pupil",),
    questions=(
        Scale(
            code="comfort", text=gettext_noop("Насколько легко вам было общаться с наставником?"), construct="comfort"
        ),
        Scale(
            code="personal",
            text=gettext_noop("Насколько полезными были личные встречи?"),
            construct="personal_meetings",
        ),
        Scale(
            code="group", text=gettext_noop("Насколько полезными были встречи в группе?"), construct="group_meetings"
        ),
        Scale(code="support", text=gettext_noop("Какую поддержку наставника вы почувствовали?"), construct="support"),
        Scale(code="help", text=gettext_noop("Насколько помощь наставника была нужной?"), construct="need"),
        Scale(code="plan", text=gettext_noop("Насколько понятен был план работы?"), construct="plan"),
        Scale(
            code="clear", text=gettext_noop("Насколько понятно было, чего ждёт от вас наставник?"), construct="clear"
        ),
        Scale(code="safety", text=gettext_noop("Насколько спокойно вам было рядом с наставником?"), construct="safety"),
        Scale(
            code="satisfied", text=gettext_noop("Насколько вы довольны совместной работой?"), construct="satisfaction"
        ),
        Scale(code="result", text=gettext_noop("Насколько вы довольны результатом?"), construct="result"),
        Scale(code="met", text=gettext_noop("Насколько оправдались ваши ожидания?"), construct="expectations"),
        OpenText(code="valuable", text=gettext_noop("Что было самым ценным?"), required=False),
        OpenText(code="missing", text=gettext_noop("Чего не хватило, что стоит изменить?"), required=False),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвовали?")),
        YesNo(code="go_on", text=gettext_noop("Хотите ли вы продолжить?")),
        YesNo(code="learned", text=gettext_noop("Узнали ли вы что-то новое?")),
        YesNo(code="future", text=gettext_noop("Стало ли понятнее, чем заниматься в будущем?")),
        YesNo(code="become_mentor", text=gettext_noop("Хотите ли вы сами стать наставником?")),
        YesNo(code="community", text=gettext_noop("Хотите ли вы остаться в сообществе наставников и их учеников?")),
        YesNo(code="school_life", text=gettext_noop("Хочется ли вам больше участвовать в жизни школы?")),
        YesNo(code="clubs", text=gettext_noop("Хотите ли вы ходить в кружки и секции?")),
        YesNo(
            code="beyond",
            text=gettext_noop("Хочется ли вам узнать больше, чем в школьной программе, сделать свой проект?"),
        ),
        YesNo(code="sources", text=gettext_noop("Стали ли вы следить за чем-то новым: книгами, сайтами, передачами?")),
    ),
)
