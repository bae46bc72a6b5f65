"""Whether a text names somebody: a quotation that does is not quoted, a line that does is not kept. Pure.

Names of the school are looked for in any case («Щёголевой» is «Щёголева»). It rather takes a word for a name than a name
for a word: a quotation less harms nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nastavnik.common.russian import search_key

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…]\s*|[«\"(]\s*)$")
ENDINGS = re.compile(r"(?:ый|ий|ой|ая|яя|[аеиоуыэюяйь])$")
LONGEST_ENDING = 3


def stems(names: Iterable[str]) -> frozenset[str]:
    """What stays of names in all their cases; two letters are too few to know anybody by."""
    words = (word for name in names for word in WORD.findall(search_key(name)))
    found = (ENDINGS.sub("", word) for word in words)
    return frozenset(stem for stem in found if len(stem) > 2)


def known_name(text: str, known: frozenset[str]) -> str:
    """The first word with a capital that may be one of the known names, or nothing."""
    capitals = (word for word in WORD.findall(text) if word[0].isupper())
    return next((word for word in capitals if _is_known(word, known)), "")


def may_name(text: str, known: frozenset[str]) -> bool:
    """Whether a quotation could name somebody: a known name however it is written, or a capital amid a sentence."""
    for found in WORD.finditer(text):
        word = found[0]
        if _is_known(word, known) or (word[0].isupper() and not SENTENCE_BEGINS.search(text[: found.start()])):
            return True
    return False


def _is_known(word: str, known: frozenset[str]) -> bool:
    key = search_key(word)
    return any(key[:length] in known for length in range(max(3, len(key) - LONGEST_ENDING), len(key) + 1))
