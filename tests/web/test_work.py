"""Stage 6 as the pair sees it: the mentor records, both speak, the curator looks on."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.mentoring.enums import MeetingStatus, MentorshipStatus, PlanStatus
from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, Mentorship, PlanStep
from nastavnik.programmes.enums import ProgrammeStatus
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

HOME = "/work/"


def to(name, row):
    return reverse(f"work:{name}", args=[row.pk])


def with_people(made):
    """The pair with its people in its hands: a test stands outside every scope."""
    with everything():
        return Mentorship.objects.with_people().get(pk=made.pk)


@pytest.fixture
def pair(programme):
    return with_people(f.MentorshipFactory(programme=programme))


@pytest.fixture
def mentor(client_as, pair):
    return client_as(Role.MENTOR, person=pair.mentor.person)


@pytest.fixture
def mentee(client_as, pair):
    return client_as(Role.MENTEE, person=pair.mentees()[0].person)


@pytest.fixture
def held(pair):
    return f.MeetingFactory(mentorship=pair, kind="first", status=MeetingStatus.HELD)


@pytest.fixture
def plan(pair):
    return f.PlanFactory(member=pair.members.all()[0])


class TestMine:
    def test_the_next_meeting_and_what_is_owed(self, mentor, pair, held):
        for day, place in ((30, "Библиотека"), (25, "Кабинет 12")):
            f.MeetingFactory(mentorship=pair, starts_at=f.local(datetime(2026, 11, day, 15, 0)), place=place)
        page = words(mentor.get(HOME))
        assert "Ждём 1 отзыв о встрече" in page
        assert "Следующая встреча: 25 ноября, 15:00, Кабинет 12" in page

    def test_what_the_other_owes_is_not_mine(self, mentor, pair, held):
        f.FeedbackFactory(meeting=held, author=pair.mentor)
        assert "Ждём" not in words(mentor.get(HOME))

    def test_other_pairs_are_not_seen(self, mentor, pair, programme):
        other = f.MentorshipFactory(programme=programme)
        assert other.mentor.person.full_name not in words(mentor.get(HOME))
        assert mentor.get(to("pair", other)).status_code == 404

    def test_before_the_order_there_is_nothing(self, client_as, programme):
        waiting = f.MentorshipFactory(programme=programme, status="approved")
        page = words(client_as(Role.MENTOR, person=waiting.mentor.person).get(HOME))
        assert "Пары пока нет Когда директор утвердит пары и выйдет приказ, ваша появится здесь." in page


class TestMeetings:
    VALUES = {
        "kind": "first",
        "starts_at": "2026-11-24T15:00",
        "minutes": "45",
        "meeting_format": "in_person",
        "topic": "Знакомство",
    }

    def test_the_form_proposes_the_next_kind(self, mentor, pair, held):
        form = mentor.get(to("plan_meeting", pair)).context["form"]
        assert form.initial["kind"] == "trial"

    def test_one_is_planned(self, mentor, pair):
        answer = mentor.post(to("plan_meeting", pair), self.VALUES)
        assert (answer.url, told(answer)) == (to("pair", pair), ["Встреча назначена."])
        [meeting] = stored(Meeting)
        assert (meeting.kind, meeting.minutes, meeting.starts_at) == (
            "first",
            45,
            f.local(datetime(2026, 11, 24, 15, 0)),
        )

    @pytest.mark.parametrize(
        "wrong_field",
        [{"starts_at": "вчера"}, {"starts_at": ""}, {"kind": "party"}, {"minutes": "-5"}, {"minutes": "час"}],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, mentor, pair, wrong_field):
        answer = mentor.post(to("plan_meeting", pair), self.VALUES | wrong_field)
        assert list(answer.context["form"].errors) == list(wrong_field)
        assert stored(Meeting) == []

    def test_it_is_moved(self, mentor, pair):
        meeting = f.MeetingFactory(mentorship=pair)
        answer = mentor.post(to("change_meeting", meeting), self.VALUES | {"place": "Кабинет 5"})
        assert told(answer) == ["Встреча перенесена."]
        assert (fresh(meeting).place, meeting.topic) == ("Кабинет 5", "Знакомство")

    def test_it_took_place_and_the_mentor_is_led_on_to_his_word(self, mentor, pair):
        meeting = f.MeetingFactory(mentorship=pair)
        answer = mentor.post(to("hold", meeting), {"summary": "Познакомились"})
        assert answer.url == to("feedback", meeting)
        assert (fresh(meeting).status, meeting.summary) == (MeetingStatus.HELD, "Познакомились")

    def test_the_curator_records_for_the_pair_but_does_not_speak_for_it(self, curator, pair):
        meeting = f.MeetingFactory(mentorship=pair)
        assert curator.post(to("hold", meeting), {"summary": ""}).url == to("pair", pair)
        assert to("feedback", meeting) not in links(curator.get(to("pair", pair)))

    def test_one_to_come_did_not_take_place_yet(self, mentor, pair):
        meeting = f.MeetingFactory(mentorship=pair, starts_at=f.local(datetime(2026, 11, 22, 12, 0)))
        answer = mentor.post(to("hold", meeting), {"summary": "Уже"})
        assert wrong(answer) == ["Эта встреча ещё впереди: отметьте её, когда она состоится."]

    def test_it_did_not_take_place(self, mentor, pair):
        meeting = f.MeetingFactory(mentorship=pair)
        assert told(mentor.post(to("cancel", meeting))) == ["Записано, что встреча не состоялась."]
        assert fresh(meeting).status == MeetingStatus.CANCELLED

    def test_the_mentee_looks_on(self, mentee, pair):
        meeting = f.MeetingFactory(mentorship=pair)
        page = mentee.get(to("pair", pair))
        assert page.status_code == 200
        assert to("hold", meeting) not in links(page)
        for url in (to("plan_meeting", pair), to("hold", meeting), to("change_meeting", meeting)):
            assert mentee.get(url).status_code == 403


class TestFeedback:
    WORD = {"mark": "9", "done": "Разобрали дроби", "next_step": "Проценты"}

    def test_each_side_speaks(self, client_as, pair, held):
        for role, side in ((Role.MENTOR, pair.mentor), (Role.MENTEE, pair.mentees()[0])):
            answer = client_as(role, person=side.person).post(to("feedback", held), self.WORD)
            assert told(answer)[-1] == "Спасибо, отзыв записан."
        assert {row.author_id for row in stored(Feedback)} == {pair.mentor.pk, pair.mentees()[0].pk}

    def test_ones_own_word_is_shown_again_to_be_mended(self, mentor, pair, held):
        f.FeedbackFactory(meeting=held, author=pair.mentor, done="Было")
        assert mentor.get(to("feedback", held)).context["form"].initial["done"] == "Было"
        mentor.post(to("feedback", held), self.WORD | {"needs_help": "on"})
        [word] = stored(Feedback)
        assert (word.mark, word.done, word.needs_help) == (9, "Разобрали дроби", True)

    def test_the_sides_do_not_read_each_other(self, client_as, pair, held):
        f.FeedbackFactory(meeting=held, author=pair.mentor, done="Отвлекается")
        f.FeedbackFactory(meeting=held, author=pair.mentees()[0], done="Скучно")
        mentee = words(client_as(Role.MENTEE, person=pair.mentees()[0].person).get(to("pair", pair)))
        assert ("Скучно" in mentee, "Отвлекается" in mentee) == (True, False)
        mentor = words(client_as(Role.MENTOR, person=pair.mentor.person).get(to("pair", pair)))
        assert ("Скучно" in mentor, "Отвлекается" in mentor) == (False, True)

    def test_the_curator_reads_both(self, curator, pair, held):
        f.FeedbackFactory(meeting=held, author=pair.mentor, done="Отвлекается", needs_help=True)
        f.FeedbackFactory(meeting=held, author=pair.mentees()[0], done="Скучно")
        page = words(curator.get(to("pair", pair)))
        assert "Отвлекается · нужна помощь куратора" in page
        assert "Скучно" in page

    @pytest.mark.parametrize("mark", ["", "0", "11", "семь"])
    def test_a_mark_is_one_of_ten(self, mentor, held, mark):
        assert list(mentor.post(to("feedback", held), self.WORD | {"mark": mark}).context["form"].errors) == ["mark"]
        assert stored(Feedback) == []

    def test_nothing_to_say_about_what_was_only_planned(self, mentor, pair):
        answer = mentor.post(to("feedback", f.MeetingFactory(mentorship=pair)), self.WORD)
        assert wrong(answer) == ["Отзыв пишут о встрече, которая состоялась."]


class TestPlan:
    def test_it_is_written_agreed_and_carried_out(self, mentor, pair):
        member = pair.members.all()[0]
        assert "Плана ещё нет" in words(mentor.get(to("plan", member)))
        assert told(mentor.post(to("edit_plan", member), {"goal": "Сдать экзамен"})) == ["План сохранён."]
        [plan] = stored(DevelopmentPlan)
        mentor.post(to("add_step", plan), {"task": "Решить вариант", "due_on": "2026-12-01", "planned": "20 баллов"})
        assert told(mentor.post(to("agree_plan", plan)))[-1] == "План согласован."
        [step] = stored(PlanStep)
        mentor.post(to("finish_step", step), {"actual": "22 балла", "mark": "9"})
        assert (fresh(step).actual, step.mark, step.done_on) == ("22 балла", 9, f.TODAY)
        assert fresh(plan).status == PlanStatus.AGREED
        page = words(mentor.get(to("plan", member)))
        assert "Решить вариант 01.12.2026 20 баллов 22 балла 9" in page

    def test_without_steps_it_is_not_agreed(self, mentor, plan):
        assert told(mentor.post(to("agree_plan", plan))) == ["В плане ещё нет ни одного шага."]
        assert fresh(plan).status == PlanStatus.DRAFT

    def test_a_step_that_is_late_is_marked(self, mentor, pair, plan):
        f.StepFactory(plan=plan, due_on=f.TODAY)
        assert "просрочено" not in words(mentor.get(to("plan", pair.members.all()[0])))
        f.StepFactory(plan=plan, due_on=f.TODAY.replace(day=20))
        assert "20.11.2026 просрочено" in words(mentor.get(to("plan", pair.members.all()[0])))

    def test_a_step_is_done_without_a_mark_too(self, mentor, plan):
        step = f.StepFactory(plan=plan)
        mentor.post(to("finish_step", step), {"actual": "Сделано", "mark": ""})
        assert (fresh(step).mark, step.done_on) == (None, f.TODAY)

    def test_but_not_without_its_result(self, mentor, plan):
        step = f.StepFactory(plan=plan)
        assert list(mentor.post(to("finish_step", step), {"actual": " "}).context["form"].errors) == ["actual"]
        assert fresh(step).done_on is None

    def test_the_mentee_reads_it_and_changes_nothing(self, mentee, pair, plan):
        member = pair.members.all()[0]
        page = mentee.get(to("plan", member))
        assert plan.goal in words(page)
        assert [link for link in links(page) if "edit" in link or "add" in link] == []
        assert mentee.post(to("edit_plan", member), {"goal": "Отдыхать"}).status_code == 403

    def test_a_plan_of_another_pair_is_not_there(self, mentor, programme):
        other = f.PlanFactory(member__mentorship__programme=programme)
        for url in (to("plan", other.member), to("edit_plan", other.member), to("add_step", other)):
            assert mentor.get(url).status_code == 404


class TestFinishing:
    def test_a_pair_finishes_its_work(self, mentor, pair):
        assert told(mentor.post(to("complete", pair))) == ["Пара завершила работу. Спасибо!"]
        assert fresh(pair).status == MentorshipStatus.COMPLETED
        assert to("plan_meeting", pair) not in links(mentor.get(to("pair", pair)))

    def test_in_a_completed_programme_everything_is_read_and_nothing_pressed(self, mentor, pair, held, plan, programme):
        f.StepFactory(plan=plan)
        f.MeetingFactory(mentorship=pair)
        with everything():
            pair.status, programme.status = MentorshipStatus.COMPLETED, ProgrammeStatus.COMPLETED
            pair.store()
            programme.store()
        page = mentor.get(to("pair", pair))
        assert card(page, "Встречи").startswith("Встречи Встреча")
        pressed = ("hold", "cancel", "feedback", "meetings", "complete", "edit", "add", "done", "agree")
        for answer in (page, mentor.get(to("plan", pair.members.all()[0]))):
            assert [link for link in links(answer) if any(word in link for word in pressed)] == []
        assert told(mentor.post(to("cancel", stored(Meeting, status="planned")[0]))) == [
            "Программа завершена: её данные больше не меняются."
        ]


@pytest.mark.parametrize("count", [1, 8])
def test_a_page_of_many_meetings_costs_as_much_as_of_one(mentor, pair, django_assert_max_num_queries, count):
    for meeting in f.MeetingFactory.create_batch(count, mentorship=pair, status=MeetingStatus.HELD):
        f.FeedbackFactory(meeting=meeting, author=pair.mentor)
    with django_assert_max_num_queries(19):
        assert len(mentor.get(to("pair", pair)).context["meetings"]) == count
