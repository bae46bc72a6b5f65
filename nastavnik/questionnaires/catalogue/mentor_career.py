"""How a student or an employee sees the mentee's way into the profession (methodology §3.2, extra questions of these forms)."""

from nastavnik.questionnaires.spec import KNOWN, OpenText, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentor-career",
    version=1,
    title=gettext_noop("Анкета наставника о будущей профессии наставляемого"),
    side="mentor",
    waves=("exit",),
    people=("student", "alumnus", "employee", "parent"),
    forms=("student-pupil", "employer-pupil", "employer-student"),
    evidence=KNOWN,
    questions=(
        Scale(code="theory", text=gettext_noop("Насколько наставляемый разобрался в теории?")),
        Scale(code="practice", text=gettext_noop("Насколько наставляемый овладел практикой?")),
        YesNo(code="employee", text=gettext_noop("Видите ли вы в нём будущего коллегу?")),
        OpenText(code="advice", text=gettext_noop("Чему ему стоит учиться дальше?"), required=False),
    ),
)
