"""One name for what many people call differently: «матем.», «алгебра» and «математика» meet. Pure.

The shipped catalogue is `competences.toml`; an organisation's own words come on top of it and win.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nastavnik.common.russian import search_key
from nastavnik.common.spelling import slips

SHORTEST_STEM = 4


@cache
def shipped() -> dict[str, list[str]]:
    """Titles and their other words, as they are shipped."""
    path = Path(__file__).with_name("competences.toml")
    titles: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["titles"]
    return titles


def plain(words: str) -> str:
    """Words as they are compared: one case, no «ё», no dots, single spaces."""
    return search_key(words.replace(".", " ").replace("/", " ")).strip(" ,;:-–")


@dataclass(frozen=True)
class Catalogue:
    """`known` leads from every plain word to its title."""

    known: Mapping[str, str]

    @classmethod
    def of(cls, *layers: Mapping[str, Iterable[str]]) -> Catalogue:
        """From titles with their other words; a later layer wins over an earlier one."""
        known: dict[str, str] = {}
        for layer in layers:
            for title, words in layer.items():
                known |= {plain(word): title for word in (*words, title)}
        return cls(known)

    @property
    def titles(self) -> list[str]:
        return sorted(set(self.known.values()))

    def title(self, words: str) -> str | None:
        """The one title these words mean: by the word itself, its beginning, or a slip of the pen; None where unsure."""
        key = plain(words)
        if key in self.known:
            return self.known[key]
        if len(key) < SHORTEST_STEM:
            return None
        begun = {title for word, title in self.known.items() if word.startswith(key)}
        if len(begun) == 1:
            return begun.pop()
        meant = {title for word, title in self.known.items() if len(word) >= SHORTEST_STEM and _is_slip(key, word)}
        return meant.pop() if len(meant) == 1 else None

    def name(self, words: str) -> str:
        """The title, or the words themselves in their plain form."""
        return self.title(words) or plain(words)

    def names(self, many: Iterable[str]) -> frozenset[str]:
        return frozenset(name for words in many if (name := self.name(words)))


def _is_slip(typed: str, word: str) -> bool:
    return abs(len(typed) - len(word)) <= 1 and slips(typed, word) is not None
