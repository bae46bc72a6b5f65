"""A school runs one whole mentoring cycle, in a browser, on files as schools send them, from the first link to the report."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests.journeys.conftest import PHONE

DATA = Path(__file__).parents[1] / "data"
PASSWORD = "Вымышленный-пароль-17"
MENTORS, MENTEES = 2, 3
TODAY = date.today()

pytestmark = pytest.mark.journey


def test_a_school_runs_one_whole_cycle(visitor, server):
    curator_password = the_administrator_makes_a_school(visitor(), server)
    curator = visitor()
    curator.sign_in("curator", curator_password)
    conditions(curator)
    bases(curator)
    selection(curator)
    by_links(curator, visitor(PHONE))
    the_methodologist_words_a_question(visitor(), add_user(curator, "methodologist", "методист"))
    whom_they_want(curator, visitor(PHONE))
    director = add_user(curator, "director", "директор")
    pairs(curator, visitor(), director)
    names = the_pair(curator)
    mentor = add_user(curator, "mentor", "наставник", f"{names[0]}, учитель.*")
    mentee = add_user(curator, "mentee", "наставляемый", rf"{names[1]}, \d+.")
    open_survey(curator, "на входе")
    a_pupil_by_a_card(curator, visitor(PHONE))
    psychologist = add_user(curator, "psychologist", "психолог")
    the_psychologist_plans_a_measure(visitor(), psychologist)
    work(visitor(PHONE), mentor, "наставник")
    the_mentee_speaks(visitor(PHONE), mentee)
    completion(curator, visitor(PHONE), mentee)
    english(curator)


def the_administrator_makes_a_school(admin, server):
    admin.page.goto(server.first_link)
    admin.look("Новый пароль")
    for field in ("#id_password1", "#id_password2"):
        admin.page.fill(field, PASSWORD)
    admin.press("Сохранить пароль")
    admin.sign_in("admin", PASSWORD)
    admin.look("Школы")
    admin.open("/users/organisation/add/", "Новая организация")
    admin.page.select_option("#id_kind", label="школа")
    admin.page.fill("#id_code", "17")
    admin.page.fill("#id_name", "Муниципальное бюджетное общеобразовательное учреждение «Школа № 17»")
    admin.page.fill("#id_short_name", "Школа № 17")
    admin.press("Сохранить")
    return add_user(admin, "curator", "куратор", organisation="Школа № 17")


def add_user(giver, username, role, person=None, organisation=None):
    """The password, which is shown once."""
    giver.open("/users/add/", "Завести пользователя")
    giver.page.fill("#id_username", username)
    giver.page.select_option("#id_role", label=role)
    if organisation:
        giver.page.select_option("#id_organisation", label=organisation)
    if person:
        options = giver.page.locator("#id_person option").all_inner_texts()
        giver.page.select_option("#id_person", label=next(text for text in options if re.fullmatch(person, text)))
    giver.press("Завести")
    giver.look("Передайте человеку")
    return giver.page.locator("dd strong").inner_text()


def conditions(curator):
    """Stage 1: the programme of the year and the road map of the school."""
    curator.open("/", "Программы ещё нет")
    curator.follow("Открыть программу")
    curator.look("программ")
    curator.page.get_by_label("учитель – ученик").check()
    curator.page.get_by_label("ученик – ученик").check()
    curator.press("Открыть")
    curator.look("Загрузите дорожную карту")
    upload(curator, "roadmaps/roadmap-school-2024.docx", "Прочитать")
    curator.look("орожная карта")
    assert curator.page.locator("section.card[aria-labelledby^=stage]").count() == 7
    curator.said("Прочитано 36 мероприятий")
    edit_as_a_table(curator)
    curator.follow("Перенести на")
    curator.look("Перенести дорожную карту")
    curator.follow("Отмена")
    curator.press("Подтвердить")
    curator.look("орожная карта")
    assert curator.page.get_by_text("подтверждена").count()


def edit_as_a_table(curator):
    """A term is understood while it is typed; a new activity is added with the row that waits for one."""
    curator.follow("Править таблицей")
    curator.look("1. Подготовка условий")
    curator.page.fill("#id_form-7-text", "Провести совещание")
    curator.page.fill("#id_form-7-term_text", "первая неделя октября 2024 года")
    curator.page.locator("tr").last.get_by_text("01.10.2024 – 07.10.2024").wait_for()
    curator.press("Сохранить и добавить ещё")
    curator.look("1. Подготовка условий")
    assert curator.page.locator("#id_form-7-text").input_value() == "Провести совещание"
    curator.page.get_by_role("button", name=re.compile("Убрать.*Провести совещание")).click()
    curator.said("Мероприятие убрано")
    curator.open("/roadmap/", "орожная карта")


def upload(someone, name, button):
    someone.page.set_input_files("input[type=file]", DATA / name)
    someone.press(button)


def bases(curator):
    """Stages 2 and 3: four files; rows taken + rows refused = rows of the file."""
    take_in(curator, "pupils.xlsx", rows=182, refused=1)
    take_in(curator, "mentee-answers.csv", rows=65, refused=0)
    take_in(curator, "teachers.xlsx", rows=28, refused=0)
    take_in(curator, "mentor-answers.xlsx", rows=24, refused=0)
    curator.open("/bases/mentees/", "База наставляемых")
    curator.open("/bases/mentors/", "База наставников")


def take_in(curator, name, *, rows, refused):
    curator.open("/imports/", "Загрузка списков и анкет")
    upload(curator, f"tables/{name}", "Прочитать и показать")
    curator.look("Проверьте до записи")
    assert figure(curator, "Строк в файле") == rows
    assert figure(curator, "Не принимается") == refused
    curator.press("Записать")
    curator.look("")
    assert figure(curator, "Строк в файле") == rows
    assert figure(curator, "Принято") + figure(curator, "Не принято") == rows
    assert figure(curator, "Не принято") >= refused


def figure(someone, label):
    return int(
        someone.page.locator(".stat").filter(has=someone.page.get_by_text(label, exact=True)).locator("dd").inner_text()
    )


def selection(curator):
    """Stage 4: nobody goes on without consents; a pile of them at once; one mentor is declined with a reason."""
    for place in range(MENTORS):
        curator.page.goto("/bases/mentors/?status=nominated")
        curator.page.locator("#rows tbody a").nth(0).click()
        refuse_without_consents(curator, place)
        give_consents(curator)
        curator.press("Отобрать")
        curator.said("отобран")
        curator.look("")
    a_pile_of_sheets(curator)
    curator.page.goto("/bases/mentors/?status=nominated")
    curator.page.locator("#rows tbody a").nth(0).click()
    curator.page.locator("summary", has_text="Отклонить").click()
    curator.page.get_by_label("Причина").fill("Попросил отложить до следующего года.")
    curator.press("Отклонить с этой причиной")
    curator.said("Попросил отложить до следующего года.")


def a_pile_of_sheets(curator):
    curator.open("/consents/mentee/many/", "Согласия списком")
    for number in range(MENTEES):
        curator.page.locator("input[name=rows]").nth(number).check()
    curator.press("Сохранить")
    curator.said(f"Согласия записаны у {MENTEES} человек")
    curator.press("Отобрать всех, у кого готовы согласия")
    curator.said(f"Отобраны {MENTEES} участника")
    curator.look("База наставляемых")


def by_links(curator, parent):
    """A parent without an account proposes a child and confirms the consents by a link and a code, on a phone."""
    curator.open("/nominations/", "Предложения наставляемых")
    curator.page.select_option("#id_channel", label="родитель")
    curator.press("Сделать ссылку")
    curator.look("Предложения наставляемых")
    parent.open(curator.page.locator(".codes .break").inner_text(), "Расскажите о своём ребёнке")
    words = {
        "last_name": "Щукин",
        "first_name": "Тимофей",
        "grade": "5",
        "competences": "чтение",
        "proposed_by": "мама",
    }
    for name, text in words.items():
        parent.page.fill(f"#id_{name}", text)
    parent.press("Отправить")
    parent.look("Спасибо")
    curator.open("/nominations/", "Предложения наставляемых")
    curator.press("Принять")
    curator.said("человек в базе наставляемых")
    curator.open("/bases/mentees/?q=щюкин", "База наставляемых")
    curator.follow("Щукин Тимофей")
    curator.press("Ссылка для согласия")
    curator.look("Ссылка для согласий")
    code = curator.page.locator("dd strong").inner_text()
    parent.open(curator.page.locator(".codes .break").inner_text(), "Согласия: Щукин Тимофей")
    for box in parent.page.locator("input[name=kinds]").all():
        box.check()
    parent.page.fill("#id_representative", "Щукина Дарья Ильинична")
    parent.page.fill("#id_representative_code", code)
    parent.press("Подтвердить")
    parent.look("Спасибо")
    curator.open("/bases/mentees/?q=щукин", "База наставляемых")
    curator.follow("Щукин Тимофей")
    curator.said("Щукина Дарья Ильинична")


def refuse_without_consents(curator, place):
    if place:
        return
    curator.press("Отобрать")
    curator.said("нет действующего согласия")


def give_consents(curator):
    curator.follow("Записать согласия")
    curator.look("Записать согласия")
    curator.page.fill("#id_given_on", (TODAY - timedelta(days=3)).isoformat())
    if curator.page.locator("#id_signed_by").count():
        curator.page.fill("#id_signed_by", "Вымышлова Ольга Павловна")
    curator.press("Сохранить")


def pairs(curator, director, password):
    """Stage 5: proposed by the engine with reasons, accepted, locked, approved by the director, ordered."""
    curator.open("/pairs/", "пары и группы")
    curator.page.select_option("select[name=form]", label="учитель – ученик")
    curator.press("Подобрать пары")
    curator.page.get_by_text("Лучше нельзя: проверено отдельно").wait_for(timeout=30_000)
    curator.look("Предложенные пары")
    assert curator.page.get_by_role("button", name=re.compile("^Принять (?!все)")).count() >= MENTEES - 1
    curator.page.get_by_role("button", name=re.compile("^Что, если исключить")).first.click()
    curator.page.get_by_text("Пару больше не предложат").wait_for(timeout=30_000)
    curator.look("Что, если…")
    curator.follow("Не менять")
    curator.look("Предложенные пары")
    curator.press("Принять все")
    curator.open("/pairs/", "пары и группы")
    curator.press("Закрепить")
    curator.press("Передать директору")
    director.sign_in("director", password)
    director.open("/pairs/", "пары и группы")
    director.press("Утвердить все", sure=True)
    director.said("Утвержд")
    curator.open("/documents/order/", "Приказ об утверждении пар")
    curator.page.fill("#id_number", "17-о")
    curator.page.fill("#id_dated", (TODAY - timedelta(days=2)).isoformat())
    curator.page.fill("#id_ends_on", (TODAY + timedelta(days=180)).isoformat())
    curator.press("Издать приказ")
    curator.look("Документы")
    downloads(curator, "Приказ")


def downloads(someone, title):
    row = someone.page.locator("tbody tr").filter(has_text=title).first
    for link, start in (("Word", b"PK"), ("PDF", b"%PDF")):
        with someone.page.expect_download() as waiting:
            row.get_by_role("link", name=link).click()
        assert Path(waiting.value.path()).read_bytes().startswith(start)


def the_pair(curator):
    """The mentor's and the first mentee's full names."""
    curator.open("/pairs/", "пары и группы")
    curator.page.locator("main table a").first.click()
    curator.page.wait_for_url(re.compile("/work/pairs/"))
    curator.look("–")
    mentees, mentor = curator.page.locator("h1").inner_text().split(" – ")
    return mentor.strip(), mentees.split(", ")[0].strip()


def open_survey(curator, wave):
    curator.open("/surveys/", "Анкетирование")
    curator.follow(f"Открыть анкетирование {wave}")
    curator.look(f"Открыть анкетирование: {wave}")
    curator.press("Открыть")
    curator.look("Анкетирование")


def the_methodologist_words_a_question(methodologist, password):
    """A question of the school's own in a shipped questionnaire: drafted, looked at, published."""
    methodologist.sign_in("methodologist", password)
    methodologist.look("Тексты анкет")
    row = methodologist.page.get_by_role("row").filter(has_text="Показатели наставляемого")
    row.get_by_role("button", name="Править").click()
    methodologist.look("Показатели наставляемого")
    methodologist.follow("Да или нет")
    methodologist.look("Новый вопрос")
    methodologist.page.fill("#id_text", "Есть ли у вас любимый урок?")
    methodologist.press("Сохранить")
    methodologist.said("Есть ли у вас любимый урок?")
    methodologist.follow("Посмотреть")
    methodologist.look("Показатели наставляемого")
    methodologist.follow("К черновику")
    methodologist.press("Опубликовать", sure=True)
    methodologist.said("версия 2")
    methodologist.look("Показатели наставляемого")


