"""Cards with personal links: a code that a phone reads, ten to a page."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
import segno

from nastavnik.documents.cards import Card, qr_data_uri, qr_svg, render_cards

URL = "http://school.example:8000/links/0192f0c1a2b3c4d5e6f708192a3b4c5d.abcdefghijklmnopqrstuvwxyz0123456789-_ABC/"


def cards(count, name="Нечай Пётр Ильич"):
    return [Card(f"{name} {number}", "5Б", URL) for number in range(count)]


def pages(data):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (10, 1), (11, 2), (31, 4)])
def test_ten_fit_on_a_page(count, sheets):
    assert len(pages(render_cards("Анкета", "Ответьте", cards(count)))) == sheets


def test_each_names_whose_it_is_and_what_to_do():
    [text] = pages(render_cards("Анкета", "Наведите камеру", cards(2)))
    assert [text.count(words) for words in ("Нечай Пётр Ильич", "5Б", "Наведите камеру")] == [2, 2, 2]


def test_what_looks_like_code_stays_words():
    [text] = pages(render_cards("Анкета", "#panic()", [Card('<b>&"#x', "{5}", URL)]))
    assert all(words in text for words in ("#panic()", '<b>&"#x', "{5}"))


def test_a_card_may_have_words_of_its_own_and_no_code():
    made = [Card("Нечай Пётр Ильич", "5Б", words="Не хватает согласия"), Card("Лисин Ян", "6А", URL)]
    [text] = pages(render_cards("Напоминания", "Наведите камеру", made, heading="Напоминание"))
    assert [text.count(words) for words in ("НАПОМИНАНИЕ", "Не хватает согласия", "Наведите камеру")] == [2, 1, 1]
    assert text.replace("\u200b", "").count("http") == 1


def test_ten_long_reminders_fit_on_a_page():
    words = (
        "Не хватает согласия: на обработку персональных данных; на участие в программе; работника на наставничество "
        "(ст. 351.8 ТК РФ). Листы – у куратора, верните подписанными до 28 ноября 2026 г. Листы подписываете вы сами."
    )
    made = [
        Card(f"Константинопольская-Вознесенская Александра Константиновна {n}", "учитель", words=words)
        for n in range(10)
    ]
    [text] = pages(render_cards("Напоминания", "", made, heading="Напоминание"))
    assert text.count("сами.") == 10


def test_the_pdf_is_tagged_and_its_codes_have_words():
    with pikepdf.open(io.BytesIO(render_cards("Анкета", "Ответьте", cards(1)))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["dc:title"] == "Анкета"


def test_the_code_holds_the_address_and_stands_a_stain():
    svg = qr_svg(URL)
    assert svg.startswith("<?xml")
    assert "<svg" in svg
    same = segno.make(URL, error="m", micro=False)
    assert same.error == "M"
    assert f'height="{2 * same.symbol_size(border=2)[0]}"' in svg


def test_the_code_of_a_page_needs_no_other_site():
    uri = qr_data_uri(URL)
    assert uri.startswith("data:image/svg+xml")
    assert "http://school" not in uri
