"""Builds the Word templates that ship with the product; a school may then edit its own copies.

    python tools/build_templates.py

The result is committed: run it again only to change the shipped look.
"""

from __future__ import annotations

import os
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

TYPES = Path(__file__).resolve().parent.parent / "nastavnik" / "documents" / "types"
CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def new_document(title: str) -> DocumentType:
    document = Document()
    document.core_properties.title = title
    document.core_properties.language = "ru-RU"
    document.core_properties.author = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "PT Serif", Pt(12)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), "PT Serif")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(6)
    return document


def line(
    document: DocumentType, text: str, *, align: WD_ALIGN_PARAGRAPH | None = None, bold: bool = False, size: int = 12
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def heading(document: DocumentType, text: str) -> None:
    line(document, text, bold=True)
    document.paragraphs[-1].paragraph_format.space_before = Pt(12)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def table(
    document: DocumentType, headings: list[str], cells: list[str], loop: str, widths: list[int], size: int = 10
) -> None:
    """A header row that repeats on every page, and one row for each item of the loop."""
    made = document.add_table(rows=4, cols=len(headings))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in enumerate(widths):
        made.columns[column].width = Mm(width)
        for row in made.rows:
            row.cells[column].width = Mm(width)
    fill(made, 0, headings, bold=True, size=size)
    repeat = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeat)
    fill(made, 1, [f"{{%tr for row in {loop} %}}"])
    fill(made, 2, cells, size=size)
    fill(made, 3, ["{%tr endfor %}"])