def whom_they_want(curator, pupil):
    """After the group meeting: a mentee names a mentor on a phone, the curator sees who chose whom."""
    open_survey(curator, "после групповой встречи")
    pupil.open(address_of_a_card(curator, "Анкета предпочтений наставляемого"), "")
    pupil.follow("Ответить")
    pupil.look("Анкета предпочтений наставляемого")
    pupil.page.locator("select").first.select_option(index=1)
    pupil.press("Отправить ответы")
    pupil.said("Ответы сохранены. Спасибо!")
    curator.open("/surveys/preferences/", "Кто кого выбрал")
    curator.said("Выбрали наставляемые, но не их")


def work(mentor, password, role):
    """Stage 6 on a phone: the five kinds of meetings in their order, feedback, a plan with a step."""
    mentor.sign_in("mentor", password)
    mentor.look("Мои пары")
    answer_everything(mentor)
    for number in range(4):
        hold_a_meeting(mentor, number)
    the_plan(mentor)


def hold_a_meeting(mentor, number):
    mentor.open("/work/", "Мои пары")
    mentor.follow("Открыть")
    mentor.follow("Назначить встречу")
    mentor.look("Встреча")
    if number == 3:
        mentor.page.select_option("#id_kind", label="итоговая встреча")
    mentor.page.fill("#id_starts_at", f"{TODAY - timedelta(days=1)}T1{number}:00")
    mentor.page.fill("#id_topic", "Работа по плану")
    mentor.press("Сохранить")
    mentor.look("–")
    mentor.page.get_by_role("link", name=re.compile("^Состоялась")).click()
    mentor.look("Встреча состоялась")
    mentor.page.get_by_label("Что сделали").fill("Разобрали, что непонятно.")
    mentor.press("Записать")
    say_how_it_was(mentor)


