"""Word and PDF out of data: every kind of document with its sample, and with what people type into names."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest

from nastavnik.documents.registry import KINDS
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.documents.rendering.word import TemplateRefused, render_docx

ALL = pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.code)
NASTY = 'Лев & <b>Ко</b> {{ 7*7 }} «{% raw %}» #panic("x") $x$ \\ " \' @ * _ ` ~ [я]'


def word_text(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pdf_text(data):
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    # a hyphen at the end of a line is the typesetter's
    return " ".join(re.sub(r"[\ufffe\u00ad]\s*", "", text).replace("-\r\n", "").split())


def strings(value):
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [text for piece in inner for text in strings(piece)]


def nasty(value):
    """The same shape with a nasty text in the place of every string."""
    if isinstance(value, str):
        return NASTY
    return {k: nasty(v) for k, v in value.items()} if isinstance(value, dict) else [nasty(v) for v in value]


def template(text):
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class TestEveryKind:
    @ALL
    def test_the_word_file_holds_all_of_its_data(self, kind):
        text = word_text(render_docx(kind.word_template, kind.sample()))
        assert [piece for piece in strings(kind.sample()) if piece not in text] == []
        assert "{{" not in text
        assert "{%" not in text

    @ALL
    def test_so_does_the_pdf(self, kind):
        text = pdf_text(render_pdf(kind.pdf_template, kind.sample())).replace(" ", "")
        missing = [
            piece for piece in strings(kind.sample()) if re.sub(r"[\s-]", "", piece) not in text.replace("-", "")
        ]
        assert missing == []

    @ALL
    def test_the_pdf_is_for_the_archive_and_for_everybody(self, kind):
        with pikepdf.open(io.BytesIO(render_pdf(kind.pdf_template, kind.sample()))) as pdf:
            about = pdf.open_metadata()
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
            assert (about["dc:title"], str(pdf.Root.Lang)) == (kind.title, "ru")
            assert pdf.Root.MarkInfo.Marked

    @ALL
    def test_its_fields_are_those_of_the_sample(self, kind):
        assert kind.fields == set(kind.sample())

    @ALL
    def test_words_that_look_like_code_stay_words(self, kind):
        data = nasty(kind.sample())
        assert NASTY in word_text(render_docx(kind.word_template, data))
        squeezed = re.sub(r"[\s-]", "", pdf_text(render_pdf(kind.pdf_template, data)))
        assert re.sub(r"\s", "", "{{7*7}}") in squeezed
        assert "#panic" in squeezed

    @ALL
    def test_the_word_file_opens_as_a_sound_package(self, kind):
        data = render_docx(kind.word_template, kind.sample())
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            assert "word/document.xml" in package.namelist()

    @ALL
    def test_empty_lists_leave_no_ruins(self, kind):
        bare = {key: [] if isinstance(value, list) else value for key, value in kind.sample().items()}
        assert "{%" not in word_text(render_docx(kind.word_template, bare))
        assert render_pdf(kind.pdf_template, bare).startswith(b"%PDF")


class TestTemplatesOfASchool:
    @pytest.mark.parametrize(
        "text",
        ["{{ ''.__class__.__mro__ }}", "{{ name.__init__.__globals__ }}", "{{ unknown }}", "{% for %}", "{{ name }"],
    )
    def test_what_a_template_may_not_have_is_refused(self, text):
        with pytest.raises(TemplateRefused, match="Шаблон документа не заполнить"):
            render_docx(template(text), {"name": "Лев"})

    def test_markup_in_data_is_escaped(self):
        assert word_text(render_docx(template("Кому: {{ name }}"), {"name": "<w:p/>&"})) == "Кому: <w:p/>&"
