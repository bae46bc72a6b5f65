"""Every way out of the system: nobody whose consent does not stand is named in what leaves it, and it is kept who was.

A new service that makes a file or a paper is found here by what it returns, and has to be put on the list.
"""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path

import pytest

import nastavnik
from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.handouts import NamedWithoutConsent, remember
from nastavnik.consents.models import Consent, Handout
from nastavnik.consents.services import withdraw_consent
from nastavnik.documents import services as documents
from nastavnik.documents.queries import unsigned_sheets
from nastavnik.exchange import services as exchange
from nastavnik.exchange.answers import services as answers_of_files
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.monitoring.figures import of_school
from nastavnik.monitoring.services import begin_swot
from nastavnik.notifications.queries import Matter
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires.spec import PersonList
from tests import factories as f
from tests.files import words_of
from tests.house.test_services import SERVICES

GONE, STAYS = "Отозвалов", "Остаёв"
END = date(2027, 5, 31)
WEB = Path(nastavnik.__file__).parent / "web"
MAKERS = re.compile(r"\b(render_\w+(?<!render_to_string)|table_xlsx|refused_xlsx|xlsxwriter|docxtpl|typst)\b")


class Scene:
    """A pupil and a teacher who stay and a pupil and a teacher who go, named wherever somebody can be named."""

    def __init__(self, actor, programme, side):
        self.actor, self.programme, self.side = actor, programme, side
        self.rows = {name: self.participant(name) for name in (GONE, STAYS)}
        self.gone = self.rows[GONE].person

    def participant(self, last_name, *, side=None):
        mentors = (side or self.side) == Side.MENTOR
        make, person = (f.MentorFactory, f.TeacherFactory) if mentors else (f.MenteeFactory, f.PersonFactory)
        return make(
            programme=self.programme, person=person(organisation=self.programme.organisation, last_name=last_name)
        )

    def pairs(self, status):
        for row in self.rows.values():
            is_mentor = self.side == Side.MENTOR
            mentor = row if is_mentor else f.MentorFactory(programme=self.programme)
            mentees = [f.MenteeFactory(programme=self.programme)] if is_mentor else [row]
            f.MentorshipFactory(programme=self.programme, status=status, mentor=mentor, mentees=mentees)

    def survey(self):
        questionnaire = "teacher-mentor-entry" if self.side == Side.MENTOR else "mentee-entry"
        return f.SurveyFactory(programme=self.programme, questionnaire=questionnaire, side=self.side)

    def common(self):
        return {"actor": self.actor, "programme": self.programme}


def register(scene, side, **more):
    chosen = Participation.objects.filter(programme=scene.programme, side=side).with_people()
    make = documents.make_register if more else exchange.export_register
    return make(side=side, chosen=chosen, **more, **scene.common()).content


def registers(scene):
    """Both bases: in the one a person has a row, in the other he is somebody's other half."""
    scene.pairs(MentorshipStatus.ACTIVE)
    return lambda: [register(scene, side) for side in Side]


def official(scene):
    scene.pairs(MentorshipStatus.ACTIVE)
    forms = [(side, form) for side in Side for form in ("word", "pdf")]
    return lambda: [register(scene, side, form=form, dated=f.TODAY) for side, form in forms]


def orders(scene):
    scene.pairs(MentorshipStatus.APPROVED)

    def make():
        made = documents.make_pair_order(**scene.common(), number="1-о", dated=f.TODAY, ends_on=END)
        return [made.word.read(), made.pdf.read(), str(made.data).encode()]

    return make


def reports(scene):
    scene.pairs(MentorshipStatus.ACTIVE)

    def make():
        made = documents.make_report(**scene.common(), dated=f.TODAY, conclusions="Итоги.")
        return [made.word.read(), made.pdf.read(), str(made.data).encode()]

    return make


def swots(scene):
    """The answers name the one who goes and the one who stays: neither is quoted."""
    scene.pairs(MentorshipStatus.ACTIVE)
    survey = f.SurveyFactory(
        programme=scene.programme, questionnaire="mentee-exit", wave="exit", opened_on=f.TODAY, closed_on=f.TODAY
    )
    for name in (GONE, STAYS, GONE, STAYS):
        answers = {"missing": f"Больше времени, {name} занят.", "comfort": 9}
        f.ResponseFactory(survey=survey, answers=answers)

    def make():
        begun = begin_swot(**scene.common(), form=None, today=f.TODAY)
        made = documents.make_swot(actor=scene.actor, analysis=begun, today=f.TODAY)
        return [made.word.read(), made.pdf.read(), str(made.data).encode()]

    return make


