"""The curator rates the methodology and its use (methodology §3.5 a)."""

from nastavnik.questionnaires.spec import KNOWN, OpenText, Questionnaire, Scale, gettext_noop

ITEMS = (
    ("system", gettext_noop("Методика даёт системный подход")),
    ("requests", gettext_noop("Методика отвечает запросам организации")),
    ("timely", gettext_noop("Программа отвечает на то, что важно сейчас")),
    ("forms", gettext_noop("Формы наставничества описаны достаточно подробно")),
    ("for_mentees", gettext_noop("Программа полезна наставляемому на деле")),
    ("for_mentors", gettext_noop("Программа полезна наставнику на деле")),
    ("goals", gettext_noop("Программа соответствует своим целям")),
    ("flexible", gettext_noop("Программу легко приспособить к переменам")),
    ("choosing", gettext_noop("Ясно, как выбирать наставников, наставляемых и кураторов")),
    ("formats", gettext_noop("Понятны формы взаимодействия в парах")),
    ("motivation", gettext_noop("Понятно, как поощрять участников")),
    ("support", gettext_noop("Методической поддержки хватает")),
    ("resources", gettext_noop("Ресурсов хватает")),
)
QUESTIONNAIRE = Questionnaire(
    code="curator-rating",
    version=1,
    title=gettext_noop("Анкета куратора о программе"),
    side="curator",
    waves=("exit",),
    people=(),
    evidence=KNOWN,
    questions=(
        *(Scale(code=code, text=text) for code, text in ITEMS),
        OpenText(code="comment", text=gettext_noop("Что стоит изменить?"), required=False),
    ),
)
