"""What a mentor would learn before the work begins (methodology §2, stage 4: needs of the School of Mentors)."""

from nastavnik.questionnaires.shared_options import TIMES
from nastavnik.questionnaires.spec import Choice, Matrix, MultipleChoice, OpenText, Questionnaire, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentor-needs",
    version=1,
    title=gettext_noop("Чему вы хотели бы научиться: анкета наставника"),
    side="mentor",
    waves=("training",),
    questions=(
        Matrix(
            code="sure", text=gettext_noop("Насколько уверенно вы себя чувствуете? От 1 до 5"),
            rows=(
                ("contact", gettext_noop("начать разговор и завоевать доверие")),
                ("goal", gettext_noop("помочь поставить цель")), ("plan", gettext_noop("составить план развития")),
                ("feedback", gettext_noop("дать обратную связь")), ("conflict", gettext_noop("выйти из конфликта")),
                ("papers", gettext_noop("вести записи и анкеты")),
            ),
        ),
        MultipleChoice(
            code="topics", text=gettext_noop("Какие занятия вам нужны?"),
            options=(
                ("psychology", gettext_noop("возраст и психология")), ("dialogue", gettext_noop("как слушать и спрашивать")),
                ("motivation", gettext_noop("как поддержать интерес")), ("project", gettext_noop("как вести проект")),
                ("law", gettext_noop("права, согласия, безопасность")), ("online", gettext_noop("работа онлайн")),
            ),
        ),
        Choice(
            code="way", text=gettext_noop("Как вам удобнее учиться?"),
            options=(
                ("together", gettext_noop("на занятиях с другими наставниками")),
                ("materials", gettext_noop("самому, по материалам")), ("curator", gettext_noop("на встречах с куратором")),
            ),
        ),
        MultipleChoice(code="times", text=gettext_noop("Когда вам удобно?"), required=False, options=TIMES),
        OpenText(code="more", text=gettext_noop("О чём ещё вы хотели бы узнать?"), required=False),
    ),
)  # fmt: skip
