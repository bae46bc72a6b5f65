"""How a mentor sees the work in its middle (methodology §2, stage 6: mid-term control in April; §3.8)."""

from nastavnik.questionnaires.spec import Matrix, OpenText, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentor-interim",
    version=1,
    title=gettext_noop("Промежуточная анкета наставника"),
    side="mentor",
    waves=("interim",),
    questions=(
        Scale(code="involved", text=gettext_noop("Насколько вовлечён наставляемый?"), construct="involvement"),
        Scale(code="kept", text=gettext_noop("Насколько выполняется план?"), construct="plan_kept"),
        Matrix(
            code="parts", text=gettext_noop("Оцените от 1 до 5"),
            rows=(
                ("meetings", gettext_noop("встречи")), ("plan", gettext_noop("план развития")),
                ("feedback", gettext_noop("обратная связь")), ("curator", gettext_noop("поддержка куратора")),
            ),
        ),
        YesNo(code="help", text=gettext_noop("Нужна ли вам помощь куратора?")),
        OpenText(
            code="what", text=gettext_noop("Какая?"), show_if=("help", True),
            help=gettext_noop("Материалы, время, другой наставляемый, совет психолога."),
        ),
        OpenText(code="result", text=gettext_noop("Что уже получилось?"), required=False),
    ),
)  # fmt: skip