def say_how_it_was(someone):
    someone.look("Отзыв о встрече")
    someone.page.locator("input[name=mark][value='8']").check(force=True)
    someone.page.get_by_label("Что получилось").fill("Договорились о следующем шаге.")
    someone.press("Отправить")
    someone.look("–")


def the_plan(mentor):
    mentor.page.locator("main a[href$='/plan/']").first.click()
    mentor.look("Индивидуальный план развития")
    mentor.follow("Составить план")
    mentor.page.fill("#id_goal", "Выступить с проектом.")
    mentor.press("Сохранить")
    mentor.follow("Добавить шаг")
    mentor.page.fill("#id_task", "Выбрать тему")
    mentor.page.fill("#id_due_on", (TODAY + timedelta(days=14)).isoformat())
    mentor.press("Добавить")
    mentor.press("Согласовать")
    mentor.follow("Выполнен")
    mentor.page.fill("#id_actual", "Тема выбрана.")
    mentor.press("Записать")
    mentor.look("Индивидуальный план развития")
    mentor.said("Тема выбрана.")


def the_mentee_speaks(mentee, password):
    mentee.sign_in("mentee", password)
    mentee.look("Мои пары")
    mentee.follow("Открыть")
    mentee.page.get_by_role("link", name=re.compile("^Оставить отзыв")).first.click()
    say_how_it_was(mentee)
    answer_everything(mentee)
    mentee.close()


