"""What the columns of a file hold."""

import json

import pytest

from nastavnik.exchange.columns import LABELS, Field, Mapping, names_known_fields, recognise
from nastavnik.exchange.tables import read_table
from nastavnik.exchange.values import READERS

KEPT = {
    "pupils.xlsx": [None, "class_name", "full_name_birth", "sex", "guardian_name", "guardian_phone", "note"],
    "teachers.xlsx": [
        "last_name", "first_name", "patronymic", "birth_date", "position", "subject", "experience_years", "category",
        "email",
    ],
    "mentee-answers.csv": [
        "answered_at", "full_name", "class_name", "competences", "interests", "wanted", "availability",
        "meeting_format", "need", "expectations",
    ],
    "mentor-answers.xlsx": [
        "answered_at", "full_name", "who", "class_or_position", "competences", "achievements", "interests", "wanted_age",
        "capacity", "availability", "meeting_format", "has_experience",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_every_column_of_the_kept_files_is_recognised(sample, name):
    table = read_table(sample(name), name)
    assert recognise(table.header).to_json() == KEPT[name]


@pytest.mark.parametrize("name", KEPT)
def test_looking_at_the_content_changes_nothing_that_headings_say(sample, name):
    table = read_table(sample(name), name)
    assert recognise(table.header, [row.cells for row in table.rows]).to_json() == KEPT[name]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ф.И.О.", "full_name"),
        ("Ф. И. О. ребёнка", "full_name"),
        ("ФИО и дата рождения", "full_name_birth"),
        ("  Фамилия,   имя ", "full_name"),
        ("ФАМИЛИЯ", "last_name"),
        ("Имя", "first_name"),
        ("Отчество (при наличии)", "patronymic"),
        ("Дата рожд.", "birth_date"),
        ("Д.р.", "birth_date"),
        ("Пол", "sex"),
        ("Класс обучения", "class_name"),
        ("ФИО родителя", "guardian_name"),
        ("Мать", "guardian_name"),
        ("Законный представитель", "guardian_name"),
        ("Тел. родителя", "guardian_phone"),
        ("Телефон законного представителя", "guardian_phone"),
        ("Почта родителя", "guardian_email"),
        ("E-mail законного представителя", "guardian_email"),
        ("Контактный телефон", "phone"),
        ("Адрес электронной почты", "email"),
        ("Email", "email"),
        ("Должность", "position"),
        ("Класс или должность", "class_or_position"),
        ("Преподаваемый предмет", "subject"),
        ("Педагогический стаж", "experience_years"),
        ("Квалификационная категория", "category"),
        ("Отметка времени", "answered_at"),
        ("Особые отметки", "note"),
        ("Хобби", "interests"),
        ("Удобное время", "availability"),
        ("Предметы, по которым нужна помощь", "competences"),
        ("Опыт наставничества", "has_experience"),
    ],
)
def test_words_schools_use(heading, field):
    assert recognise([heading]).fields == (Field(field),)


@pytest.mark.parametrize(
    "heading",
    ["№ п/п", "", "ФИО классного руководителя", "Классный руководитель", "Место рождения",
     "Куратор (ФИО)", "Адрес", "Подпись директора", "Согласие получено"],
)  # fmt: skip
def test_columns_about_something_else_are_not_used(heading):
    assert recognise([heading]).fields == (None,)


def test_a_field_is_given_to_its_first_column_only():
    assert recognise(["ФИО", "ФИО (полностью)", "Класс", "Класс в прошлом году"]).to_json() == [
        "full_name", None, "class_name", None,
    ]  # fmt: skip


def test_a_mothers_profession_is_no_mother():
    assert recognise(["Математика"]).fields == (None,)


class TestContent:
    def test_unnamed_columns_are_told_by_what_they_hold(self):
        rows = [
            ["Ткач Ева Игоревна", "7В", "ж", "eva@school.example", "+7 (999) 123-45-67"],
            ["Белый Лев Рустамович", "5 «Б»", "м", "lev@school.example", "89991234568"],
        ]
        assert recognise(["Кто-то", "Столбец2", "", "Связь", "Ещё связь"], rows).to_json() == [
            "full_name", "class_name", "sex", "email", "phone",
        ]  # fmt: skip

    def test_a_name_with_its_birth_date_under_a_heading_of_the_name_alone(self):
        rows = [["Ткач Ева Игоревна, 01.02.2013"], ["Белый Лев 14.09.2014 г.р."]]
        assert recognise(["ФИО"], rows).fields == (Field.FULL_NAME_BIRTH,)

    def test_a_separate_birth_date_keeps_the_name_a_name(self):
        rows = [["Ткач Ева Игоревна 01.02.2013", "01.02.2013"], ["Белый Лев Ильич 14.09.2014", "14.09.2014"]]
        assert recognise(["ФИО", "Дата рождения"], rows).fields == (Field.FULL_NAME, Field.BIRTH_DATE)

    def test_names_of_others_do_not_become_the_persons_own(self):
        rows = [["Ткач Ева Игоревна", "Савич Зоя Ильинична"], ["Белый Лев Ильич", "Савич Зоя Ильинична"]]
        assert recognise(["ФИО", "Кто привёл"], rows).fields == (Field.FULL_NAME, None)
        assert recognise(["Ученик", "Классный руководитель"], rows).fields == (Field.FULL_NAME, None)

    def test_a_column_of_mixed_things_is_left_to_the_person(self):
        rows = [["7В"], ["нет"], ["по запросу"], ["8А"]]
        assert recognise(["Столбец"], rows).fields == (None,)

    def test_one_row_proves_nothing(self):
        assert recognise(["Столбец"], [["7В"]]).fields == (None,)

    def test_rows_of_different_width(self):
        assert recognise(["ФИО", "Класс"], [["Ткач Ева"], ["Белый Лев", "5А", "лишнее"], []]).to_json() == [
            "full_name", "class_name",
        ]  # fmt: skip


class TestMapping:
    def test_assigning_moves_a_field(self):
        mapping = recognise(["ФИО", "Класс", "Прочее"])
        moved = mapping.assign(2, Field.CLASS_NAME)
        assert moved.fields == (Field.FULL_NAME, None, Field.CLASS_NAME)
        assert mapping.fields == (Field.FULL_NAME, Field.CLASS_NAME, None)

    def test_a_column_may_be_left_unused(self):
        assert recognise(["ФИО", "Класс"]).assign(1, None).fields == (Field.FULL_NAME, None)

    def test_column_of_a_field(self):
        mapping = recognise(["№", "ФИО"])
        assert mapping.column(Field.FULL_NAME) == 1
        assert mapping.column(Field.SEX) is None

    @pytest.mark.parametrize(
        ("header", "named"), [(["ФИО"], True), (["Фамилия"], True), (["ФИО и дата рождения"], True), (["Класс"], False)]
    )
    def test_whether_people_are_named(self, header, named):
        assert recognise(header).names_people is named

    def test_stored_and_read_back(self):
        mapping = recognise(["№", "ФИО", "Класс"])
        assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


def test_every_field_has_a_name_of_its_own_and_a_reader():
    assert set(LABELS) == set(Field) == set(READERS)
    assert len({str(label) for label in LABELS.values()}) == len(Field)


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (("Класс", "Дата рождения"), True),
        (("Класс", "Классы"), False),
        (("Класс",), False),
        (("Итого", "180"), False),
        (("Класс " * 40, "Дата рождения"), False),
    ],
)
def test_a_row_of_headings_names_two_fields(cells, known):
    assert names_known_fields(cells) is known
