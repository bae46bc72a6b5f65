"""Cards with personal links to be cut apart: name, class, what to do, a code for the phone's camera."""

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
    """`url` is the whole address of the link."""

    name: str
    place: str
    url: str


def render_cards(title: str, words: str, cards: Iterable[Card]) -> bytes:
    """A PDF of all cards, ten to a page; `words` say what to do."""
    data = [{"name": card.name, "place": card.place, "url": card.url, "code": qr_svg(card.url)} for card in cards]
    return render_pdf(TEMPLATE, {"title": title, "words": words, "cards": data})


def qr_svg(url: str) -> str:
    """The QR code of an address as a whole SVG file; level M stands a fold or a stain."""
    code = segno.make(url, error="m", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", scale=2, border=2)
    return out.getvalue().decode()


def qr_data_uri(url: str) -> str:
    """The QR code for an `img` on a page."""
    return str(segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=4, light="white"))