def answer_everything(someone, mark=6):
    """Answer every questionnaire that waits: the same mark on every scale, yes to every yes-or-no."""
    someone.open("/surveys/mine/", "Мои анкеты")
    while someone.page.locator("main a.button.primary").count():
        answer_one(someone, mark)
        someone.look("Мои анкеты")


def answer_one(someone, mark=6):
    someone.page.locator("main a.button.primary").first.click()
    someone.look("")
    fill_in(someone, mark)


def fill_in(someone, mark=6):
    for group in someone.page.locator("fieldset.scale").all():
        group.locator(f"input[value='{mark}']").check(force=True)
    for ranking in someone.page.locator("fieldset:has(select)").all():
        ranking.locator("select").first.select_option(index=1)
    for yes in someone.page.locator("fieldset:not(.scale):not(:has(select))").all():
        yes.locator("input").first.check(force=True)
    for number in someone.page.locator("input[type=number]").all():
        number.fill("2")
    someone.press("Отправить ответы")


def a_pupil_by_a_card(curator, pupil):
    """The address on a printed card is all that a pupil without an account needs; the methodologist's question is there."""
    pupil.open(address_of_a_card(curator, "Показатели наставляемого"), "")
    pupil.page.locator("section.card").filter(has_text="Показатели наставляемого").get_by_role("link").click()
    pupil.look("Показатели наставляемого")
    pupil.said("Есть ли у вас любимый урок?")
    fill_in(pupil)
    pupil.said("Ответы сохранены. Спасибо!")
    pupil.look("")