def answers(scene):
    survey = scene.survey()
    for row in scene.rows.values():
        f.ResponseFactory(survey=survey, participation=row)
    return lambda: [exchange.export_answers(actor=scene.actor, survey=survey).content]


def paper(scene):
    survey = scene.survey()
    make = documents.make_paper
    return lambda: [make(actor=scene.actor, survey=survey, address=lambda row: f"http://x/{row.pk}").content]


def cards(scene):
    survey, common = scene.survey(), {"expires_on": END, "today": f.TODAY, "actor": scene.actor}
    make = documents.make_cards
    return lambda: [make(survey=survey, address=lambda link: f"http://x/{link.pk}", **common).content]


def reminders(scene):
    survey = scene.survey()
    values = {"matter": Matter.of(survey), "until": date(2026, 12, 1), "today": f.TODAY, "site": "http://x/"}
    return lambda: [documents.make_reminder_cards(actor=scene.actor, **values).content]


def refused(scene):
    names = [row.person.full_name for row in scene.rows.values()]
    rows = [{"row": 1, "name": name, "column": "Класс", "value": "12", "reason": "Нет"} for name in names]
    run = f.ImportRunFactory(programme=scene.programme, refused=rows)
    return lambda: [exchange.take_refused(actor=scene.actor, run=run).content]


def archives(scene):
    """Everything at once: both halves of pairs with their work, consents, answers."""
    scene.pairs(MentorshipStatus.ACTIVE)
    survey = scene.survey()
    for row in scene.rows.values():
        f.ResponseFactory(survey=survey, participation=row)
    with everything():
        for pair in Mentorship.objects.filter(programme=scene.programme):
            meeting = f.MeetingFactory(mentorship=pair)
            for author in (pair.mentor, *pair.mentees()):
                f.FeedbackFactory(meeting=meeting, author=author)
            f.StepFactory(plan__member=pair.members.get())
    return lambda: [exchange.export_archive(**scene.common()).content]


def refused_answers(scene):
    """Found by the participant, however the name is written."""
    rows = [
        {"row": 1, "name": "Игорь", "column": "Класс", "value": name, "reason": "Нет", "participation": str(row.pk)}
        for name, row in scene.rows.items()
    ]
    run = f.AnswersImportFactory(survey=scene.survey(), refused=rows)
    return lambda: [answers_of_files.take_refused_answers(actor=scene.actor, run=run).content]


def indicators(scene):
    school = scene.programme.organisation

    def make():
        lines = of_school(school, f.TODAY, f.TODAY)
        return [exchange.export_indicators(actor=scene.actor, organisation=school, lines=lines, on=f.TODAY).content]

    return make


EXPORTS = {
    "documents.make_register": official, "documents.make_pair_order": orders, "documents.make_paper": paper,
    "documents.make_cards": cards, "exchange.export_register": registers, "exchange.export_answers": answers,
    "exchange.take_refused": refused, "exchange.export_archive": archives, "documents.make_reminder_cards": reminders,
    "documents.make_report": reports, "documents.make_swot": swots, "exchange.export_indicators": indicators,
    "exchange.take_refused_answers": refused_answers,
}  # fmt: skip
NAMELESS = {"documents.make_report", "documents.make_swot", "exchange.export_indicators"}
GIVEN_BACK = {"exchange.take_refused", "exchange.take_refused_answers"}
# printed to ask for consent; a paper of the register as it was made, which the page «Что убрать» names
EXEMPT = {"documents.make_consent_sheets", "documents.take_document"}
ALL = pytest.mark.parametrize("name", EXPORTS)
SIDES = pytest.mark.parametrize("side", Side)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def withdraw(actor):
    def take_back(person, kind):
        withdraw_consent(actor=actor, consent=Consent.objects.get(person=person, kind=kind), on=f.TODAY)

    return take_back


def read(files):
    return " ".join(words_of(data) if data[:2] in (b"PK", b"%P") else data.decode() for data in files)


def test_every_service_that_makes_a_file_is_on_the_list():
    made = re.compile(r"\b(HandedOut|Document|bytes)\b")
    found = {param.id for param in SERVICES if made.search(str(inspect.signature(param.values[0]).return_annotation))}
    assert found == set(EXPORTS) | EXEMPT


