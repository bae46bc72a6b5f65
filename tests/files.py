"""The words in a file, whatever kind of file it is."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pypdfium2


def words_of(content):
    """Everything a person reads in a Word, Excel or PDF file; hyphens at the ends of a PDF's lines are taken out."""
    if content.startswith(b"%PDF"):
        pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        return re.sub(r"\s+", " ", re.sub(r"[\ufffe\u00ad]\s*|-\r\n", "", " ".join(pages)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        is_word = "word/document.xml" in package.namelist()
    return _word(content) if is_word else _excel(content)


def _word(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def _excel(content):
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)
