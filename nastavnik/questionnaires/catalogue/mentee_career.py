"""What a mentee of a student or of an enterprise plans afterwards (methodology §3.2, extra questions of these forms)."""

from nastavnik.questionnaires.spec import KNOWN, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentee-career",
    version=1,
    title=gettext_noop("Анкета наставляемого о будущей профессии"),
    side="mentee",
    waves=("exit",),
    people=("pupil", "student"),
    forms=("student-pupil", "employer-pupil", "employer-student"),
    evidence=KNOWN,
    questions=(
        Scale(code="clear", text=gettext_noop("Насколько вам понятна профессия, с которой вы познакомились?")),
        YesNo(code="enter", text=gettext_noop("Собираетесь ли вы поступать на такую специальность?")),
        YesNo(code="internship", text=gettext_noop("Хотите ли вы пройти практику или стажировку у наставника?")),
        YesNo(code="work", text=gettext_noop("Хотели бы вы работать на предприятии наставника?")),
        YesNo(code="sources", text=gettext_noop("Стали ли вы следить за новостями этой области?")),
    ),
)
