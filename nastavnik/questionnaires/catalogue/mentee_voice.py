"""What a mentee says of the programme when nobody learns who said it (methodology §3.9: satisfaction, hidden below three)."""

from nastavnik.questionnaires.spec import OpenText, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentee-voice",
    version=1,
    title=gettext_noop("Анонимная анкета наставляемого о программе"),
    side="mentee",
    waves=("interim",),
    anonymous=True,
    questions=(
        Scale(code="programme", text=gettext_noop("Насколько вы довольны программой?")),
        YesNo(code="safe", text=gettext_noop("Чувствуете ли вы себя в программе в безопасности?")),
        YesNo(code="heard", text=gettext_noop("Слышат ли вас куратор и наставник?")),
        OpenText(code="change", text=gettext_noop("Что бы вы изменили?"), required=False),
    ),
)
