"""The demo's road map: our own short wording of the seven stages, with terms of the given year."""

from __future__ import annotations

from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage, Side, Source
from nastavnik.roadmaps.terms import parse, school_year

STAGES = (
    ("Подготовка условий для запуска программы", "сентябрь {0} года", (
        ("Утвердить положение о наставничестве", "Директор", "Положение"),
        ("Назначить куратора и выбрать формы наставничества", "Директор", "Приказ"),
        ("Рассказать о программе на сайте и родительских собраниях", "Куратор", "Публикация"))),
    ("Формирование базы наставляемых", "сентябрь {0} года, далее постоянно", (
        ("Собрать запросы через анкеты и классных руководителей", "Классные руководители", "Перечень запросов"),
        ("Собрать согласия", "Куратор", "Согласия"))),
    ("Формирование базы наставников", "октябрь {0} года, далее постоянно", (
        ("Пригласить учителей, старшеклассников и партнёров", "Куратор", "База наставников"),)),
    ("Отбор и обучение наставников", "октябрь – ноябрь {0} года", (
        ("Провести собеседования", "Куратор, Педагог-психолог", "Список отобранных"),
        ("Провести занятия Школы наставников", "Куратор", "Журнал занятий"))),
    ("Формирование наставнических пар или групп", "ноябрь {0} года", (
        ("Подобрать пары и провести встречу-знакомство", "Куратор", "Приказ о парах"),)),
    ("Организация работы пар и групп", "ноябрь {0} года – май {1} года", (
        ("Проводить регулярные встречи с обратной связью", "Наставники", "Отзывы"),
        ("Провести промежуточный опрос", "Куратор", "Сводка"))),
    ("Завершение наставничества", "май {1} года", (
        ("Подвести итоги и сравнить показатели на входе и на выходе", "Куратор", "Отчёт"),
        ("Поблагодарить наставников", "Директор", "Благодарственные письма"),
        ("Провести итоговую встречу сообщества", "по отдельному графику", ""))),
)  # fmt: skip


def outline(starts_in: int) -> Outline:
    period = school_year(starts_in)
    stages = []
    row = 1
    for number, (title, words, activities) in enumerate(STAGES, start=1):
        term = parse(words.format(starts_in, starts_in + 1), period=period)
        understood = []
        for place, (text, who, result) in enumerate(activities, start=1):
            row += 1
            own = parse(who) if "графику" in who else term
            understood.append(
                OutlineActivity(
                    str(place), text, Side.INSIDE, own, Source(f"{place}. {text}", row, "Мероприятие"),
                    () if own is not term else tuple(who.split(", ")), ("кадровый потенциал",), (), result,
                )
            )  # fmt: skip
        stages.append(OutlineStage(number, title, term, tuple(understood)))
    return Outline(
        f"Дорожная карта программы наставничества на {starts_in}/{starts_in + 1} учебный год", tuple(stages), period
    )
