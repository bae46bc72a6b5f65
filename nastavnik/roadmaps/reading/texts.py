"""Taking apart what one cell holds: numbered actions, responsible persons, resources, a stage's heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBERED = re.compile(r"^(\d{1,2})\s*[.)]\s*(?=\S)")
DASHED = re.compile(r"^[-–—•]\s*")
NESTED = re.compile(r"^◦\s*")  # an item of a list inside a list
# «… - школьный сайт Внешние: - вуз»: items and headings of a list that was pasted on one line
INLINE = re.compile(r"\s+(?=[-–]\s+\w)|\s+(?=(?:Внешни|Внутренни)[ех])")
ABBREVIATION = 4
INITIALS = re.compile(r"\b[А-ЯЁ]\.$")  # their full stop belongs to the name


@dataclass(frozen=True)
class StageHeading:
    number: int | None
    title: str
    term: str


def actions(text: str) -> list[tuple[str, str]]:
    """The actions of a cell as (number, words): one for each numbered or dashed line; other lines go on with the former."""
    found: list[tuple[str, str]] = []
    for line in (line for raw in text.splitlines() for line in _apart(" ".join(raw.split()))):
        if not line:
            continue
        numbered = NUMBERED.match(line)
        if numbered:
            found.append((numbered[1], line[numbered.end() :]))
        elif DASHED.match(line):
            found.append(("", DASHED.sub("", line)))
        elif found:
            number, words = found[-1]
            found[-1] = (number, f"{words} {NESTED.sub('– ', line)}")
        else:
            found.append(("", NESTED.sub("", line)))
    return found


def _apart(line: str) -> list[str]:
    """«1.Собрать анкеты. 2.Обобщить» on one line are two: the next number in order, before a word, begins another."""
    number = NUMBERED.match(line)
    if not number:
        return re.split(r"(?<=[.;])\s+(?=[-–•]\s+\w)", line)
    following = re.search(rf"(?<=[\s;.]){int(number[1]) + 1}\s*[.)]\s*(?=[А-ЯЁа-яё«])", line[number.end() :])
    if not following:
        return [line]
    cut = number.end() + following.start()
    return [line[:cut].strip(), *_apart(line[cut:])]


def number_and_words(text: str) -> tuple[str, str]:
    """«5.5 Мониторинг …» into its number and the rest."""
    words = " ".join(text.split())
    match = re.match(r"^((?:\d{1,2}\.)*\d{1,2})\.?\s+(?=\D)", words)
    return (match[1], words[match.end() :]) if match else ("", words)


def responsible(text: str) -> tuple[str, ...]:
    """The responsible persons of a cell: parted by commas, semicolons, lines, and full stops that are not abbreviations."""
    parts: list[str] = []
    for line in text.splitlines():
        for piece in re.split(r"[;,](?![^(]*\))", line):
            parts.extend(_sentences(piece))
    named = (" ".join(part.split()).strip(" ") for part in parts)
    return tuple(part for name in named if (part := name if INITIALS.search(name) else name.strip(" .")))


def _sentences(piece: str) -> list[str]:
    """«Директор учреждения. Куратор» are two, «Зам. директора» is one."""
    found, start = [], 0
    for match in re.finditer(r"(\w+)\.\s+", piece):
        if len(match[1]) > ABBREVIATION:
            found.append(piece[start : match.end()])
            start = match.end()
    return [*found, piece[start:]]


def resources(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Inside and outside resources of a cell headed «Внутренние ресурсы: … Внешние: …»; unheaded ones count as inside."""
    sides: dict[str, list[str]] = {"inside": [], "outside": []}
    side = "inside"
    for line in (" ".join(raw.split()) for raw in INLINE.sub("\n", text).splitlines()):
        heading = re.match(r"(внутренни|внешни)[а-я]*(?:\s+ресурс[а-я]*)?\s*:?\s*", line, re.IGNORECASE)
        if heading:
            side = "inside" if heading[1].lower().startswith("внутр") else "outside"
            line = line[heading.end() :]
        words = DASHED.sub("", line).strip(" ;.")
        if words:
            sides[side].append(words)
    return tuple(sides["inside"]), tuple(sides["outside"])


def stage_heading(text: str) -> StageHeading:
    """«2 этап «Формирование базы наставляемых» октябрь 2024 года, далее постоянно» into number, title and term."""
    words = " ".join(text.split())
    number = re.match(
        r"(?:(?:этап|блок|раздел)\s*(?:№\s*)?(\d{1,2})|(\d{1,2})\s*[.)]?\s*(?:этап|блок|раздел)?)[.:]?\s*",
        words,
        re.IGNORECASE,
    )
    digits = next((found for found in number.groups() if found), None) if number else None
    rest = words[number.end() :] if number else words
    quoted = re.match(r"[«\"“]?(.+?)[»\"”]\s*(.*)$", rest)
    title, term = (quoted[1], quoted[2]) if quoted else (rest, "")
    return StageHeading(int(digits) if digits else None, title.strip(" ."), term.strip(" ,"))
