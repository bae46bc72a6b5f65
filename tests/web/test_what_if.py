"""What if: the buttons of a run, what a change would bring, and the button that makes it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.matching.enums import Change, RunStatus
from nastavnik.matching.models import ForbiddenPair, MatchingRun, Trial
from nastavnik.mentoring.models import Member
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import MentoringForm
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST = "/pairs/"


def to(name, row):
    return reverse(f"pairs:{name}", args=[row.pk])


@pytest.fixture
def people(programme, school):
    """Two mentors, the first fits better; one mentee."""
    best = f.MentorFactory(
        programme=programme, capacity=1, person=f.TeacherFactory(organisation=school, last_name="Белая")
    )
    second = f.MentorFactory(
        programme=programme, capacity=1, interests=[], person=f.TeacherFactory(organisation=school, last_name="Второва")
    )
    mentee = f.MenteeFactory(programme=programme, person=f.PersonFactory(organisation=school, last_name="Нечай"))
    return best, second, mentee


@pytest.fixture
def run(curator, people):
    form = MentoringForm.objects.get(code="teacher-pupil")
    curator.post("/pairs/runs/start/", {"form": form.pk, "goal": "most"})
    return stored(MatchingRun)[0]


@pytest.fixture
def look(curator, run):
    """`look(kind, mentor, mentee)`: the answer to the button, and the trial it made."""

    def press(kind, mentor, mentee=None):
        answer = curator.post(
            to("try", run), {"kind": kind, "mentor": mentor.pk, **({"mentee": mentee.pk} if mentee else {})}
        )
        return answer, next(iter(stored(Trial)), None)

    return press


class TestLooking:
    def test_the_run_offers_it(self, curator, run):
        page = curator.get(to("run", run))
        assert "Что, если закрепить: Нечай И. П. – Белая И. П." in words(page).replace("\xa0", " ")
        assert "Посмотрите, что изменится, прежде чем решать." in card(page, "Что, если…")
        assert to("try", run) in links(page)

    def test_what_a_change_would_bring(self, curator, look, people):
        best, _second, mentee = people
        answer, trial = look("forbid", best, mentee)
        assert answer.url == to("trial", trial)
        page = words(curator.get(answer.url))
        assert "Исключить пару: Нечай Игорь Петрович – Белая Игорь Петрович." in page
        assert "Наставника получит столько же наставляемых. Совместимость всех пар вместе: −7,5 %." in page
        assert "Нечай Игорь Петрович, 8 Белая Игорь Петрович – 92 % Второва Игорь Петрович – 85 %" in page
        assert "Пару больше не предложат" in page

    def test_nothing_has_changed_yet(self, curator, run, look, people):
        look("forbid", people[0], people[2])
        assert stored(ForbiddenPair) == []
        assert "Белая Игорь Петрович" in words(curator.get(to("run", run)))
        assert len(curator.get(LIST).context["runs"]) == 1

    def test_why_another_is_not_proposed(self, curator, look, people):
        _best, second, mentee = people
        _answer, trial = look("lock", second, mentee)
        assert "Эта пара ухудшила бы итог на 7,5 %." in words(curator.get(to("trial", trial)))

    def test_what_nobody_notices(self, curator, look, people):
        best, _second, mentee = people
        _answer, trial = look("lock", best, mentee)
        page = words(curator.get(to("trial", trial)))
        assert "Эта пара и предложена." in page
        assert "Общая совместимость та же. Никто не сменит наставника." in page

    def test_one_more_place(self, curator, programme, look, people):
        f.MenteeFactory.create_batch(2, programme=programme)
        _answer, trial = look("place", people[1])
        page = words(curator.get(to("trial", trial)))
        assert "Дать ещё одно место: Второва Игорь Петрович." in page
        assert "Мест у наставника станет на одно больше" in page

    def test_what_a_rule_forbids_offers_nothing_to_press(self, curator, programme, run, look):
        far = f.MentorFactory(programme=programme, meeting_format="online")
        near = f.MenteeFactory(programme=programme, meeting_format="in_person")
        _answer, trial = look("lock", far, near)
        page = curator.get(to("trial", trial))
        assert "Так нельзя Один хочет встречаться очно, другой онлайн." in words(page)
        assert to("apply_trial", trial) not in links(page)
        assert told(curator.post(to("apply_trial", trial))) == ["Это изменение применить нельзя."]

    @pytest.mark.parametrize(
        "given", [{}, {"kind": "swap"}, {"kind": "lock", "mentor": "x"}, {"kind": "lock", "mentee": ""}]
    )
    def test_nonsense_is_refused(self, curator, run, people, given):
        answer = curator.post(to("try", run), {"mentor": people[0].pk, **given})
        assert (answer.url, stored(Trial)) == (to("run", run), [])
        assert told(answer) == ["Выберите, кого это касается, из тех, кто сейчас участвует в подборе."]

    def test_not_whoever_lacks_a_consent(self, curator, programme, run, look, people):
        bare = f.MenteeFactory(programme=programme, consents=False)
        answer, trial = look("lock", people[0], bare)
        assert (answer.url, trial) == (to("run", run), None)
        assert bare.person.last_name not in words(curator.get(to("run", run)))

    def test_while_it_is_counted_the_page_asks_again(self, curator, programme):
        trial = f.TrialFactory(origin__programme=programme)
        html = curator.get(to("trial", trial)).content.decode()
        assert f'hx-get="{to("trial", trial)}"' in html
        part = curator.get(to("trial", trial), headers={"HX-Request": "true"}).content.decode()
        assert part.strip().startswith('<div id="result"')

    def test_a_failure_is_told(self, curator, programme):
        trial = f.TrialFactory(origin__programme=programme)
        with everything():
            trial.run.status = RunStatus.FAILED
            trial.run.store()
        assert "Посмотреть не получилось Ничего не изменилось." in words(curator.get(to("trial", trial)))

    def test_the_run_of_a_trial_is_shown_as_one(self, curator, programme):
        trial = f.TrialFactory(origin__programme=programme)
        assert curator.get(to("run", trial.run)).url == to("trial", trial)


class TestApplying:
    def test_a_forbidden_pair_is_gone_and_can_come_back(self, curator, look, people):
        best, _second, mentee = people
        _answer, trial = look("forbid", best, mentee)
        answer = curator.post(to("apply_trial", trial))
        assert (answer.url, told(answer)) == (to("run", trial.run), ["Изменение применено. Ниже – пары с ним."])
        page = words(curator.get(to("run", trial.run)))
        assert "Изменение применено Исключить пару: Нечай Игорь Петрович – Белая Игорь Петрович." in page
        assert "Нечай Игорь Петрович, 8 – Второва Игорь Петрович" in page
        assert curator.get(to("trial", trial)).url == to("run", trial.run)

        listing = curator.get(LIST)
        assert "Нечай Игорь Петрович – Белая Игорь Петрович" in card(listing, "Исключённые пары")
        [forbidden] = stored(ForbiddenPair)
        assert told(curator.post(to("allow", forbidden))) == [
            "Запрет снят: при следующем подборе пару могут предложить."
        ]
        assert "Исключённые пары" not in words(curator.get(LIST))

    def test_a_locked_pair_is_accepted(self, curator, look, people):
        _best, second, mentee = people
        _answer, trial = look("lock", second, mentee)
        curator.post(to("apply_trial", trial))
        [member] = stored(Member)
        assert (member.mentee_id, member.locked) == (mentee.pk, True)
        assert "закреплена" in words(curator.get(LIST))

    def test_a_place_is_given(self, curator, look, people):
        _answer, trial = look("place", people[0])
        curator.post(to("apply_trial", trial))
        assert fresh(people[0]).capacity == 2

    def test_not_after_a_newer_search(self, curator, programme, look, people):
        _answer, trial = look("forbid", people[0], people[2])
        f.RunFactory(programme=programme)
        answer = curator.post(to("apply_trial", trial))
        assert answer.url == to("trial", trial)
        assert told(answer) == ["Есть подбор новее: пробуйте изменения в нём."]
        assert stored(ForbiddenPair) == []

    def test_a_forbidden_pair_is_not_made_by_hand(self, curator, programme, people):
        best, _second, mentee = people
        f.ForbiddenPairFactory(programme=programme, mentor=best, mentee=mentee)
        form = MentoringForm.objects.get(code="teacher-pupil")
        answer = curator.post("/pairs/manual/", {"mentee": mentee.pk, "mentor": best.pk, "form": form.pk})
        assert [sentence.replace("\xa0", " ") for sentence in wrong(answer)] == [
            "Пара Нечай И. П. – Белая И. П. исключена: сначала снимите запрет."
        ]
        assert stored(Member) == []


class TestWhere:
    def test_not_in_an_older_run(self, curator, programme, run):
        f.RunFactory(programme=programme)
        page = curator.get(to("run", run))
        assert to("try", run) not in links(page)

    def test_not_in_a_completed_programme(self, curator, programme, run):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        assert to("try", run) not in links(curator.get(to("run", run)))

    @pytest.mark.parametrize("name", ["trial", "apply_trial"])
    def test_the_director_decides_elsewhere(self, client_as, programme, name):
        trial = f.TrialFactory(origin__programme=programme, kind=Change.FORBID)
        assert client_as(Role.DIRECTOR).post(to(name, trial)).status_code == 403
        assert fresh(trial).applied_at is None

    @pytest.mark.parametrize("count", [1, 6])
    def test_the_page_costs_the_same_for_one_and_for_many(
        self, curator, programme, run, people, django_assert_max_num_queries, count
    ):
        moves = [
            {"mentee": str(f.MenteeFactory(programme=programme).pk), "before": None, "after": None}
            for _number in range(count)
        ]
        effect = {"reasons": [], "served": -2, "total": 0.0, "moves": moves}
        trial = f.TrialFactory(origin=run, mentor=people[0], mentee=people[2], effect=effect)
        with everything():
            trial.run.status = RunStatus.DONE
            trial.run.store()
        with django_assert_max_num_queries(11):
            page = curator.get(to("trial", trial))
        assert len(page.context["moves"]) == count
        assert "Без наставника останутся ещё: 2." in words(page)
