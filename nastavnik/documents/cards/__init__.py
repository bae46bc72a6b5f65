"""Cards to be cut apart and handed out: name, class, what to do and, where it is done by a link, a code for the camera."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import segno

from nastavnik.documents.rendering.pdf import render_pdf

TEMPLATE = Path(__file__).resolve().parent / "template.typ"


@dataclass(frozen=True)
class Card:
    """`url` is the whole address of the link, if there is one; `words` are said to this person alone."""

    name: str
    place: str
    url: str = ""
    words: str = ""


def render_cards(title: str, words: str, cards: Iterable[Card], *, heading: str = "") -> bytes:
    """A PDF of all cards, ten to a page; `words` say what to do where a card has none of its own."""
    data = [
        {
            "name": card.name, "place": card.place, "url": card.url, "words": card.words or words,
            "code": qr_svg(card.url) if card.url else "",
        }
        for card in cards
    ]  # fmt: skip
    return render_pdf(TEMPLATE, {"title": title, "heading": heading, "cards": data})


def qr_svg(url: str) -> str:
    """The QR code of an address as a whole SVG file; level M stands a fold or a stain."""
    code = segno.make(url, error="m", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", scale=2, border=2)
    return out.getvalue().decode()


def qr_data_uri(url: str) -> str:
    """The QR code for an `img` on a page."""
    return str(segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=4, light="white"))
