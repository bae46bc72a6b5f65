"""One table of roles and permissions: the page «Кто что может», the navigation and the tests are made from it.

A role says *which verbs*; the scope says *which rows* (`Role.own_records`: only one's own).
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    HOME_VIEW = "home.view", _("видеть обзор программы")
    PROGRAMME_VIEW = "programme.view", _("видеть программу и дорожную карту")
    PROGRAMME_EDIT = "programme.edit", _("вести программу и дорожную карту")
    PEOPLE_VIEW = "people.view", _("видеть людей")
    PEOPLE_EDIT = "people.edit", _("вести списки людей и согласия")
    SENSITIVE_VIEW = "sensitive.view", _("видеть особые категории")
    IMPORT_RUN = "import.run", _("загружать списки")
    SELECTION_DECIDE = "selection.decide", _("отбирать наставников")
    PAIRS_VIEW = "pairs.view", _("видеть пары")
    PAIRS_FORM = "pairs.form", _("подбирать пары")
    PAIRS_APPROVE = "pairs.approve", _("утверждать пары")
    DOCUMENTS_VIEW = "documents.view", _("видеть документы")
    DOCUMENTS_MAKE = "documents.make", _("создавать документы")
    WORK_VIEW = "work.view", _("видеть свои пары и встречи")
    WORK_RECORD = "work.record", _("вести встречи, отзывы и план развития")
    ANSWER = "survey.answer", _("отвечать на анкеты")
    ANSWERS_ENTER = "survey.enter", _("вносить ответы с бумажных анкет")
    SURVEYS_RUN = "survey.run", _("открывать и закрывать анкетирование")
    QUESTIONNAIRES_EDIT = "questionnaire.edit", _("править тексты анкет")
    RESULTS_VIEW = "results.view", _("видеть итоги мониторинга")
    INDICATORS_EDIT = "indicators.edit", _("вносить знаменатели и цели показателей")
    SCHOOLS_VIEW = "schools.view", _("видеть школы: сводные числа без имён")
    USERS_EDIT = "users.edit", _("заводить пользователей и роли")
    JOURNAL_VIEW = "journal.view", _("видеть журнал действий")
    ORGANISATION_EDIT = "organisation.edit", _("менять сведения организации")


class Role(TextChoices):
    ADMINISTRATOR = "administrator", _("администратор")
    CURATOR = "curator", _("куратор")
    DIRECTOR = "director", _("директор")
    PSYCHOLOGIST = "psychologist", _("психолог")
    MENTOR = "mentor", _("наставник")
    MENTEE = "mentee", _("наставляемый")
    METHODOLOGIST = "methodologist", _("методист")
    COORDINATOR = "coordinator", _("координатор муниципалитета")

    @property
    def own_records(self) -> bool:
        """Whether the role sees one person's own records only, and not a branch of the tree."""
        return self in {Role.MENTOR, Role.MENTEE}


P = Permission
_SCHOOL_EYES = frozenset({P.HOME_VIEW, P.PROGRAMME_VIEW, P.PEOPLE_VIEW, P.PAIRS_VIEW, P.DOCUMENTS_VIEW, P.RESULTS_VIEW})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.USERS_EDIT, P.ORGANISATION_EDIT, P.JOURNAL_VIEW, P.SCHOOLS_VIEW}),
    Role.CURATOR: _SCHOOL_EYES
    | {
        P.PROGRAMME_EDIT, P.PEOPLE_EDIT, P.SENSITIVE_VIEW, P.IMPORT_RUN, P.SELECTION_DECIDE, P.PAIRS_FORM,
        P.DOCUMENTS_MAKE, P.WORK_RECORD, P.ANSWERS_ENTER, P.SURVEYS_RUN, P.QUESTIONNAIRES_EDIT, P.JOURNAL_VIEW,
        P.ORGANISATION_EDIT, P.USERS_EDIT, P.INDICATORS_EDIT,
    },
    Role.DIRECTOR: _SCHOOL_EYES | {P.PAIRS_APPROVE, P.DOCUMENTS_MAKE, P.JOURNAL_VIEW, P.ORGANISATION_EDIT},
    Role.PSYCHOLOGIST: frozenset(
        {P.HOME_VIEW, P.PROGRAMME_VIEW, P.PEOPLE_VIEW, P.SENSITIVE_VIEW, P.PAIRS_VIEW, P.ANSWERS_ENTER, P.RESULTS_VIEW}
    ),
    Role.MENTOR: frozenset({P.WORK_VIEW, P.WORK_RECORD, P.ANSWER}),
    Role.MENTEE: frozenset({P.WORK_VIEW, P.ANSWER}),
    Role.METHODOLOGIST: frozenset({P.QUESTIONNAIRES_EDIT}),
    Role.COORDINATOR: frozenset({P.SCHOOLS_VIEW, P.QUESTIONNAIRES_EDIT, P.INDICATORS_EDIT}),
}  # fmt: skip


def may(role: str, permission: Permission) -> bool:
    return permission in PERMISSIONS[Role(role)]
