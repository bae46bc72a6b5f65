"""SWOT analyses: a draft out of the data, the curator's edits, the signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nastavnik.accounts.models import User
from nastavnik.accounts.roles import Role
from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.common.russian import initials_first
from nastavnik.monitoring.cells import is_apart
from nastavnik.monitoring.enums import Origin, SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.monitoring.rules import check_draft, check_nameless
from nastavnik.monitoring.swot import Bullet, draft
from nastavnik.monitoring.swot_data import Form, gather
from nastavnik.programmes.models import Programme


@audited("swot.begun", gettext_lazy("составлен черновик SWOT-анализа"))
def begin_swot(*, actor: Actor, programme: Programme, form: Form, today: date) -> SwotAnalysis:
    """The draft of the next version. Its words are Russian, as those of every paper.

    A figure that would differ from the last signed one by one or two persons would tell what they said: it stays as it was.
    """
    with override("ru"):
        facts = gather(programme, form)
    if not facts:
        raise ValidationError(_("Данных мало: нужны закрытые анкеты, на которые ответили хотя бы трое."))
    versions = SwotAnalysis.objects.filter(programme=programme, form=form).order_by("-version")
    former, signed = versions.first(), versions.filter(signed_on__isnull=False).first()
    before = signed.basis if signed else {}
    kept = {fact.key for fact in facts if not is_apart(abs(fact.n - before.get(fact.key, fact.n)))}
    analysis = SwotAnalysis(
        programme=programme, form=form, version=former.version + 1 if former else 1, made_on=today,
        basis={fact.key: before[fact.key] if fact.key in kept else fact.n for fact in facts},
    )  # fmt: skip
    analysis.store()
    found = draft(fact for fact in facts if fact.key not in kept)
    _write(analysis, [*_values(found), *_as_before(signed, kept)])
    note(analysis, version=analysis.version, facts=len(facts), as_before=len(kept))
    return analysis


def _values(bullets: Iterable[Bullet]) -> list[dict[str, Any]]:
    return [
        {
            "field": SwotField(bullet.field.value), "text": bullet.text, "evidence": bullet.evidence, "why": bullet.why,
            "quotes": list(bullet.quotes), "key": bullet.key, "origin": Origin.DATA,
        }
        for bullet in bullets
    ]  # fmt: skip


def _as_before(signed: SwotAnalysis | None, keys: set[str]) -> list[dict[str, Any]]:
    if signed is None or not keys:
        return []
    names = ("field", "text", "evidence", "why", "quotes", "key", "origin")
    return list(SwotBullet.objects.filter(analysis=signed, key__in=keys).values(*names))


def _write(analysis: SwotAnalysis, rows: list[dict[str, Any]]) -> None:
    for position, values in enumerate(rows):
        SwotBullet(analysis=analysis, position=position, **values).store()


@audited("swot.dropped", gettext_lazy("удалён черновик SWOT-анализа"))
def drop_swot(*, actor: Actor, analysis: SwotAnalysis) -> Programme:
    check_draft(analysis)
    note(analysis.programme, about=analysis.subject, version=analysis.version)
    analysis.delete()
    return analysis.programme


@audited("swot.bullet_added", gettext_lazy("добавлен пункт SWOT-анализа"))
def add_bullet(*, actor: Actor, analysis: SwotAnalysis, field: SwotField, text: str) -> SwotBullet:
    check_draft(analysis)
    check_nameless(analysis, text)
    last = SwotBullet.objects.filter(analysis=analysis).order_by("position").last()
    bullet = SwotBullet(analysis=analysis, field=field, text=text, position=last.position + 1 if last else 0)
    bullet.store()
    return bullet


@audited("swot.bullet_changed", gettext_lazy("изменён пункт SWOT-анализа"))
def change_bullet(
    *, actor: Actor, bullet: SwotBullet, field: SwotField, text: str, quotes: Iterable[str]
) -> SwotBullet:  # fmt: skip
    """Other words, another field, fewer quotations; the figures stay as the data gave them."""
    check_draft(bullet.analysis)
    if text != bullet.text:
        check_nameless(bullet.analysis, text)
    kept = [quote for quote in bullet.quotes if quote in set(quotes)]
    if bullet.origin == Origin.DATA and (bullet.field, bullet.text, bullet.quotes) != (field, text, kept):
        bullet.origin = Origin.CHANGED
    note(bullet, former=bullet.field, field=field)
    bullet.field, bullet.text, bullet.quotes = field, text, kept
    bullet.store()
    return bullet


@audited("swot.bullet_removed", gettext_lazy("убран пункт SWOT-анализа"))
def remove_bullet(*, actor: Actor, bullet: SwotBullet) -> SwotAnalysis:
    check_draft(bullet.analysis)
    note(bullet.analysis, key=bullet.key, field=bullet.field)
    bullet.delete()
    return bullet.analysis


@audited("swot.signed", gettext_lazy("подписан SWOT-анализ"))
def sign_swot(*, actor: Actor, analysis: SwotAnalysis, today: date) -> SwotAnalysis:
    check_draft(analysis)
    if not analysis.bullets.exists():
        raise ValidationError(_("Подписывать нечего: в SWOT-анализе нет ни одного пункта."))
    analysis.signed_on, analysis.signed_by = today, _signer(actor)
    analysis.store()
    return analysis


def _signer(actor: Actor) -> str:
    """Who signs, as under a paper; a user without a person signs by the role."""
    user = User.objects.filter(pk=actor.user).select_related("person").first() if actor.user else None
    if user and user.person:
        return initials_first(user.person.name)
    return str(dict(Role.choices).get(actor.role, actor.role))
