"""One cell of a form made elsewhere into an answer of its question's kind; the question itself is the judge afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nastavnik.common.russian import search_key
from nastavnik.exchange.answers.words import closest, plain
from nastavnik.exchange.columns import Field
from nastavnik.exchange.values import read as read_value
from nastavnik.questionnaires import spec

YES = frozenset({"да", "+", "true", "yes", "истина", "есть", "верно", "конечно", "ага", "1", "v", "✓"})
NO = frozenset({"нет", "-", "–", "—", "false", "no", "ложь", "неверно", "0"})
NOTHING = frozenset({"-", "–", "—", "нет ответа", "н/д"})
NONE_AT_ALL = frozenset({"нет", "ноль", "ни разу", "никогда", "нисколько", "ни одного", "ни одной"})
ALL_THE_SAME = re.compile(r"^(все равно|без разницы|неважно|не важно|не имеет значения|любо\w*|люба\w*|кто угодно)$")
BEGINS = re.compile(r"^(да|нет)\b")
OUT_OF = re.compile(r"(\d+)\s*(?:из|/)\s*(\d+)")
NUMBER = re.compile(r"(?<![\d.,])-?\d+(?:[.,]\d+)?(?![\d])")
WHOLE = re.compile(r"^(-?\d+)(?:[.,]0+)?$")
# a comma between brackets belongs to the answer
SEPARATOR = re.compile(r"[,;\n](?![^(]*\))")
SLOT = re.compile(r"^(\d) (\d\d):(\d\d)$")
LEAVE_OUT, SEVERAL = "~", "|"
NO_DAY = date.min  # none of the fields asked here reads a day
# what the lists of people know how to read, by the line of the base that a question fills
FIELDS = {field_.value: field_ for field_ in (Field.WANTED, Field.WANTED_AGE, Field.AVAILABILITY, Field.MEETING_FORMAT)}

Codes = tuple[str, ...]
Chosen = Mapping[str, str]


@dataclass
class Reading:
    """`raw` is for the question to judge; `guessed` says what words that are no option by the letter were taken for.

    `unknown` are the words nobody could read.
    """

    raw: Any = ""
    guessed: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Understood:
    codes: Codes
    sure: bool = True


def options_of(question: spec.Question) -> tuple[tuple[str, str], ...]:
    """What words of a cell may stand for, as codes with their words; nothing where words stand for themselves."""
    if isinstance(question, spec.Choice):
        return question.options
    if isinstance(question, spec.YesNo):
        return (("yes", "да"), ("no", "нет"))
    if isinstance(question, spec.Scale | spec.Matrix):
        return tuple((str(mark), str(mark)) for mark in range(question.low, question.high + 1))
    return ()


def read_cell(question: spec.Question, text: str, chosen: Chosen) -> Reading:
    """`chosen` says of a word, by its `search_key`, which option a person said it means, or that it is left out."""
    text = text.strip()
    reader = READERS.get(question.kind)
    if reader is None or not text:
        return Reading(text)
    reading = Reading()
    many = isinstance(question, spec.MultipleChoice)
    found: list[str] = []
    for part in split_parts(text, question) if many else [text]:
        said = chosen.get(search_key(part))
        understood = _as_chosen(said) if said else reader(question, part)
        if understood is None:
            reading.unknown.append(part)
            found.append(part)
            continue
        if not understood.sure:
            reading.guessed[part] = said or SEVERAL.join(understood.codes)
        found.extend(understood.codes)
    reading.raw = list(dict.fromkeys(found)) if many else "".join(found[:1])
    return reading


def split_parts(text: str, question: Any) -> list[str]:
    """The answers of a cell that holds several; an option with a comma in its own words stays whole."""
    words = {plain(option) for _code, option in options_of(question)}
    if plain(text) in words:
        return [text]
    pieces = [piece.strip() for piece in SEPARATOR.split(text)]
    parts: list[str] = []
    while pieces:
        longest = next((n for n in range(len(pieces), 1, -1) if plain(", ".join(pieces[:n])) in words), 1)
        parts.append(", ".join(pieces[:longest]))
        pieces = pieces[longest:]
    return [part for part in parts if part]


def _as_chosen(code: str) -> Understood:
    return Understood(() if code == LEAVE_OUT else (code,), sure=False)


def _yes_no(question: Any, text: str) -> Understood | None:
    words = text.lower().strip(" .!")
    for known, code in ((YES, "yes"), (NO, "no")):
        if words in known or plain(text) in known:
            return Understood((code,))
    begun = BEGINS.match(plain(text))
    if begun and not BEGINS.match(plain(text)[begun.end() :].strip()):
        return Understood(("yes" if begun[1] == "да" else "no",), sure=False)
    return None


def _number(question: Any, text: str) -> Understood | None:
    """«8», «8 из 10», «8 – хорошо»; a mark out of another number is of another scale and is not taken."""
    if text.lower() in NOTHING:
        return Understood(())
    out_of = OUT_OF.search(text)
    if out_of:
        same = isinstance(question, spec.Count) or int(out_of[2]) == question.high
        return Understood((out_of[1],)) if same else None
    numbers = NUMBER.findall(text.replace("–", "-").replace("—", "-"))
    if len(numbers) == 1 and (whole := WHOLE.match(numbers[0])):
        return Understood((_signed(question, whole[1], text),))
    return _end_of_scale(question, text)


def _signed(question: Any, number: str, text: str) -> str:
    """A dash before a number is a minus only where the scale goes below nought."""
    return number if getattr(question, "low", 0) < 0 or text.strip() == number else number.lstrip("-")


def _end_of_scale(question: Any, text: str) -> Understood | None:
    """The words that stand at an end of the scale, or «ни разу» for how many."""
    key = plain(text)
    if isinstance(question, spec.Count):
        return Understood(("0",), sure=False) if key in NONE_AT_ALL else None
    ends = ((question.low, "low_label"), (question.high, "high_label"))
    found = [str(mark) for mark, label in ends if plain(getattr(question, label, "")) == key]
    return Understood((found[0],), sure=False) if found else None


def _option(question: Any, text: str) -> Understood | None:
    options = dict(question.options)
    key = plain(text)
    if text in options:
        return Understood((text,))
    for form in (search_key, plain):
        same = [code for code, words in options.items() if form(text) in (form(words), form(code))]
        if len(same) == 1:
            return Understood((same[0],))
    if text.lower() in NOTHING:
        return Understood(())
    if ALL_THE_SAME.match(key):
        return _all_the_same(question, options)
    slip = closest(text, options)
    if slip:
        return Understood((slip,), sure=False)
    return _as_the_base(question, text, list(options))


def _all_the_same(question: Any, options: Mapping[str, str]) -> Understood | None:
    if "any" in options:
        return Understood(("any",), sure=False)
    return None if question.required else Understood(())


def _as_the_base(question: Any, text: str, codes: Sequence[str]) -> Understood | None:
    """What the lists of people would understand, where the question fills the same line of the base."""
    if question.fills not in FIELDS:
        return None
    value = read_value(FIELDS[question.fills], text, NO_DAY).values.get(question.fills)
    given = value if isinstance(value, list) else [_age_code(value) if isinstance(value, dict) else value]
    found = [code for one in given if (code := one if one in codes else _same_day(one, codes))]
    if not found or (len(found) > 1 and not isinstance(question, spec.MultipleChoice)):
        return None
    by_the_letter = FIELDS[question.fills] == Field.AVAILABILITY and found == given
    return Understood(tuple(found), sure=by_the_letter)


def _age_code(age: Mapping[str, Any]) -> str:
    return f"{age['from']}-{age['to']}" if age.get("of") == "grade" else ""


def _same_day(moment: Any, codes: Sequence[str]) -> str | None:
    """The offered hour of the same weekday that is nearest to the one written."""
    wanted = SLOT.match(str(moment))
    if not wanted:
        return None
    offered = [slot for code in codes if (slot := SLOT.match(code)) and slot[1] == wanted[1]]
    nearest = min(offered, key=lambda slot: abs(_minutes(slot) - _minutes(wanted)), default=None)
    return nearest[0] if nearest else None


def _minutes(slot: re.Match[str]) -> int:
    return int(slot[2]) * 60 + int(slot[3])


READERS: dict[str, Callable[[Any, str], Understood | None]] = {
    spec.YesNo.kind: _yes_no, spec.Scale.kind: _number, spec.Count.kind: _number, spec.Matrix.kind: _number,
    spec.Choice.kind: _option, spec.MultipleChoice.kind: _option,
}  # fmt: skip
