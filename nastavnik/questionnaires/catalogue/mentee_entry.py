"""What a mentee expects (methodology §3.1)."""

from nastavnik.questionnaires.spec import (
    OFFICIAL,
    OpenText,
    Questionnaire,
    Scale,
    YesNo,
    gettext_noop,
)

QUESTIONNAIRE = Questionnaire(
    code="mentee-entry",
    version=1,
    title=gettext_noop("Анкета наставляемого на входе"),
    side="mentee",
    waves=("entry",),
    evidence=OFFICIAL,
    people=("pupil",),
    questions=(
        YesNo(code="met_before", text=gettext_noop("Участвовали ли вы раньше в программах наставничества?")),
        OpenText(code="met_where", text=gettext_noop("Если да, то где?"), required=False),
        Scale(
            code="comfort",
            text=gettext_noop("Насколько легко вам, как вы думаете, будет общаться с наставником?"),
            construct="comfort",
        ),
        Scale(
            code="personal",
            text=gettext_noop("Насколько полезными будут личные встречи?"),
            construct="personal_meetings",
        ),
        Scale(
            code="group", text=gettext_noop("Насколько полезными будут встречи в группе?"), construct="group_meetings"
        ),
        Scale(code="support", text=gettext_noop("Какой поддержки вы ждёте от наставника?"), construct="support"),
        Scale(code="need", text=gettext_noop("Насколько вам нужна помощь наставника?"), construct="need"),
        Scale(code="plan", text=gettext_noop("Насколько важно обсудить с наставником план работы?"), construct="plan"),
        Scale(code="clear", text=gettext_noop("Насколько важно знать, чего ждёт от вас наставник?"), construct="clear"),
        Scale(
            code="safety",
            text=gettext_noop("Насколько важно чувствовать себя рядом с наставником спокойно?"),
            construct="safety",
        ),
        Scale(code="changes", text=gettext_noop("Насколько участие изменит вашу жизнь?"), construct="changes"),
        Scale(
            code="useful",
            text=gettext_noop("Насколько программа будет полезна вам и тем, кто рядом?"),
            construct="useful",
        ),
        OpenText(code="expected", text=gettext_noop("Чего вы ждёте от программы и от себя в ней?"), required=False),
        OpenText(code="valuable", text=gettext_noop("Что для вас в программе главное?"), required=False),
        YesNo(code="glad", text=gettext_noop("Рады ли вы, что участвуете?")),
    ),
)
