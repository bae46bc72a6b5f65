"""A OneRoster 1.2 bundle as a table of people; what the base does not need stays where it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from nastavnik.exchange.oneroster import is_bundle
from nastavnik.exchange.tables import UnreadableTable, read_table

USERS = """sourcedId,status,givenName,familyName,middleName,role,email,phone,sms,agentSourcedIds,grades,password
u1,active,Пётр,Нечай,Ильич,student,,,,g1,05,tajna
u2,active,Мария,Дюма,Игоревна,student,,,,"g2,g1",09,
u3,active,Ксения,Белая,Сергеевна,teacher,belaya@school.example,+7 900 111-22-33,,,,
g1,active,Анна,Нечай,Ильинична,guardian,,+7 900 000-00-00,,,,
u4,tobedeleted,Лев,Ушедший,,student,,,,,07,
u5,active,Олег,Директоров,,administrator,,,+7 900 5,,,
"""
DEMOGRAPHICS = "sourcedId,birthDate,sex\nu1,2015-03-09,male\nu3,1985-05-04,female\n"
CLASSES = "sourcedId,title,classCode,classType\nc1,5 «Б»,5Б,homeroom\nc2,Физика,PH,scheduled\n"
ENROLLMENTS = "sourcedId,classSourcedId,userSourcedId,role\ne0,c2,u1,student\ne1,c1,u1,student\ne2,c1,u3,teacher\n"


def bundle(**parts):
    stream = io.BytesIO()
    files = {"users": USERS, "demographics": DEMOGRAPHICS, "classes": CLASSES, "enrollments": ENROLLMENTS} | parts
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in files.items():
            if text is not None:
                package.writestr(f"{name}.csv", text if isinstance(text, bytes) else text.encode("utf-8-sig"))
    return stream.getvalue()


def rows(data, **more):
    table = read_table(data, "roster.zip", **more)
    return [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]


def refusal(data):
    with pytest.raises(UnreadableTable) as caught:
        read_table(data, "roster.zip")
    return str(caught.value)


class TestPupils:
    def test_names_class_birth_date_and_the_first_guardian_on_record(self):
        first, second = rows(bundle())
        assert first == {
            "Фамилия": "Нечай", "Имя": "Пётр", "Отчество": "Ильич", "Дата рождения": "09.03.2015", "Класс": "5Б",
            "Законный представитель": "Нечай Анна Ильинична", "Телефон представителя": "+7 900 000-00-00",
            "Почта представителя": "",
        }  # fmt: skip
        # g2 is not in the file, so the next is taken; without a homeroom the grade stands
        assert (second["Законный представитель"], second["Класс"], second["Дата рождения"]) == (
            "Нечай Анна Ильинична",
            "9",
            "",
        )

    def test_rows_keep_their_numbers(self):
        assert [row.number for row in read_table(bundle(), "r.zip").rows] == [2, 3]

    def test_who_is_to_be_deleted_is_left_out(self):
        assert "Ушедший" not in str(rows(bundle()))

    def test_passwords_and_keys_are_not_taken(self):
        text = str(rows(bundle()))
        assert "tajna" not in text
        assert "u1" not in text

    def test_without_the_other_files_names_are_enough(self):
        first, _second = rows(bundle(demographics=None, classes=None, enrollments=None))
        assert (first["Фамилия"], first["Класс"]) == ("Нечай", "5")

    def test_roles_may_stand_in_a_file_of_their_own(self):
        users = "sourcedId,status,givenName,familyName\nu1,active,Пётр,Нечай\nu2,active,Ксения,Белая\n"
        roles = "sourcedId,userSourcedId,role\nr1,u1,student\nr2,u2,teacher\n"
        assert [row["Фамилия"] for row in rows(bundle(users=users, roles=roles))] == ["Нечай"]


def test_teachers_when_they_are_wanted():
    found = rows(bundle(), teachers=True)
    assert [row["Фамилия"] for row in found] == ["Белая", "Директоров"]
    assert (found[0]["Электронная почта"], found[0]["Телефон"]) == ("belaya@school.example", "+7 900 111-22-33")
    assert found[1]["Телефон"] == "+7 900 5"


class TestBroken:
    def test_not_utf_8(self):
        sentence = refusal(bundle(users=USERS.encode("cp1251")))
        assert sentence == "«users.csv» в архиве «roster.zip» не читается: по стандарту это CSV в UTF-8."

    def test_a_quote_left_open(self):
        assert "не читается" in refusal(bundle(users=USERS + '"u9,active'))

    def test_nobody_in_it(self):
        users = "sourcedId,status,givenName,familyName,role\n"
        assert rows(bundle(users=users)) == []

    def test_a_zip_of_something_else_is_not_taken_for_one(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("letter.txt", "привет")
        assert not is_bundle(stream.getvalue())
        assert "таблицы в нём нет" in refusal(stream.getvalue())

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken"])
    def test_a_torn_zip_is_none(self, data):
        assert not is_bundle(data)
