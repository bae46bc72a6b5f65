"""Options that several shipped questionnaires share; their codes are those of the base of participants."""

from nastavnik.questionnaires.spec import gettext_noop

FORMATS = (
    ("in_person", gettext_noop("очно")), ("online", gettext_noop("онлайн")), ("any", gettext_noop("и так и так")),
)  # fmt: skip
# a weekday counted from Monday, and an hour
TIMES = (
    ("1 15:00", gettext_noop("понедельник после уроков")), ("1 18:00", gettext_noop("понедельник вечером")),
    ("2 15:00", gettext_noop("вторник после уроков")), ("2 18:00", gettext_noop("вторник вечером")),
    ("3 15:00", gettext_noop("среда после уроков")), ("3 18:00", gettext_noop("среда вечером")),
    ("4 15:00", gettext_noop("четверг после уроков")), ("4 18:00", gettext_noop("четверг вечером")),
    ("5 15:00", gettext_noop("пятница после уроков")), ("5 18:00", gettext_noop("пятница вечером")),
    ("6 12:00", gettext_noop("суббота днём")),
)  # fmt: skip
