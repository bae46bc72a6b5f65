"""What a person sees on a page: its words without the tags, its messages, its links, the errors of its form."""

from __future__ import annotations

import re
from html import unescape

from django.contrib.messages import get_messages

from nastavnik.common.unsafe import everything

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
LOOSE = re.compile(r" (?=[,.:](?: |$))")  # what a tag before a comma leaves behind


def plain(html):
    """The words of a piece of HTML, single spaces between them."""
    return LOOSE.sub("", " ".join(unescape(TAG.sub(" ", html)).split()))


def words(answer):
    """The words of the page's main part; of the whole answer where it is a fragment."""
    html = answer.content.decode()
    found = MAIN.search(html)
    return plain(found[0] if found else html)


def told(answer):
    """The messages that wait for the next page, or were shown on this one."""
    shown = answer.context and answer.context.get("messages")
    return [str(message) for message in (shown or get_messages(answer.wsgi_request))]


def wrong(answer):
    """The sentences of refused fields and of the refused form, in the order of the page."""
    form = answer.context["form"]
    return [sentence for errors in form.errors.values() for sentence in errors]


def links(answer):
    """The addresses the main part leads to."""
    html = answer.content.decode()
    found = MAIN.search(html)
    return re.findall(r'(?:href|action)="([^"]*)"', found[0] if found else html)


def card(answer, title):
    """The words of the card with this title."""
    cards = re.findall(r'<section class="card"[^>]*>.*?</section>', answer.content.decode(), re.DOTALL)
    return next(text for text in map(plain, cards) if text.startswith(title))


def stored(model, **conditions):
    """The rows that are kept, whosever they are."""
    with everything():
        return list(model.objects.filter(**conditions))


def fresh(row):
    """The row as it is kept now."""
    with everything():
        row.refresh_from_db()
    return row
