"""Loads the demo: a municipality with three schools – in the middle of its cycle, at its start, finished last year.

Everything goes through the same services as a curator's clicks, so the demo also has a true journal.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import Role
from nastavnik.accounts.services import fresh_password, save_view
from nastavnik.common.unsafe import everything
from nastavnik.demo import numbers, wording
from nastavnik.demo.school import DemoSchool
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import start_year
from nastavnik.people.models import Person
from nastavnik.programmes.enums import Side

SCHOOLS = (
    (
        "17",
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 17» города Заречного",
        "Школа № 17",
    ),
    ("5", "Муниципальное автономное общеобразовательное учреждение «Гимназия № 5» города Заречного", "Гимназия № 5"),
    ("9", "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 9» посёлка Ключи", "Школа № 9"),
)


def load_demo(today: date | None = None) -> list[str]:
    """Load everything at once; returns one line for each user, with a password made now and kept nowhere."""
    today = today or timezone.localdate()
    with transaction.atomic():
        with everything():
            town, schools = _tree()
            wording.of_town(town, today)
            wording.of_school(schools[0])
            numbers.of_town(town, schools, today)
        running, starting, finished = (DemoSchool(school, seed, today) for seed, school in enumerate(schools, start=1))
        year = start_year(today)
        running.run_half(year)
        starting.begin(year)
        finished.finish(year - 1)
        with everything():
            return _users(town, running, starting, finished)


def _tree() -> tuple[Organisation, list[Organisation]]:
    region = Organisation(kind=OrganisationKind.REGION, code="00", name="Вымышленная область", short_name="Область")
    region.store()
    town = Organisation(
        parent=region, kind=OrganisationKind.MUNICIPALITY, code="01", name="Управление образования города Заречного",
        short_name="Заречный",
    )  # fmt: skip
    town.store()
    schools = []
    for code, name, short in SCHOOLS:
        school = Organisation(
            parent=town, kind=OrganisationKind.SCHOOL, code=code, name=name, short_name=short, city="г. Заречный",
            director_last_name="Хмель", director_first_name="Нина", director_patronymic="Андреевна",
        )  # fmt: skip
        school.store()
        schools.append(school)
    return town, schools


def _users(town: Organisation, running: DemoSchool, starting: DemoSchool, finished: DemoSchool) -> list[str]:
    wanted: list[tuple[str, Organisation, Role, Person | None]] = [
        ("curator", running.school, Role.CURATOR, running.curator),
        ("director", running.school, Role.DIRECTOR, None),
        ("psychologist", running.school, Role.PSYCHOLOGIST, None),
        ("mentor", running.school, Role.MENTOR, running.shown_mentor),
        ("mentee", running.school, Role.MENTEE, running.shown_mentee),
        ("curator5", starting.school, Role.CURATOR, starting.curator),
        ("curator9", finished.school, Role.CURATOR, finished.curator),
        ("methodologist", town, Role.METHODOLOGIST, None),
        ("coordinator", town, Role.COORDINATOR, None),
        ("admin", town, Role.ADMINISTRATOR, None),
    ]
    lines = []
    for username, organisation, role, person in wanted:
        password = fresh_password()
        user = User(username=username, person=person)
        user.set_password(password)
        user.store()
        hat = Membership(user=user, organisation=organisation, role=role)
        hat.store()
        if username == "curator":
            save_view(
                actor=hat.actor(), hat=hat, listing=Side.MENTEE, name="Без согласий", filters={"consents": "missing"}
            )
        lines.append(f"  {username:<13} {password}   {role.label}, {organisation.short_name}")
    return lines
