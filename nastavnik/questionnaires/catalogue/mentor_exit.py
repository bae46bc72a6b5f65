"""What a mentor got (methodology §3.2)."""

from nastavnik.questionnaires.spec import (
    KNOWN,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentor-exit",
    version=2,
    title=gettext_noop("Анкета наставника на выходе"),
    side="mentor",
    waves=("exit",),
    evidence=KNOWN,
    people=(
        "pupil",
        "student",
        "alumnus",
        "employee",
        "parent",
    ),
    questions=(
        Scale(
            code="comfort", text=gettext_noop("Насколько легко вам было общаться с наставляемым?"), construct="comfort"
        ),
        Scale(code="leader", text=gettext_noop("Насколько вы смогли проявить себя как лидер?"), construct="leadership"),
        Scale(
            code="group", text=gettext_noop("Насколько полезными были встречи в группе?"), construct="group_meetings"
        ),
        Scale(
            code="personal",
            text=gettext_noop("Насколько полезными были личные встречи?"),
            construct="personal_meetings",
        ),
        Scale(code="plan", text=gettext_noop("Насколько удалось спланировать работу?"), construct="plan"),
        Scale(code="kept", text=gettext_noop("Насколько удалось выполнить план?"), construct="plan_kept"),
        Scale(code="involved", text=gettext_noop("Насколько наставляемый был вовлечён?"), construct="involvement"),
        Scale(
            code="satisfied", text=gettext_noop("Насколько вы довольны совместной работой?"), construct="satisfaction"
        ),
        Scale(code="result", text=gettext_noop("Насколько вы довольны результатом?"), construct="result"),
        Scale(code="training", text=gettext_noop("Насколько важной оказалась подготовка?"), construct="training"),
        Scale(code="met", text=gettext_noop("Насколько оправдались ваши ожидания?"), construct="expectations"),
        OpenText(code="valuable", text=gettext_noop("Что было самым ценным?"), required=False),
        OpenText(code="missing", text=gettext_noop("Чего не хватило, что стоит изменить?"), required=False),
        YesNo(code="enough", text=gettext_noop("Хватило ли подготовки?")),
        YesNo(code="go_on", text=gettext_noop("Хотите ли вы продолжить?")),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвовали?")),
        YesNo(code="clear", text=gettext_noop("Была ли подготовка понятной?")),
        YesNo(code="learned", text=gettext_noop("Узнали ли вы что-то новое?")),
    ),
)
