"""Invented people for the demo: names are put together from lists, always in the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

SURNAMES = (
    ("Авдеев", "Авдеева"), ("Берёзин", "Берёзина"), ("Волошин", "Волошина"), ("Гордеев", "Гордеева"), ("Дымов", "Дымова"),
    ("Ершов", "Ершова"), ("Жарков", "Жаркова"), ("Зимин", "Зимина"), ("Ильин", "Ильина"), ("Калинин", "Калинина"),
    ("Лапин", "Лапина"), ("Мельник", "Мельник"), ("Носов", "Носова"), ("Орлов", "Орлова"), ("Пахомов", "Пахомова"),
    ("Рыжих", "Рыжих"), ("Садовский", "Садовская"), ("Тихий", "Тихая"), ("Ушаков", "Ушакова"), ("Фомин", "Фомина"),
    ("Хмель", "Хмель"), ("Цветков", "Цветкова"), ("Чалый", "Чалая"), ("Шубин", "Шубина"), ("Щеглов", "Щеглова"),
    ("Юдин", "Юдина"), ("Яковенко", "Яковенко"), ("Ёлкин", "Ёлкина"),
)  # fmt: skip
BOYS = ("Артём", "Борис", "Глеб", "Денис", "Егор", "Захар", "Иван", "Кирилл", "Лев", "Матвей", "Никита", "Пётр", "Роман",
        "Семён", "Тимур", "Фёдор")  # fmt: skip
GIRLS = ("Алёна", "Вера", "Дарья", "Ева", "Зоя", "Инна", "Ксения", "Любовь", "Мария", "Нина", "Ольга", "Полина", "Софья",
         "Таисия", "Ульяна", "Юлия")  # fmt: skip
PATRONYMICS = (("Андреевич", "Андреевна"), ("Ильич", "Ильинична"), ("Олегович", "Олеговна"), ("Павлович", "Павловна"),
               ("Сергеевич", "Сергеевна"), ("Юрьевич", "Юрьевна"), ("Маратович", "Маратовна"))  # fmt: skip
SUBJECTS = ("математика", "русский язык и литература", "английский язык", "физика", "химия", "биология", "история",
            "информатика")  # fmt: skip
HELP = ("математика", "русский язык", "английский язык", "физика", "программирование", "проект", "олимпиада",
        "выступления", "адаптация в классе", "выбор профессии")  # fmt: skip
INTERESTS = ("шахматы", "музыка", "рисование", "футбол", "книги", "роботы", "театр", "волонтёрство", "фотография")
SLOTS = tuple(f"{day} {hour}:00" for day in range(1, 6) for hour in (14, 15, 16))


class Names:
    """A stream of names that does not repeat, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 – invented people, not secrets
        self._names = self._stream()

    def _stream(self) -> Iterator[dict[str, str]]:
        seen = set()
        while True:
            sex = self.random.randrange(2)
            name = (
                self.random.choice(SURNAMES)[sex],
                self.random.choice((BOYS, GIRLS)[sex]),
                self.random.choice(PATRONYMICS)[sex],
            )
            if name not in seen:
                seen.add(name)
                yield {"last_name": name[0], "first_name": name[1], "patronymic": name[2], "sex": "mf"[sex]}

    def pupil(self, grade: int, today: date) -> dict[str, Any]:
        born = date(today.year - grade - 7, self.random.randint(1, 12), self.random.randint(1, 28))
        return {
            **next(self._names),
            "kind": "pupil",
            "grade": grade,
            "letter": self.random.choice("АБВ"),
            "birth_date": born,
        }

    def teacher(self, today: date) -> dict[str, Any]:
        age = self.random.randint(23, 60)
        return {
            **next(self._names), "kind": "teacher", "position": "учитель", "subject": self.random.choice(SUBJECTS),
            "experience_years": max(0, age - 23), "birth_date": today - timedelta(days=365 * age + 40),
        }  # fmt: skip

    def employee(self, today: date) -> dict[str, Any]:
        return {
            **next(self._names), "kind": "employee", "position": "инженер", "workplace": "ООО «Вымпел-Сервис»",
            "birth_date": today - timedelta(days=365 * 35),
        }  # fmt: skip

    def parent(self) -> dict[str, str]:
        name = next(self._names)
        return {key: name[key] for key in ("last_name", "first_name", "patronymic")}

    def some(self, values: tuple[str, ...], least: int, most: int) -> list[str]:
        return sorted(self.random.sample(values, self.random.randint(least, most)))
