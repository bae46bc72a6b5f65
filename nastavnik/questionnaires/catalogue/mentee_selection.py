"""What a potential mentee asks for (methodology §3.3): the answers fill the base of mentees."""

from nastavnik.questionnaires.shared_options import FORMATS, TIMES
from nastavnik.questionnaires.spec import KNOWN, Choice, MultipleChoice, OpenText, Questionnaire, Scale, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentee-selection",
    version=1,
    title=gettext_noop("Анкета для отбора наставляемых"),
    side="mentee",
    waves=("selection",),
    people=("pupil", "student", "teacher"),
    evidence=KNOWN,
    questions=(
        MultipleChoice(
            code="areas", text=gettext_noop("В чём нужна поддержка?"), fills="competences",
            options=(
                ("study", gettext_noop("учёба")), ("communication", gettext_noop("общение")),
                ("project", gettext_noop("проект")), ("career", gettext_noop("выбор профессии")),
                ("adaptation", gettext_noop("новый коллектив")),
            ),
        ),
        OpenText(
            code="exactly", text=gettext_noop("С чем именно?"), required=False, fills="competences",
            help=gettext_noop("Через запятую: математика, публичные выступления."),
        ),
        Scale(
            code="need", text=gettext_noop("Насколько нужна помощь?"), fills="need",
            low_label=gettext_noop("справлюсь сам"), high_label=gettext_noop("очень нужна"),
        ),
        OpenText(
            code="interests", text=gettext_noop("Что вам интересно?"), required=False, fills="interests",
            help=gettext_noop("Через запятую: шахматы, робототехника, музыка."),
        ),
        OpenText(
            code="expectations", text=gettext_noop("Чего вы ждёте от наставника?"), required=False, fills="expectations",
        ),
        MultipleChoice(
            code="wanted", text=gettext_noop("Кого вы хотели бы видеть наставником?"), required=False, fills="wanted",
            help=gettext_noop("Если всё равно, не отмечайте никого."),
            options=(
                ("pupil", gettext_noop("старшего ученика")), ("student", gettext_noop("студента")),
                ("alumnus", gettext_noop("выпускника")), ("teacher", gettext_noop("педагога")),
                ("employee", gettext_noop("специалиста предприятия")),
            ),
        ),
        MultipleChoice(
            code="times", text=gettext_noop("Когда вам удобно встречаться?"), required=False, fills="availability",
            options=TIMES,
        ),
        Choice(code="format", text=gettext_noop("Как вам удобнее встречаться?"), fills="meeting_format", options=FORMATS),
    ),
)  # fmt: skip
