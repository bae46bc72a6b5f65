"""What holds of every name, not of those somebody thought of."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.common.russian import (
    LOOK_ALIKES,
    MONTHS,
    NBSP,
    Case,
    FullName,
    decline,
    decline_with_initials,
    initials,
    initials_first,
    long_date,
    search_key,
)

SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# what a switched keyboard gives among Russian letters
LATIN = {"а": "a", "е": "e", "о": "o", "с": "c", "р": "p", "х": "x", "у": "y"}
words = st.text(SMALL, min_size=1, max_size=12).map(str.capitalize)
names = st.builds(
    FullName, last=words, first=words, patronymic=words | st.just(""), sex=st.sampled_from(["m", "f", None])
)
typed = st.text(f"{SMALL}{SMALL.upper()}abcehkmnoptxyABCEHKMNOPTXY -", max_size=40)
cases = st.sampled_from(list(Case))


class TestTheKeyOfSearch:
    @given(typed)
    def test_made_twice_it_is_the_same(self, text):
        assert search_key(search_key(text)) == search_key(text)

    @given(typed)
    def test_it_has_no_capitals_no_yo_and_single_spaces(self, text):
        key = search_key(text)
        assert key == key.lower()
        assert "ё" not in key
        assert key == " ".join(key.split())

    @given(words, st.sampled_from(sorted(LATIN)))
    def test_a_latin_letter_in_a_russian_word_is_not_noticed(self, word, letter):
        # «ж» keeps the word Russian when all of its other letters have been typed in Latin
        assert search_key("ж" + word.replace(letter, LATIN[letter])) == search_key("ж" + word)

    @given(st.text(SMALL, min_size=1, max_size=20))
    def test_letters_and_their_marks_typed_apart_are_the_same_letters(self, text):
        assert search_key(unicodedata.normalize("NFD", text)) == search_key(text)

    @given(st.lists(words, min_size=1, max_size=4))
    def test_the_key_of_a_name_is_the_keys_of_its_words(self, parts):
        assert search_key(" \t".join(parts)) == " ".join(search_key(part) for part in parts)

    @pytest.mark.parametrize("russian", sorted("АВЕКМНОРСТХУ"))
    def test_every_capital_that_looks_latin_is_put_right(self, russian):
        latin = dict(zip("АВЕКМНОРСТХУ", "ABEKMHOPCTXY", strict=True))[russian]
        assert search_key(f"{latin}жов") == f"{russian.lower()}жов"

    def test_a_letter_is_put_right_by_one_letter(self):
        assert all(len(chr(latin)) == len(chr(russian)) == 1 for latin, russian in LOOK_ALIKES.items())


class TestDeclension:
    @given(names, cases)
    def test_every_part_stays_in_its_place(self, name, case):
        plain = [part for part in (name.last, name.first, name.patronymic) if part]
        assert len(decline(name, case).text.split(" ")) == len(plain)

    @given(names)
    def test_the_nominative_is_the_name_itself(self, name):
        plain = " ".join(part for part in (name.last, name.first, name.patronymic) if part)
        assert decline(name, Case.NOMINATIVE).text == plain

    @given(words, words, cases)
    def test_a_guess_without_the_sex_is_no_guess(self, last, first, case):
        assert decline(FullName(last, first), case).text == f"{last} {first}"

    @given(names, cases, words)
    def test_a_correction_is_taken_letter_by_letter(self, name, case, kept):
        declined = decline(name, case, {case.value: kept})
        assert (declined.text, declined.sure) == (kept, True)

    @given(words, words, st.sampled_from([case for case in Case if case != Case.NOMINATIVE]))
    def test_women_with_a_surname_in_ko_are_not_declined_by_it(self, stem, first, case):
        assert decline(FullName(f"{stem}енко", first, sex="f"), case).text.startswith(f"{stem}енко ")


class TestInitials:
    @given(names)
    def test_they_are_one_word_for_the_line(self, name):
        assert " " not in initials(name) + initials_first(name)

    @given(names)
    def test_before_and_after_are_the_same_pieces(self, name):
        assert sorted(initials(name).split(NBSP)) == sorted(initials_first(name).split(NBSP))

    @pytest.mark.parametrize(
        ("case", "expected"),
        [(Case.GENITIVE, "Ли Вана"), (Case.DATIVE, "Ли Вану"), (Case.INSTRUMENTAL, "Ли Ваном")],
    )
    def test_a_surname_of_two_words_is_kept_whole(self, case, expected):
        name = FullName("Ли Ван", "Олег", "Петрович")
        assert decline_with_initials(name, case, {case.value: f"{expected} Олега Петровича"}).startswith(expected)

    def test_a_patronymic_of_two_words_has_one_initial(self):
        name = FullName("Алиев", "Рашид", "Мамед оглы")
        assert decline_with_initials(name, Case.DATIVE) == f"Алиеву{NBSP}Р.{NBSP}М."


class TestLongDates:
    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_nothing_of_the_day_is_lost(self, day):
        number, month, year, short = long_date(day).replace(NBSP, " ").split(" ")
        assert date(int(year), MONTHS.index(month) + 1, int(number)) == day
        assert short == "г."