def test_pages_make_no_files_themselves():
    sources = {path.relative_to(WEB).as_posix(): path.read_text(encoding="utf-8") for path in WEB.rglob("*.py")}
    # a sheet without a name, to be copied by hand
    assert sources.pop("questionnaires/views.py").count("render_paper(_wording(request, code).asks, [BLANK])") == 1
    assert {name: MAKERS.findall(text) for name, text in sources.items() if MAKERS.search(text)} == {}
    assert [name for name, text in sources.items() if "attachment(" in text] == ["files.py"]
    # a paper of the register, and the scan of a consent
    assert {name for name, text in sources.items() if "FileResponse(" in text} == {
        "documents/views.py",
        "consents/views.py",
    }


@SIDES
@ALL
def test_who_consents_is_named_and_that_is_kept(name, side, actor, programme, within):
    scene = Scene(actor, programme, side)
    text = read(EXPORTS[name](scene)())
    assert (GONE in text, STAYS in text) == ((False, False) if name in NAMELESS else (True, True))
    mentioned = Handout.objects.filter(mentions__person=scene.gone).exists()
    assert mentioned is (name not in NAMELESS)


@SIDES
@pytest.mark.parametrize("kind", [ConsentKind.PROCESSING, ConsentKind.PARTICIPATION])
@ALL
def test_who_withdrew_is_named_no_more_and_the_others_are(name, kind, side, actor, programme, within, withdraw):
    scene = Scene(actor, programme, side)
    export = EXPORTS[name](scene)
    withdraw(scene.gone, kind)
    text = read(export())
    assert GONE not in text
    assert (STAYS in text) is (name not in NAMELESS)
    assert not Handout.objects.filter(mentions__person=scene.gone).exists()


# refused rows go back to whoever brought them: only who took a consent back is left out
@pytest.mark.parametrize("name", sorted(set(EXPORTS) - GIVEN_BACK))
def test_nor_is_anybody_whose_consent_has_run_out(name, actor, programme, within):
    scene = Scene(actor, programme, Side.MENTEE)
    export = EXPORTS[name](scene)
    with everything():
        for sheet in Consent.objects.filter(person=scene.gone):
            sheet.valid_until = date(2026, 11, 20)
            sheet.store()
    assert GONE not in read(export())


def test_sheets_to_sign_name_whoever_is_to_sign_them(actor, programme, within, withdraw):
    scene = Scene(actor, programme, Side.MENTEE)
    withdraw(scene.gone, ConsentKind.PROCESSING)
    sheets = unsigned_sheets([scene.rows[GONE]], [ConsentKind.PROCESSING], f.TODAY)
    made = documents.make_consent_sheets(**scene.common(), sheets=sheets, until=END, today=f.TODAY, form="word")
    assert GONE in words_of(made.content)
    assert Handout.objects.get(mentions__person=scene.gone).kind == "sheets"


def test_a_file_that_forgot_to_ask_is_not_made(actor, programme, within, withdraw):
    scene = Scene(actor, programme, Side.MENTEE)
    withdraw(scene.gone, ConsentKind.PARTICIPATION)
    people = [row.person_id for row in scene.rows.values()]
    with pytest.raises(NamedWithoutConsent, match="1 of 2"):
        remember(actor=actor, organisation=programme.organisation, kind="answers", title="Файл", people=people)
    assert not Handout.objects.exists()


def test_whom_somebody_chose_is_named_only_with_consent_and_that_is_kept(actor, programme, within, withdraw):
    """Names stand in answers too: whom a mentee would like to have as a mentor."""
    scene = Scene(actor, programme, Side.MENTOR)
    survey = f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")
    question, *_others = survey.asks.of_kind(PersonList)
    chosen = [str(row.pk) for row in scene.rows.values()]
    f.ResponseFactory(survey=survey, answers={question.code: chosen})

    def text():
        return words_of(exchange.export_answers(actor=actor, survey=survey).content)

    assert (GONE in text(), STAYS in text()) == (True, True)
    named = Handout.objects.filter(mentions__person=scene.gone).count()
    withdraw(scene.gone, ConsentKind.PROCESSING)
    assert (GONE in text(), STAYS in text()) == (False, True)
    assert Handout.objects.filter(mentions__person=scene.gone).count() == named > 0