def address_of_a_card(curator, title):
    """The first address printed for those who have not answered."""
    curator.open("/surveys/", "Анкетирование")
    curator.follow(title)
    curator.look(title)
    with curator.page.expect_download() as waiting:
        curator.press("Карточки со ссылками")
    pages = pypdfium2.PdfDocument(Path(waiting.value.path()).read_bytes())
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    # a hyphen before a break is read as a sign of its own, and the breaks are nobody's
    address = re.search(r"/links/[0-9a-f]{32}\.[\w-]{43}/", re.sub(r"[\s\u200b]", "", printed.replace("\ufffe", "-")))
    return address[0]


def the_psychologist_plans_a_measure(psychologist, password):
    psychologist.sign_in("psychologist", password)
    psychologist.look("Программа")
    psychologist.open("/measures/", "Меры доступности")
    psychologist.open("/bases/mentees/", "База наставляемых")
    psychologist.page.locator("#rows tbody a").first.click()
    psychologist.look("")
    psychologist.follow("наметить меру")
    psychologist.look("Мера доступности")
    psychologist.page.fill("#id_measure", "Встречи на первом этаже")
    psychologist.page.fill("#id_due_on", (TODAY + timedelta(days=30)).isoformat())
    psychologist.press("Наметить")
    psychologist.said("Встречи на первом этаже")
    psychologist.look("Меры доступности")


def completion(curator, mentee, password):
    """Stage 7: the exit wave, entry against exit, the report, next year's mentors, the programme is closed."""
    open_survey(curator, "на выходе")
    mentee.sign_in("mentee", password)
    answer_everything(mentee, mark=8)
    curator.open("/results/", "Итоги программы")
    curator.said("Хотят стать наставниками")
    curator.press("Перевести в базу наставников следующего года")
    curator.look("Итоги программы")
    curator.open("/results/report/", "Отчёт о программе")
    curator.page.fill("#id_conclusions", "Пары встретились.\nПланы выполнены.")
    curator.press("Составить")
    curator.open("/documents/", "Документы")
    downloads(curator, "Отчёт")
    while (
        links := curator.page.goto("/pairs/") and curator.page.get_by_role("row").filter(has_text="работает")
    ).count():
        links.first.get_by_role("link").first.click()
        curator.press("Завершить работу пары", sure=True)
        curator.page.locator(".status", has_text="завершена").wait_for()
        curator.look("–")
    curator.open("/results/", "Итоги программы")
    curator.press("Завершить программу", sure=True)
    curator.page.get_by_role("button", name="Завершить программу").wait_for(state="detached")
    curator.open("/", "Программа")
    curator.open("/journal/", "Журнал")


def english(curator):
    """The same pages in English, with no Russian left in the navigation."""
    curator.page.goto("/")
    curator.press("English")
    for path in ("/", "/roadmap/", "/pairs/", "/results/", "/documents/"):
        curator.open(path, "")
        assert not re.search("[а-яё]", " ".join(curator.page.locator("nav li").all_inner_texts()))
