"""With whom a mentor would like to work, asked right after the group meeting (methodology §3.4)."""

from nastavnik.questionnaires.spec import OFFICIAL, PersonList, Questionnaire, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentor-preferences",
    version=1,
    title=gettext_noop("Анкета предпочтений наставника"),
    side="mentor",
    waves=("meeting",),
    evidence=OFFICIAL,
    questions=(
        PersonList(
            code="wish", text=gettext_noop("С кем из наставляемых вы хотели бы работать?"), most=5,
            help=gettext_noop("Сначала тот, с кем хочется больше всего."),
        ),
        PersonList(
            code="goal", text=gettext_noop("Кому из наставляемых вы поможете с целью, которую он назвал?"),
            required=False, most=5,
        ),
    ),
)  # fmt: skip
