"""Words of two forms compared: what makes no difference between two headings or two answers, and what does. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from nastavnik.common.russian import search_key

NUMBERING = re.compile(r"^(?:вопрос\s*)?(?:№\s*)?\d+(?:\.\d+)*[.):]\s+|^(?:вопрос|№)\s*№?\s*\d+\s+")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SIGNS = re.compile(r"[^\w\s]+")
DIGITS = re.compile(r"\d+")
# words that turn an answer into its contrary: where one has them and the other has not, they are no slip of the other
CONTRARY = re.compile(r"^(?:не|ни|нет|без|кроме)$|^(?:не|без|бес)(?=\w{4})")
ALIKE = 88
# of two that are alike the better one is meant only where it is clearly better
CLEARLY = 4
LEAST_WORDS = 2
LEAST_LETTERS = 4


def plain(text: str) -> str:
    """Without numbering, brackets and signs, ё as е, small letters; where nothing else is left, the signs themselves."""
    whole = search_key(text)
    bare = " ".join(SIGNS.sub(" ", IN_BRACKETS.sub(" ", NUMBERING.sub("", whole))).split())
    return bare or " ".join(SIGNS.sub(" ", whole).split()) or whole


def headings_alike(one: str, other: str) -> float:
    """How alike two headings are, from 0 to 100; one that holds all words of the other is nearly the same."""
    left, right = plain(one), plain(other)
    alike = fuzz.token_sort_ratio(left, right)
    if min(len(left.split()), len(right.split())) >= LEAST_WORDS:
        alike = max(alike, 0.9 * fuzz.token_set_ratio(left, right))
    return alike


def closest(written: str, options: dict[str, str]) -> str | None:
    """The code of the option that somebody who wrote this must have meant, by a slip or by fewer or more words; or None.

    Numbers are never a slip, nor is a «не».
    """
    part = plain(written)
    near = {code: fuzz.ratio(part, plain(words)) for code, words in options.items() if _may_be(part, plain(words))}
    ranked = sorted(near, key=lambda code: -near[code])
    if ranked and near[ranked[0]] >= ALIKE and (len(ranked) == 1 or near[ranked[0]] - near[ranked[1]] >= CLEARLY):
        return ranked[0]
    around = [code for code in near if _holds(part, plain(options[code])) or _holds(plain(options[code]), part)]
    return around[0] if len(around) == 1 else None


def _may_be(one: str, other: str) -> bool:
    same_numbers = DIGITS.findall(one) == DIGITS.findall(other)
    return same_numbers and _contraries(one) == _contraries(other)


def _contraries(text: str) -> int:
    return sum(bool(CONTRARY.match(word)) for word in text.split())


def _holds(long: str, short: str) -> bool:
    """Whether all words of the shorter stand in the longer."""
    return len(short) >= LEAST_LETTERS and set(short.split()) <= set(long.split())
