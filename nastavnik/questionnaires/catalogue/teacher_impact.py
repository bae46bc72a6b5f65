"""What changes for a young teacher, asked at entry and exit (methodology §3.6)."""

from nastavnik.questionnaires.spec import KNOWN, LOWER, Count, Questionnaire, Scale, gettext_noop

QUESTIONNAIRE = Questionnaire(
    code="teacher-impact",
    version=1,
    title=gettext_noop("Показатели молодого специалиста"),
    side="mentee",
    waves=("entry", "exit"),
    people=("teacher",),
    evidence=KNOWN,
    questions=(
        Scale(
            code="burnout", text=gettext_noop("Насколько вы устали от работы?"), construct="burnout", direction=LOWER,
        ),
        Scale(code="profession", text=gettext_noop("Насколько вы довольны своей профессией?"), construct="profession"),
        Scale(code="climate", text=gettext_noop("Насколько хорошо вам в коллективе?"), construct="climate"),
        Scale(code="stay", text=gettext_noop("Насколько вы хотите остаться работать в этой школе?"), construct="stay"),
        Scale(
            code="pupils", text=gettext_noop("Насколько успешны ваши ученики?"), construct="pupils_progress",
        ),
        Count(
            code="works", text=gettext_noop("Сколько своих разработок и статей вы подготовили за последний год?"),
            construct="own_works",
        ),
        Count(
            code="conflicts", text=gettext_noop("Сколько трудных конфликтов с учениками, родителями, коллегами было за год?"),
            construct="conflicts", direction=LOWER,
        ),
    ),
)  # fmt: skip
