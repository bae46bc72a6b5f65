"""The paper of a SWOT analysis: what stands on it, in Russian whatever the page speaks, and whom it names."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from nastavnik.documents.registry import KINDS
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.documents.rendering.word import render_docx
from nastavnik.documents.types.swot import context
from nastavnik.monitoring.enums import Origin, SwotField
from nastavnik.programmes.models import MentoringForm
from tests import factories as f
from tests.documents.test_rendering import pdf_text, word_text

pytestmark = pytest.mark.usefixtures("within")
KIND = "swot"


@pytest.fixture
def analysis(programme):
    """Signed, with a line out of the data and a line of the curator's own."""
    found = f.SwotFactory(programme=programme, version=2, signed_on=date(2027, 5, 28), signed_by="П. И. Савич")
    f.BulletFactory(
        analysis=found, text="Не хватает времени", field=SwotField.WEAKNESS, evidence="открытый вопрос, n = 9",
        why="об этом написали хотя бы 3", quotes=["Мало времени", "Больше времени вместе."], origin=Origin.CHANGED,
    )  # fmt: skip
    f.BulletFactory(analysis=found, text="Колледж пришлёт студентов", field=SwotField.OPPORTUNITY)
    return found


@pytest.fixture
def former(programme):
    year = f.YearFactory(starts_in=programme.year.starts_in - 1)
    earlier = f.ProgrammeFactory(organisation=programme.organisation, year=year)

    def former(**values):
        found = f.SwotFactory(programme=earlier, signed_on=date(2026, 5, 20), signed_by="куратор", **values)
        f.BulletFactory(analysis=found, text="Поздно начали", field=SwotField.WEAKNESS)
        f.BulletFactory(analysis=found, text="Мало встреч в группе", field=SwotField.WEAKNESS, position=1)
        return found

    return former


def test_its_data_are_those_its_templates_ask_for(analysis):
    assert set(context(analysis)) == KINDS[KIND].fields


def test_each_field_has_its_lines_with_what_they_stand_on(analysis):
    data = context(analysis)
    assert data["weaknesses"] == [
        {
            "text": "Не хватает времени", "evidence": "Открытый вопрос, n = 9.",
            "quotes": "«Мало времени» «Больше времени вместе.»",
        }
    ]  # fmt: skip
    assert data["opportunities"] == [{"text": "Колледж пришлёт студентов", "evidence": "Вывод куратора.", "quotes": ""}]
    assert data["strengths"] == data["threats"] == [{"text": "Пунктов нет.", "evidence": "", "quotes": ""}]


def test_it_is_russian_whatever_the_page_speaks(analysis, former):
    former()
    with override("en"):
        data = context(analysis)
    assert (data["subject"], data["signed"]) == (
        "вся программа, версия 2", "Куратор программы, подписано 28\u00a0мая 2027\u00a0г.",
    )  # fmt: skip
    assert [row["field"] for row in data["before"]] == ["Сильные стороны", "Слабые стороны", "Возможности", "Угрозы"]


def test_the_former_year_stands_beside_it(analysis, former):
    former()
    data = context(analysis)
    assert data["before_year"] == "2025/2026"
    assert data["before"][1] == {"field": "Слабые стороны", "text": "Поздно начали • Мало встреч в группе"}


def test_only_the_last_signed_version_does(analysis, former):
    f.SwotFactory(programme=former().programme, version=3)
    assert context(analysis)["before"][1]["text"] == "Поздно начали • Мало встреч в группе"


def test_a_form_is_compared_with_the_same_form(programme, former):
    first, second = MentoringForm.objects.order_by("position")[:2]
    former(form=first)
    about = {form: f.SwotFactory(programme=programme, form=form) for form in (first, second)}
    years = {form: context(analysis)["before_year"] for form, analysis in about.items()}
    assert years == {first: "2025/2026", second: ""}
    assert context(about[first])["subject"] == f"«{first.title}», версия 1"


@pytest.mark.parametrize("with_former", [False, True])
def test_word_and_pdf_say_the_same(analysis, former, with_former):
    if with_former:
        former()
    data, kind = context(analysis), KINDS[KIND]
    texts = [word_text(render_docx(kind.word_template, data)), pdf_text(render_pdf(kind.pdf_template, data))]
    for text in texts:
        flat = " ".join(text.split())
        assert "Колледж пришлёт студентов" in flat
        assert "П. И. Савич" in flat
        assert ("В прошлом году (2025/2026)" in flat) is with_former
        assert "{" not in flat
