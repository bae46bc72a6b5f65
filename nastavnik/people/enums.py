"""Kinds of people and what is said of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonKind(TextChoices):
    PUPIL = "pupil", _("ученик")
    TEACHER = "teacher", _("педагог")
    STUDENT = "student", _("студент")
    ALUMNUS = "alumnus", _("выпускник")
    EMPLOYEE = "employee", _("сотрудник партнёра")
    PARENT = "parent", _("родитель")


class Sex(TextChoices):
    MALE = "m", _("мужской")
    FEMALE = "f", _("женский")


class SpecialCategory(TextChoices):
    """Special categories: health and hardship; encrypted, shown to the curator and the psychologist only."""

    DISABILITY = "disability", _("ОВЗ")
    GIFTED = "gifted", _("одарённый")
    HARDSHIP = "hardship", _("трудная жизненная ситуация")
    LOW_INCOME = "low_income", _("малообеспеченная семья")
    RURAL = "rural", _("сельская школа")
    ORPHAN = "orphan", _("сирота")
