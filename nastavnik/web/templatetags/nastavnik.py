"""Small words of the templates: kinds of statuses, reasons of the engine, numbers as Russians write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nastavnik.accounts.roles import Permission
from nastavnik.matching.engine.score import slot_words
from nastavnik.monitoring.words import decimal, interval, probability

register = template.Library()
for words in (decimal, interval, probability):
    register.filter(words.__name__, words)

KINDS = {
    "preparing": "info", "running": "good", "completed": "off", "nominated": "wait", "approved": "good", "declined": "bad",
    "draft": "info", "proposed": "wait", "active": "good", "ended": "bad", "planned": "info", "held": "good",
    "cancelled": "off", "agreed": "good", "done": "good", "confirmed": "good", "preview": "wait", "waiting": "wait",
    "failed": "bad", "better": "good", "worse": "bad", "same": "off", "no_data": "off", "taken": "good", "refused": "bad",
    "double": "wait", "error": "bad", "warning": "wait",
}  # fmt: skip
VERDICTS = {
    "better": gettext_noop("лучше"), "worse": gettext_noop("хуже"), "same": gettext_noop("без изменений"),
    "no_data": gettext_noop("нет данных"),
}  # fmt: skip

# places of reasons in which scores stand
SHARES = frozenset({"loss", "score", "least"})


@register.filter
def status_kind(value: object) -> str:
    """The look of a status: good, wait, bad, info or off."""
    return KINDS.get(str(value), "off")


@register.filter
def reason(value: dict[str, Any]) -> str:
    """A reason of the engine in the language of the page."""
    return _(value["text"]) % {key: _in_words(key, text) for key, text in value["params"].items()}


def _in_words(key: str, text: Any) -> Any:
    """What stands in a reason: rules and days have words of their own, scores are told in percent, the rest as it is."""
    if key == "rule":
        return _(text)
    if key in SHARES:
        return f"{number_format(hundredths(text), decimal_pos=1)} %"
    if key == "when":
        return ", ".join(_day_and_hour(moment) for moment in text.split(", "))
    return text


def _day_and_hour(words: str) -> str:
    day, _space, hour = words.partition(" ")
    return f"{_(day)} {hour}"


@register.filter
def slot(value: str) -> str:
    """«2 16:00» as «вт 16:00»."""
    return _day_and_hour(slot_words(value))


@register.filter
def signed(value: Decimal | None) -> str:
    """A difference with its sign, «н/д» where there is none."""
    if value is None:
        return _("н/д")
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), decimal_pos=1)}"


@register.filter
def shown(value: Decimal | None) -> str:
    return _("н/д") if value is None else number_format(value, decimal_pos=1)


@register.filter
def hundredths(value: float) -> Decimal:
    """A sum of shares in percent, exact to a tenth."""
    return Decimal(str(value)) * 100


@register.filter
def percent(value: Decimal | float) -> str:
    """A share in [0, 1] as whole percent."""
    return f"{round(float(value) * 100)} %"


@register.filter
def verdict(value: object) -> str:
    return _(VERDICTS[str(value)])


@register.filter
def translated(value: object) -> str:
    """A text of the catalogues – questions, options – in the language of the page."""
    return _(str(value)) if value else ""


@register.simple_tag(takes_context=True)
def may(context: template.Context, name: str) -> bool:
    """Whether the hat's role has the permission: `{% may "PAIRS_FORM" as forms %}`."""
    hat = context.get("hat")
    return bool(hat) and hat.may(Permission[name])


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The page's address with some of its query changed, for pagination that keeps filters."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query[key] = value
    return f"?{query.urlencode()}"
