"""A cell becomes a value, or a problem is said."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.exchange.columns import Field
from nastavnik.exchange.names import as_date, sex_by_patronymic
from nastavnik.exchange.values import read

TODAY = date(2026, 11, 21)


def values(field, text):
    """The values of a cell without any problem."""
    found = read(Field(field), text, TODAY)
    assert found.problems == []
    return found.values


def problem(field, text):
    """The values of a cell with exactly one problem, its severity and its sentence."""
    found = read(Field(field), text, TODAY)
    (only,) = found.problems
    return found.values, only.severity, only.message


def name(last, first, patronymic=""):
    return {"last_name": last, "first_name": first, "patronymic": patronymic}


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Коваль Ева Ильинична", name("Коваль", "Ева", "Ильинична")),
            ("  Коваль   Ева \u00a0 Ильинична ", name("Коваль", "Ева", "Ильинична")),
            ("Мамин-Сибиряк Кузьма Игоревич", name("Мамин-Сибиряк", "Кузьма", "Игоревич")),
            ("Алиев Рашид Мамед оглы", name("Алиев", "Рашид", "Мамед оглы")),
            ("Оглы Нина Андреевна", name("Оглы", "Нина", "Андреевна")),
            ("Ёлкин Пётр Ильич,", name("Ёлкин", "Пётр", "Ильич")),
        ],
    )
    def test_parts(self, text, expected):
        assert values("full_name", text) == expected

    def test_latin_letters_are_put_right_and_said(self):
        assert problem("full_name", "Нечай Пoлина Лукинична") == (
            name("Нечай", "Полина", "Лукинична"), "warning",
            "В слове «Пoлина» латинские буквы: исправлено на «Полина».",
        )  # fmt: skip

    def test_no_patronymic(self):
        assert problem("full_name", "  Нечай  Пётр") == (name("Нечай", "Пётр"), "warning", "Нет отчества.")

    @pytest.mark.parametrize(
        ("text", "fixed"),
        [
            ("КОВАЛЬ ЕВА ИЛЬИНИЧНА", name("Коваль", "Ева", "Ильинична")),
            ("коваль ева ильинична", name("Коваль", "Ева", "Ильинична")),
            ("МАМИН-СИБИРЯК ЛЕВ ИЛЬИЧ", name("Мамин-Сибиряк", "Лев", "Ильич")),
            ("АЛИЕВ РАШИД МАМЕД ОГЛЫ", name("Алиев", "Рашид", "Мамед оглы")),
        ],
    )
    def test_a_name_of_capitals_or_without_them(self, text, fixed):
        found, severity, message = problem("full_name", text)
        assert (found, severity) == (fixed, "warning")
        assert message == f"Имя «{text}» записано как «{' '.join(fixed.values())}»."

    def test_initials_are_not_a_name(self):
        found = read(Field.FULL_NAME, "Коваль Е.И.", TODAY)
        assert found.values == name("Коваль", "Е.И.")
        assert [each.message for each in found.problems] == ["«Коваль Е.И.»: вместо имени инициалы.", "Нет отчества."]

    @pytest.mark.parametrize("text", ["Коваль", "Ева,"])
    def test_one_word_is_refused(self, text):
        assert problem("full_name", text) == (
            {}, "error", f"«{text}» – не полное имя: нужны хотя бы фамилия и имя.",
        )  # fmt: skip

    @pytest.mark.parametrize("text", ["Коваль Ева1", "Kowal Eva", "Коваль Ева (7В)", "Коваль, Ева", "180 человек"])
    def test_strange_signs_are_refused(self, text):
        assert problem("full_name", text) == ({}, "error", f"В имени «{text}» есть лишние знаки.")

    @pytest.mark.parametrize("key", ["last_name", "first_name", "patronymic"])
    def test_a_part_in_its_own_column(self, key):
        assert values(key, "  Ильинична ") == {key: "Ильинична"}
        assert problem(key, "123") == ({}, "error", "«123» – не имя: есть лишние знаки.")
        assert problem(key, "ИЛЬИНИЧНА")[:2] == ({key: "Ильинична"}, "warning")

    def test_a_representative_in_disorder_does_not_refuse_the_child(self):
        assert problem("guardian_name", "мама") == (
            {}, "warning", "Представитель: «мама» – не полное имя: нужны хотя бы фамилия и имя.",
        )  # fmt: skip

    def test_a_representative(self):
        assert values("guardian_name", "Мамина-Сибиряк Нина Яковлевна") == {
            "guardian_last_name": "Мамина-Сибиряк", "guardian_first_name": "Нина", "guardian_patronymic": "Яковлевна",
        }  # fmt: skip


class TestBirthDates:
    @pytest.mark.parametrize(
        "text",
        ["27.08.2014", "27.08.2014 г.р.", "27.08.2014 г. р.", "27.08.2014г.", "27/08/2014", "27-08-2014", "2014-08-27",
         "2014-08-27 00:00", "27.08.2014 года рождения", "27.8.2014"],
    )  # fmt: skip
    def test_ways_to_write_a_day(self, text):
        assert values("birth_date", text) == {"birth_date": "2014-08-27"}

    @pytest.mark.parametrize("text", ["31.02.2014", "00.01.2014", "27.13.2014", "27.08.14", "27.08.20145", "август", "2014",
                                      "2014-02-30", "27.08.2014 или позже"])  # fmt: skip
    def test_what_is_no_day_is_refused(self, text):
        assert problem("birth_date", text) == ({}, "error", f"«{text}» – не дата рождения. Напишите так: 27.08.2014.")

    @pytest.mark.parametrize("text", ["22.11.2026", "01.01.1900"])
    def test_days_nobody_was_born_on(self, text):
        assert problem("birth_date", text) == ({}, "error", f"Дата рождения {text} невозможна.")

    def test_born_today(self):
        assert values("birth_date", "21.11.2026") == {"birth_date": "2026-11-21"}

    @pytest.mark.parametrize(
        "text",
        ["Коваль Ева Ильинична, 04.05.2013 г.р.", "Коваль Ева Ильинична 04.05.2013", "Коваль Ева Ильинична; 2013-05-04",
         "Коваль Ева Ильинична, 4.5.2013 года рождения"],
    )  # fmt: skip
    def test_with_the_name_in_one_cell(self, text):
        assert values("full_name_birth", text) == name("Коваль", "Ева", "Ильинична") | {"birth_date": "2013-05-04"}

    def test_a_name_without_its_date(self):
        assert problem("full_name_birth", "Коваль Ева Ильинична") == (
            name("Коваль", "Ева", "Ильинична"), "warning", "Нет даты рождения.",
        )  # fmt: skip

    def test_a_name_with_a_date_that_is_none(self):
        found, severity, message = problem("full_name_birth", "Коваль Ева Ильинична, 31.02.2013")
        assert (found, severity) == (name("Коваль", "Ева", "Ильинична"), "error")
        assert "31.02.2013" in message

    @given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(["{:%d.%m.%Y}", "{:%d.%m.%Y} г.р.", "{:%Y-%m-%d}"]))
    def test_every_day_comes_back(self, day, pattern):
        assert as_date(pattern.format(day)) == day
        assert values("birth_date", pattern.format(day)) == {"birth_date": day.isoformat()}


class TestSex:
    @pytest.mark.parametrize(
        ("text", "sex"), [("м", "m"), ("Ж", "f"), ("муж.", "m"), ("жен", "f"), ("Мужской", "m"), ("женский", "f")]
    )
    def test_written(self, text, sex):
        assert values("sex", text) == {"sex": sex}

    def test_not_understood(self):
        assert problem("sex", "да") == ({}, "warning", "Пол «да» не понят: напишите «м» или «ж».")

    @pytest.mark.parametrize(
        ("patronymic", "sex"),
        [("Ильинична", "f"), ("Лукич", "m"), ("Кузьмич", "m"), ("Ильич", "m"), ("Мамед оглы", "m"), ("", None)],
    )
    def test_told_by_the_patronymic(self, patronymic, sex):
        assert sex_by_patronymic({"patronymic": patronymic}) == sex


class TestClasses:
    @pytest.mark.parametrize(
        ("text", "grade", "letter"),
        [("6В", 6, "В"), ("9 «А»", 9, "А"), ("10 «В»", 10, "В"), ("11", 11, ""), ("7-б", 7, "Б"), ("7 б класс", 7, "Б"),
         ('8 "Г"', 8, "Г"), ("5 кл.", 5, ""), ("1ё", 1, "Ё")],
    )  # fmt: skip
    def test_ways_to_write_a_class(self, text, grade, letter):
        assert values("class_name", text) == {"grade": grade, "letter": letter}

    def test_a_latin_letter(self):
        assert problem("class_name", "6B") == (
            {"grade": 6, "letter": "В"}, "warning", "Класс «6B» написан латинской буквой: исправлено.",
        )  # fmt: skip

    @pytest.mark.parametrize("text", ["12А", "0", "А", "шестой", "7АБ", "7 класс А"])
    def test_not_understood(self, text):
        assert problem("class_name", text) == ({}, "warning", f"Класс «{text}» не понят: напишите так: 7А.")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10А", {"grade": 10, "letter": "А"}),
            ("9 «Б»", {"grade": 9, "letter": "Б"}),
            ("математика", {"place": "математика"}),
            ("ООО «Родник-Сервис»", {"place": "ООО «Родник-Сервис»"}),
        ],
    )
    def test_a_class_or_a_place_of_work(self, text, expected):
        assert values("class_or_position", text) == expected


class TestContacts:
    @pytest.mark.parametrize(
        "text", ["+7 (999) 776-94-35", "89997769435", "8 999 776 94 35", "9997769435", "7-999-776-94-35"]
    )
    @pytest.mark.parametrize("key", ["phone", "guardian_phone"])
    def test_phones(self, text, key):
        assert values(key, text) == {key: "+79997769435"}

    @pytest.mark.parametrize("text", ["776-94-35", "нет", "89997769435, 89997769436", "19997769435"])
    def test_phones_not_understood(self, text):
        assert problem("phone", text) == ({}, "warning", f"Телефон «{text}» не понят.")

    @given(st.integers(0, 9_999_999_999))
    def test_ten_digits_always_make_one_number(self, number):
        digits = f"{number:010d}"
        expected = {"phone": f"+7{digits}"}
        assert values("phone", f"8{digits}") == values("phone", f"+7 ({digits[:3]}) {digits[3:]}") == expected

    def test_addresses(self):
        assert values("email", "t1@school17.example") == {"email": "t1@school17.example"}
        assert problem("email", "t1(а)school17") == ({}, "warning", "Адрес «t1(а)school17» написан с ошибкой.")


class TestAnswers:
    def test_times(self):
        assert values("availability", "вт 16:00, пн 15:00") == {"availability": ["1 15:00", "2 16:00"]}

    def test_times_written_differently(self):
        assert values("availability", "Пятница 9.30; сб 14:00\nсб 14:00") == {"availability": ["5 09:30", "6 14:00"]}

    @pytest.mark.parametrize("text", ["когда угодно", "вт 25:00", "вт 16:70", "16:00"])
    def test_a_time_not_understood_does_not_lose_the_others(self, text):
        found, severity, message = problem("availability", f"ср 14:00, {text}")
        assert (found, severity) == ({"availability": ["3 14:00"]}, "warning")
        assert message == f"Время «{text}» не понято: напишите так: вт 16:00."

    @pytest.mark.parametrize(
        ("text", "code"),
        [("очно", "in_person"), ("Онлайн", "online"), ("дистанционно", "online"), ("и так и так", "any"),
         ("очно, онлайн", "any"), ("любой", "any")],
    )  # fmt: skip
    def test_formats(self, text, code):
        assert values("meeting_format", text) == {"meeting_format": code}

    @pytest.mark.parametrize("text", ["заочно", "по почте"])
    def test_formats_not_understood(self, text):
        assert problem("meeting_format", text)[:2] == ({}, "warning")

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [("учителя", ["teacher"]), ("ученика", ["pupil"]), ("студента", ["student"]), ("всё равно", []),
         ("специалиста предприятия", ["employee"]), ("ученика или студента", ["pupil", "student"])],
    )  # fmt: skip
    def test_whom_they_want(self, text, kinds):
        assert values("wanted", text) == {"wanted": kinds}

    def test_whom_they_want_not_understood(self):
        assert problem("wanted", "друга") == ({}, "warning", "«друга»: не понято, кого хочет наставником.")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("5–7 класс", {"of": "grade", "from": 5, "to": 7}),
            ("10–12", {"of": "age", "from": 10, "to": 12}),
            ("11-14", {"of": "age", "from": 11, "to": 14}),
            ("любой", {}),
        ],
    )
    def test_wanted_ages(self, text, expected):
        assert values("wanted_age", text) == {"wanted_age": expected}

    @pytest.mark.parametrize("text", ["14-11", "младше", "10"])
    def test_wanted_ages_not_understood(self, text):
        assert problem("wanted_age", text)[:2] == ({}, "warning")

    @pytest.mark.parametrize(
        ("text", "kind"),
        [("ученик", "pupil"), ("Ученица", "pupil"), ("учитель", "teacher"), ("выпускница, студентка", "alumnus"),
         ("инженер предприятия", "employee"), ("студент", "student"), ("родитель", "parent")],
    )  # fmt: skip
    def test_who(self, text, kind):
        assert values("who", text) == {"kind": kind}

    def test_who_not_understood(self):
        assert problem("who", "сосед") == ({}, "warning", "«сосед»: не понято, кто это.")

    @pytest.mark.parametrize("text", ["да", "Да.", "ИСТИНА", "есть"])
    def test_experience(self, text):
        assert values("has_experience", text) == {"has_experience": True}

    @pytest.mark.parametrize("text", ["нет", "ЛОЖЬ"])
    def test_no_experience(self, text):
        assert values("has_experience", text) == {"has_experience": False}

    def test_experience_not_understood(self):
        assert problem("has_experience", "немного") == ({}, "warning", "«немного»: напишите «да» или «нет».")

    @pytest.mark.parametrize(
        ("key", "low", "high"), [("need", 1, 10), ("capacity", 1, 15), ("experience_years", 0, 70)]
    )
    def test_numbers_have_edges(self, key, low, high):
        assert values(key, str(low)) == {key: low}
        assert values(key, str(high)) == {key: high}
        for text in (str(low - 1), str(high + 1), "много", "2,5"):
            assert problem(key, text) == ({}, "warning", f"«{text}» – не число от {low} до {high}.")

    def test_lists_keep_their_order_and_no_repeats(self):
        assert values("competences", "физика;  русский   язык, физика,") == {"competences": ["физика", "русский язык"]}
        assert values("interests", "книги\nтеатр") == {"interests": ["книги", "театр"]}

    @pytest.mark.parametrize(
        ("text", "moment"),
        [("2026-09-10 10:08:00", "2026-09-10 10:08:00"), ("20.09.2026 11:31", "2026-09-20 11:31:00"),
         ("11.09.2026 9:12", "2026-09-11 09:12:00"), ("2026-09-10", "2026-09-10 00:00:00")],
    )  # fmt: skip
    def test_when_they_answered(self, text, moment):
        assert values("answered_at", text) == {"answered_at": moment}

    def test_when_they_answered_not_understood(self):
        assert problem("answered_at", "вчера") == ({}, "warning", "Время ответа «вчера» не понято.")


class TestNotes:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [("ОВЗ", ["disability"]), ("одарённый (олимпиада)", ["gifted"]), ("ТЖС", ["hardship"]),
         ("малообеспеченная семья", ["low_income"]), ("сирота", ["orphan"]), ("сирота, ОВЗ", ["disability", "orphan"])],
    )  # fmt: skip
    def test_special_categories(self, text, codes):
        assert values("note", text) == {"special_categories": codes}

    def test_another_note_is_said_to_be_none(self):
        assert problem("note", "прибыл из лицея") == (
            {}, "warning", "Примечание «прибыл из лицея» не отнесено ни к одной особой категории.",
        )  # fmt: skip


class TestTexts:
    def test_a_formula_stays_text(self):
        assert problem("expectations", "=1+1") == (
            {"expectations": "=1+1"}, "warning",
            "Ячейка начинается со знака «=»: оставлена как текст, формула не вычислялась.",
        )  # fmt: skip

    def test_a_formula_instead_of_a_name_is_refused(self):
        assert [each.severity for each in read(Field.FULL_NAME, "=1+1", TODAY).problems] == ["warning", "error"]

    @pytest.mark.parametrize(("key", "limit"), [("position", 150), ("subject", 100), ("expectations", 2000)])
    def test_a_text_too_long_is_cut_and_said(self, key, limit):
        assert values(key, "я" * limit) == {key: "я" * limit}
        found, severity, message = problem(key, "я" * (limit + 1))
        assert (found, severity) == ({key: "я" * limit}, "warning")
        assert message == f"Текст длиннее {limit} знаков: обрезан."

    @pytest.mark.parametrize("field", list(Field))
    def test_an_empty_cell_says_nothing(self, field):
        assert values(field, "   ") == {}

    @given(st.sampled_from(list(Field)), st.text(max_size=60))
    def test_no_text_is_an_accident(self, field, text):
        found = read(field, text, TODAY)
        assert found.values or found.problems or not re.sub(r"[\s,;]", "", text)
        assert {each.severity for each in found.problems} <= {"error", "warning"}
