"""With whom a mentee would like to work, asked right after the group meeting (methodology §3.4)."""

from nastavnik.questionnaires.spec import OFFICIAL, PersonList, Questionnaire, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentee-preferences",
    version=1,
    title=gettext_noop("Анкета предпочтений наставляемого"),
    side="mentee",
    waves=("meeting",),
    evidence=OFFICIAL,
    questions=(
        PersonList(
            code="wish", text=gettext_noop("С кем из наставников вы хотели бы работать?"),
            help=gettext_noop("Сначала тот, с кем хочется больше всего."),
        ),
        PersonList(
            code="goal", text=gettext_noop("Кто из наставников поможет вам прийти к своей цели?"), required=False,
        ),
    ),
)  # fmt: skip
