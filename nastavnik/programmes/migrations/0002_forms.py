"""The reference book of forms and role models (methodology §1): data that a methodologist may edit afterwards."""

from django.db import migrations

PUPIL, TEACHER, STUDENT, ALUMNUS, EMPLOYEE, PARENT = "pupil", "teacher", "student", "alumnus", "employee", "parent"
FORMS = [
    ("pupil-pupil", "ученик – ученик", ["обучающийся – обучающийся"], [PUPIL], [PUPIL],
     "Поддержать ученика с особыми образовательными или социальными потребностями, помочь привыкнуть к новым условиям.",
     ["успевающий – неуспевающий", "лидер – пассивный", "равный – равному", "адаптированный – неадаптированный"]),
    ("teacher-teacher", "учитель – учитель", ["педагог – педагог"], [TEACHER], [TEACHER],
     "Помочь молодому или новому педагогу закрепиться в профессии и раскрыть свои возможности.",
     ["опытный педагог – молодой специалист", "опытный классный руководитель – молодой специалист",
      "лидер педагогического сообщества – педагог, испытывающий проблемы", "педагог-новатор – консервативный педагог",
      "опытный предметник – неопытный предметник"]),
    ("student-pupil", "студент – ученик", [], [STUDENT, ALUMNUS], [PUPIL],
     "Помочь ученику представить следующую ступень образования и осознанно выбрать путь.",
     ["успевающий – неуспевающий", "лидер – равнодушный", "равный – другому", "куратор – автор проекта"]),
    ("employer-pupil", "работодатель – ученик", [], [EMPLOYEE, ALUMNUS, PARENT], [PUPIL],
     "Помочь ученику раскрыть свои возможности и увидеть свою будущую профессию.",
     ["активный профессионал – равнодушный потребитель", "коллега – молодой коллега", "работодатель – будущий сотрудник"]),
    ("teacher-pupil", "учитель – ученик", ["педагог – обучающийся"], [TEACHER], [PUPIL],
     "Помочь ученику поверить в себя, учиться с интересом и построить свой путь.",
     ["активный профессионал – равнодушный потребитель", "коллега – молодой коллега"]),
    ("employer-student", "работодатель – студент", [], [EMPLOYEE], [STUDENT],
     "Дать студенту опыт и качества, нужные для осознанного начала работы.",
     ["успешный профессионал – студент, выбирающий профессию", "коллега – будущий коллега"]),
    ("head-anyone", "руководитель – ученик, учитель", ["руководитель – ученик", "руководитель – учитель"], [TEACHER],
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
    apps.get_model("programmes", "RoleModel").objects.filter(form__code__in=codes).delete()
    apps.get_model("programmes", "MentoringForm").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
