"""How a mentee is doing in the middle of the work (methodology §2, stage 6: mid-term control in April; §3.8)."""

from nastavnik.questionnaires.spec import Matrix, OpenText, Questionnaire, Scale, YesNo, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="mentee-interim",
    version=1,
    title=gettext_noop("Промежуточная анкета наставляемого"),
    side="mentee",
    waves=("interim",),
    questions=(
        Scale(code="comfort", text=gettext_noop("Насколько легко вам с наставником?"), construct="comfort"),
        Scale(code="help", text=gettext_noop("Насколько наставник вам помогает?"), construct="need"),
        Matrix(
            code="parts", text=gettext_noop("Оцените от 1 до 5"),
            rows=(
                ("meetings", gettext_noop("встречи")), ("plan", gettext_noop("план развития")),
                ("feedback", gettext_noop("обратная связь")),
            ),
        ),
        YesNo(code="goal_clear", text=gettext_noop("Понятно ли вам, к чему вы идёте вместе?")),
        YesNo(code="change", text=gettext_noop("Хотели бы вы что-то изменить в работе с наставником?")),
        OpenText(code="what", text=gettext_noop("Что именно?"), show_if=("change", True)),
        OpenText(code="done", text=gettext_noop("Чему вы уже научились?"), required=False),
    ),
)  # fmt: skip