def fill(made: Table, row: int, texts: list[str], *, bold: bool = False, size: int = 10) -> None:
    for cell, text in zip(made.rows[row].cells, texts, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def in_a_row(document: DocumentType, cells: list[tuple[str, WD_ALIGN_PARAGRAPH | None]], widths: list[int]) -> None:
    """Words side by side without borders: date, city and number, or post, line and name."""
    made = document.add_table(rows=1, cols=len(cells))
    made.autofit = False
    for cell, (text, align), width in zip(made.rows[0].cells, cells, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].alignment = align
        cell.paragraphs[0].add_run(text)


def pair_order() -> None:
    document = new_document("Приказ «Об утверждении наставнических пар/групп»")
    line(document, "{{ organisation }}", align=CENTRE)
    line(document, "ПРИКАЗ", align=CENTRE, bold=True, size=14)
    in_a_row(document, [("{{ dated }}", None), ("{{ city }}", CENTRE), ("№ {{ number }}", RIGHT)], [55, 55, 55])
    line(document, "")
    line(document, "Об утверждении наставнических пар/групп", bold=True)
    basis = (
        "На основании распоряжения Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 "
        "и программы наставничества на {{ year }} учебный год"
    )
    line(document, basis, align=JUSTIFY)
    line(document, "ПРИКАЗЫВАЮ:")
    line(document, "1. Утвердить наставнические пары и группы согласно приложению.", align=JUSTIFY)
    line(document, "2. Назначить:")
    line(document, "{%p for pair in appoint %}")
    line(document, "– {{ pair.mentor }} наставником {{ pair.mentees }};", align=JUSTIFY)
    document.paragraphs[-1].paragraph_format.left_indent = Mm(8)
    line(document, "{%p endfor %}")
    line(
        document,
        "3. Куратору {{ curator_dative }} организовать первую встречу каждой пары и группы, составление индивидуальных "
        "планов развития и обратную связь после встреч.",
        align=JUSTIFY,
    )
    line(document, "4. Контроль исполнения приказа оставляю за собой.", align=JUSTIFY)
    line(document, "")
    in_a_row(
        document, [("{{ director_post }}", None), ("________________", CENTRE), ("{{ director }}", RIGHT)], [55, 55, 55]
    )
    line(document, "")
    line(document, "С приказом ознакомлены:")
    line(document, "{%p for name in acquainted %}")
    line(document, "____________________ {{ name }}        «___» __________ 20__ г.")
    line(document, "{%p endfor %}")
    document.add_page_break()
    line(document, "Приложение к приказу от {{ dated }} № {{ number }}", align=RIGHT)
    line(document, "Наставнические пары и группы", align=CENTRE, bold=True)
    mentor = "{{ row.mentor }}{% if row.mentor_place %}, {{ row.mentor_place }}{% endif %}"
    table(
        document, ["№", "Форма", "Наставник", "Наставляемые", "Период"],
        ["{{ row.number }}", "{{ row.form }}", mentor, "{{ row.mentees }}", "{{ row.period }}"],
        "rows", [10, 30, 45, 50, 30],
    )  # fmt: skip
    document.save(str(TYPES / "pair_order" / "template.docx"))


def programme_report() -> None:
    document = new_document("Отчёт о реализации программы наставничества")
    line(document, "{{ organisation }}", align=CENTRE)
    line(
        document,
        "Отчёт о реализации программы наставничества в {{ year }} учебном году",
        align=CENTRE,
        bold=True,
        size=13,
    )
    line(document, "Формы наставничества: {{ forms }}.")
    heading(document, "Программа в числах")
    table(document, ["Показатель", "Значение"], ["{{ row.name }}", "{{ row.value }}"], "numbers", [110, 55])
    for title, loop in (
        ("Показатели наставляемых на входе и на выходе", "impact"),
        ("Ожидания и действительность", "expectations"),
    ):
        line(document, f"{{%p if {loop} %}}")
        heading(document, title)
        line(document, f"{{%p for row in {loop} %}}")
        line(document, "– {{ row.text }} {{ row.told }} {{ row.signs }}")
        line(document, "{%p endfor %}")
        cells = [
            "{{ row.text }}",
            "{{ row.n }}",
            "{{ row.x1 }}",
            "{{ row.x2 }}",
            "{{ row.x }}",
            "{{ row.y }}",
            "{{ row.verdict }}",
        ]
        table(
            document,
            ["Показатель", "n", "X1", "X2", "X", "Y, %", "Изменение"],
            cells,
            loop,
            [63, 12, 16, 16, 16, 18, 24],
        )
        line(document, "{%p endif %}")
    line(
        document,
        "X1 – среднее на входе, X2 – на выходе, X = X2 − X1, Y = X / X1 · 100 %; n – сколько человек измерено дважды. "
        "«н/д»: на входе был ноль. «Данных мало»: меньше трёх человек.",
        size=10,
    )
    evidence(document)
    line(document, "{%p if yes %}")
    heading(document, "Ответили «да»")
    table(document, ["Вопрос", "Ответили «да»"], ["{{ row.text }}", "{{ row.value }}"], "yes", [110, 55])
    line(document, "{%p endif %}")
    heading(document, "Выводы")
    line(document, "{%p for words in conclusions %}")
    line(document, "{{ words }}", align=JUSTIFY)
    line(document, "{%p endfor %}")
    line(document, "")
    line(document, "{%p if curator %}")
    line(document, "Куратор программы ________________ {{ curator }}")
    line(document, "{%p endif %}")
    line(document, "{{ director_post }} ________________ {{ director }}")
    line(document, "{{ dated }}")
    document.save(str(TYPES / "programme_report" / "template.docx"))


def evidence(document: DocumentType) -> None:
    """What a methodologist checks behind the words."""
    line(document, "{%p if evidence %}")
    heading(document, "Подробности для методиста")
    columns = {
        "text": "Показатель", "ways": "Выросло · так же · снизилось; без выхода", "x": "X с интервалом 95 %",
        "median": "Медиана разностей с интервалом 95 %", "p": "p; с поправкой Холма; по рангам",
        "effect": "Сила перемены r с интервалом 95 %",
    }  # fmt: skip
    cells = [f"{{{{ row.{key} }}}}" for key in columns]
    table(document, list(columns.values()), cells, "evidence", [45, 24, 25, 25, 21, 25], size=8)
    line(
        document,
        "Один знак – один человек: «+» вырос, «=» так же, «−» снизился. Проверка и интервал X – перестановкой знаков, точно "
        "до 30 человек; по рангам – критерий Вилкоксона; поправка – на все показатели таблицы. «Данных мало»: меньше шести "
        "человек, проверить нельзя. {{ caveat }}",
        size=10,
    )
    line(document, "{%p endif %}")


def swot() -> None:
    """Two by two on a sheet that lies on its side."""
    title = "SWOT-анализ программы наставничества"
    document = new_document(title)
    on_its_side(document)
    line(document, "{{ organisation }}", align=CENTRE, size=10)
    line(document, f"{title}, {{{{ year }}}} учебный год", align=CENTRE, bold=True, size=13)
    line(document, "{{ subject }}", align=CENTRE, size=10)
    made = document.add_table(rows=2, cols=2)
    made.style = "Table Grid"
    fields = (
        ("Сильные стороны", "strengths"), ("Слабые стороны", "weaknesses"), ("Возможности", "opportunities"),
        ("Угрозы", "threats"),
    )  # fmt: skip
    for place, (heading_, loop) in enumerate(fields):
        cell = made.rows[place // 2].cells[place % 2]
        cell.width = Mm(133)
        cell.paragraphs[0].add_run(heading_).bold = True
        cell.add_paragraph(f"{{%p for line in {loop} %}}")
        words = cell.add_paragraph()
        for key, italic in (("text", False), ("evidence", False), ("quotes", True)):
            run = words.add_run(f"{{{{ line.{key} }}}} ")
            run.italic, run.font.size = italic, Pt(9 if key == "evidence" else 10)
        cell.add_paragraph("{%p endfor %}")
    line(
        document,
        "n – сколько человек ответили. О группе меньше трёх человек не сказано ничего. Цитаты – без имён.",
        size=9,
    )
    line(document, "{%p if before %}")
    heading(document, "В прошлом году ({{ before_year }})")
    table(document, ["Поле", "Пункты"], ["{{ row.field }}", "{{ row.text }}"], "before", [50, 216])
    line(document, "{%p endif %}")
    line(document, "")
    line(document, "{{ signed }} ________________ {{ curator }}", size=10)
    document.save(str(TYPES / "swot" / "template.docx"))


def on_its_side(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin = section.bottom_margin = Mm(15)


def consent_sheets() -> None:
    document = new_document("Листы согласий")
    line(document, "{%p for sheet in sheets %}")
    line(document, "{{ sheet.title }}", align=CENTRE, bold=True, size=13)
    line(document, "{{ sheet.opening }}", size=11)
    line(document, "{{ sheet.statement }}", align=JUSTIFY, size=11)
    line(document, "{%p if sheet.categories %}")
    line(document, "Разрешаю распространять (отметьте нужное):", size=11)
    line(document, "{%p for words in sheet.categories %}")
    line(document, "☐ {{ words }}", size=11)
    document.paragraphs[-1].paragraph_format.left_indent = Mm(8)
    line(document, "{%p endfor %}")
    line(document, "{%p endif %}")
    line(document, "{%p for point in sheet.points %}")
    line(document, "{{ point.name }}: {{ point.text }}", align=JUSTIFY, size=11)
    line(document, "{%p endfor %}")
    line(document, "{%p for person in sheet.signatures %}")
    line(document, "{{ person.who }} ____________________ {{ person.name }}", size=11)
    document.paragraphs[-1].paragraph_format.space_before = Pt(14)
    line(document, "{%p endfor %}")
    line(document, "«___» ______________ 20__ г.", size=11)
    line(document, "{%p if not loop.last %}")
    document.add_page_break()
    line(document, "{%p endif %}")
    line(document, "{%p endfor %}")
    document.save(str(TYPES / "consent_sheets" / "template.docx"))


def register(code: str, title: str, columns: dict[str, str], widths: list[int]) -> None:
    """A wide table on a sheet that lies on its side."""
    document = new_document(title)
    on_its_side(document)
    line(document, "{{ organisation }}", align=CENTRE)
    line(document, f"{title}, {{{{ year }}}} учебный год", align=CENTRE, bold=True, size=13)
    table(document, list(columns.values()), [f"{{{{ row.{key} }}}}" for key in columns], "rows", widths, size=7)
    line(document, "{{ left_out }}", size=9)
    line(document, "{{ dated }}{% if curator %}        Куратор программы ________________ {{ curator }}{% endif %}")
    document.save(str(TYPES / code / "template.docx"))


def registers() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nastavnik.settings")
    django.setup()
    from nastavnik.mentoring.registers import MENTEE_COLUMNS, MENTOR_COLUMNS

    register("mentee_register", "База наставляемых", MENTEE_COLUMNS, [8, 28, 28, 18, 28, 18, 28, 20, 26, 18, 24, 20])
    register(
        "mentor_register", "База наставников", MENTOR_COLUMNS, [8, 25, 22, 20, 24, 18, 18, 18, 18, 26, 18, 18, 18, 16]
    )


if __name__ == "__main__":
    registers()
    consent_sheets()
    pair_order()
    programme_report()
    swot()
