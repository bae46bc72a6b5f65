"""The reference book of forms and role models (methodology §1): data that a methodologist may edit afterwards."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

PUPIL, TEACHER, STUDENT, ALUMNUS, EMPLOYEE, PARENT = "pupil", "teacher", "student", "alumnus", "employee", "parent"
FORMS = [
    ("pupil-pupil", _("ученик – ученик"), ["обучающийся – обучающийся"], [PUPIL], [PUPIL],
     _("Поддержать ученика с особыми образовательными или социальными потребностями, помочь привыкнуть к новым условиям."),
     [_("успевающий – неуспевающий"), _("лидер – пассивный"), _("равный – равному"), _("адаптированный – неадаптированный")]),
    ("teacher-teacher", _("учитель – учитель"), ["педагог – педагог"], [TEACHER], [TEACHER],
     _("Помочь молодому или новому педагогу закрепиться в профессии и раскрыть свои возможности."),
     [_("опытный педагог – молодой специалист"), _("опытный классный руководитель – молодой специалист"),
      _("лидер педагогического сообщества – педагог, испытывающий проблемы"), _("педагог-новатор – консервативный педагог"),
      _("опытный предметник – неопытный предметник")]),
    ("student-pupil", _("студент – ученик"), [], [STUDENT, ALUMNUS], [PUPIL],
     _("Помочь ученику представить следующую ступень образования и осознанно выбрать путь."),
     [_("успевающий – неуспевающий"), _("лидер – равнодушный"), _("равный – другому"), _("куратор – автор проекта")]),
    ("employer-pupil", _("работодатель – ученик"), [], [EMPLOYEE, ALUMNUS, PARENT], [PUPIL],
     _("Помочь ученику раскрыть свои возможности и увидеть свою будущую профессию."),
     [_("активный профессионал – равнодушный потребитель"), _("коллега – молодой коллега"), _("работодатель – будущий сотрудник")]),
    ("teacher-pupil", _("учитель – ученик"), ["педагог – обучающийся"], [TEACHER], [PUPIL],
     _("Помочь ученику поверить в себя, учиться с интересом и построить свой путь."),
     [_("активный профессионал – равнодушный потребитель"), _("коллега – молодой коллега")]),
    ("employer-student", _("работодатель – студент"), [], [EMPLOYEE], [STUDENT],
     _("Дать студенту опыт и качества, нужные для осознанного начала работы."),
     [_("успешный профессионал – студент, выбирающий профессию"), _("коллега – будущий коллега")]),
    ("head-anyone", _("руководитель – ученик, учитель"), ["руководитель – ученик", "руководитель – учитель"], [TEACHER],
     [PUPIL, TEACHER], "", []),
]  # fmt: skip


def add(apps, schema_editor):
    form_model = apps.get_model("programmes", "MentoringForm")
    role_model = apps.get_model("programmes", "RoleModel")
    for position, (code, title, aliases, mentors, mentees, goal, variants) in enumerate(FORMS, start=1):
        form = form_model.objects.create(
            code=code, title=title, aliases=aliases, mentor_kinds=mentors, mentee_kinds=mentees, goal=goal,
            position=position,
        )  # fmt: skip
        role_model.objects.bulk_create(role_model(form=form, title=variant) for variant in variants)


def remove(apps, schema_editor):
    """Takes back the forms nobody has used; those in use hold the migration up, as they should."""
    codes = [form[0] for form in FORMS]
    forms = apps.get_model("programmes", "MentoringForm").objects.filter(code__in=codes)
    roles = apps.get_model("programmes", "RoleModel").objects.filter(form__in=list(forms.values_list("pk", flat=True)))
    # raw: the models of a later day, which a collector of dependants would ask, are not those of this migration
    roles._raw_delete(schema_editor.connection.alias)
    forms._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
